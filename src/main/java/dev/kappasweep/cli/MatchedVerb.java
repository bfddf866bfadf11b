package dev.kappasweep.cli;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.MatchedTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.results.StoredResults;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "matched",
        description = "Print, for every regulariser and for dropout, the largest strength that costs little accuracy "
                + "without noise, with its kappa and its accuracy under noise.")
final class MatchedVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(
            names = "--within",
            paramLabel = "POINTS",
            defaultValue = "0.5",
            description = "How many percentage points the accuracy may be lower (default: ${DEFAULT-VALUE}).")
    private double within;

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    MatchedVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        NumberOption.nonNegative("--within", within);
        console.table(chosen, MatchedTable.of(Grid.of(StoredResults.read(directory), List.of()), within));
        return ExitCode.OK;
    }
}
