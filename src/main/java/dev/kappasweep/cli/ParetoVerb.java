package dev.kappasweep.cli;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.ParetoFront;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.results.StoredResults;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "pareto",
        description =
                "Print which configurations no other one beats in all of: accuracy without noise, accuracy at the "
                        + "lowest test SNR, and kappa.")
final class ParetoVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    ParetoVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        console.table(chosen, ParetoFront.of(Grid.of(StoredResults.read(directory), List.of())));
        return ExitCode.OK;
    }
}
