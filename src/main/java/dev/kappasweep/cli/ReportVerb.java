package dev.kappasweep.cli;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.figure.FigureFiles;
import dev.kappasweep.files.Store;
import dev.kappasweep.report.Report;
import dev.kappasweep.report.ReportOrigin;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.SweepFileCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        footer = {"", "Examples:", "  kappasweep report runs/table1 --out table1.html"},
        description = {
            "Write the results of a sweep as one HTML file, also while it runs: what was run, tables, figures, "
                    + "comparisons, deviations, failures, provenance.",
            "It needs no network and no server."
        })
final class ReportVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it (default: DIR/report.html).")
    private Optional<Path> out = Optional.empty();

    ReportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Grid grid = new Grid(StoredResults.read(directory));
        FigureFiles.requireFonts();
        Path target = out.orElseGet(() -> directory.resolve("report.html"));
        String html = Report.html(
                grid, ImportanceVerb.importance(grid), new ReportOrigin(Instant.now(), SweepFileCopy.read(directory)));
        try {
            Store.of(target).replace(target, file -> file.write(html.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + target, e);
        }
        console.result(target + "\n");
        return ExitCode.OK;
    }
}
