package dev.kappasweep.cli;

import dev.kappasweep.analysis.ClaimTable;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.results.StoredResults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "claims",
        description = {
            "Print what the paper says of Tikhonov regularisation (Table 3), statement by statement, with both "
                    + "figures and whether it holds.",
            "The exit code is 1 if one does not, or has no results."
        })
final class ClaimsVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of results with tikhonov, as of conf/table1.yaml.")
    private Path directory = Path.of("");

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "Results with conditionNumber, as of conf/table1.yaml (default: those of DIR).")
    private Optional<Path> against = Optional.empty();

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    ClaimsVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        Optional<Grid> other = against.map(results -> Grid.of(StoredResults.read(results), List.of()));
        ClaimTable claims = ClaimTable.of(Grid.of(StoredResults.read(directory), List.of()), other);
        console.table(chosen, claims);
        return claims.isBorneOut() ? ExitCode.OK : ExitCode.FAILED;
    }
}
