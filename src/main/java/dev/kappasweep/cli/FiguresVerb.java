package dev.kappasweep.cli;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.FigureFiles;
import dev.kappasweep.figure.Figures;
import dev.kappasweep.files.Store;
import dev.kappasweep.results.StoredResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "figures",
        description = {
            "Draw the figures of a sweep's results as SVG and PNG, also while it runs.",
            "Which ones depends on the experiment and on what has been measured."
        })
final class FiguresVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write them (default: DIR/figures).")
    private Optional<Path> out = Optional.empty();

    FiguresVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Grid grid = new Grid(StoredResults.read(directory));
        FigureFiles.requireFonts();
        Path target = out.orElseGet(() -> directory.resolve("figures"));
        try {
            Store store = Store.of(target);
            store.createDirectory(target);
            for (Figure figure : Figures.of(grid, ImportanceVerb.importance(grid))) {
                Path svg = target.resolve(figure.name() + ".svg");
                store.replace(svg, file -> file.write(FigureFiles.svg(figure).getBytes(StandardCharsets.UTF_8)));
                store.replace(target.resolve(figure.name() + ".png"), file -> file.write(FigureFiles.png(figure)));
                console.result(svg + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("figures cannot be written to " + target, e);
        }
        return ExitCode.OK;
    }
}
