package dev.kappasweep.cli;

import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.analysis.TableLayout;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.sweep.Named;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tables",
        description = {
            "Print the table of a sweep's results, also while it runs.",
            "One row per configuration: mean over seeds with its 95 %% confidence interval, and what is missing."
        })
final class TablesVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "md",
            description = "md, csv, latex or json (default: md).")
    private String format = "md";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Layout: summary or table1 (default: what the sweep file says).")
    private Optional<String> layout = Optional.empty();

    TablesVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = Named.parse(TableFormat.class, "--format", format);
        Optional<TableLayout> asked = layout.map(name -> Named.parse(TableLayout.class, "--table", name));
        ResultTables results = ResultStore.read(directory);
        console.result(chosen.write(PaperTable.of(results, asked.orElseGet(() -> layoutOf(results)))));
        return ExitCode.OK;
    }

    static TableLayout layoutOf(ResultTables results) {
        return Named.parse(TableLayout.class, "table", results.sweep().table());
    }
}
