package dev.kappasweep.cli;

import dev.kappasweep.analysis.ComparisonTable;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.results.UnitedResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        footer = {"", "Examples:", "  kappasweep compare runs/table1 --baseline lambda=0 --metric 'kappa(W1)'"},
        description = {
            "Compare every configuration with a baseline, paired by seed.",
            "Difference with its 95 %% confidence interval, paired t test, Wilcoxon's signed rank test, Holm's "
                    + "correction."
        })
final class CompareVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories of results, as given to run --out; those of several count as one sweep.")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "AXIS=VALUE",
            description =
                    "What to compare with, as in lambda=0 or lambda=0,regularizer=none (default: the smallest lambda). "
                            + "The other axes of the two are the same.")
    private Optional<String> baseline = Optional.empty();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description =
                    "What to compare, as in kappa(W1) or accuracy(0.5); repeatable (default: all of the summary).")
    private List<String> metrics = new ArrayList<>();

    @Mixin
    private final WhereOption where = new WhereOption();

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    CompareVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        Grid grid = Grid.of(UnitedResults.read(directories), metrics, where.chosen());
        console.table(chosen, ComparisonTable.of(grid, baseline, metrics));
        return ExitCode.OK;
    }
}
