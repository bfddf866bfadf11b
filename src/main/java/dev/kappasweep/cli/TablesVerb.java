package dev.kappasweep.cli;

import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.PerTrialTable;
import dev.kappasweep.analysis.TableCheck;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.UnitedResults;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TableSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tables",
        footer = {
            "",
            "Examples:",
            "  kappasweep tables runs/table1 --format latex > table1.tex",
            "  kappasweep tables runs/table1 --check",
            "  kappasweep tables runs/table1 --per-trial --where 'status=COMPLETED,kappa(W1)<2' --format csv",
            "  kappasweep tables runs/table1 --metric 'kappa(W1)@0' --metric kappa --where 'lambda>=0.01'"
        },
        description = {
            "Print the table of a sweep's results, also while it runs.",
            "In each cell the mean over seeds with its 95 %% confidence interval, and what is missing."
        })
final class TablesVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories of results, as given to run --out; those of several count as one sweep.")
    private List<Path> directories = new ArrayList<>();

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description =
                    "summary, table1 to table4 for the paper's, or one that the sweep file defines (default: what the "
                            + "sweep file says).")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "What to show, as in kappa(W1) or accuracy(0.5); repeatable (default: what the table has).")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "AXIS",
            description =
                    "The axes whose values make the rows; repeatable, also with commas (default: what the table has).")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "AXIS",
            description =
                    "The axes whose values make the columns, each with all metrics (default: what the table has).")
    private List<String> columns = new ArrayList<>();

    @Mixin
    private final WhereOption where = new WhereOption();

    @Option(
            names = "--per-trial",
            description =
                    "A line for each trial that has ended, in the place of means: its parameters, how it ended, and what it "
                            + "came to.")
    private boolean perTrial;

    @Option(
            names = "--check",
            description = "Compare with the published values: name the cells beyond their tolerance and exit with 1.")
    private boolean check;

    TablesVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        if (perTrial) {
            requireNothingOfMeans();
            console.table(chosen, PerTrialTable.of(UnitedResults.read(directories), metrics, where.conditions()));
            return ExitCode.OK;
        }
        return means(chosen);
    }

    private void requireNothingOfMeans() {
        String given = Stream.of(
                        check ? "--check" : "",
                        table.isPresent() ? "--table" : "",
                        rows.isEmpty() ? "" : "--rows",
                        columns.isEmpty() ? "" : "--columns")
                .filter(option -> !option.isEmpty())
                .collect(Collectors.joining(", "));
        if (!given.isEmpty()) {
            throw new InvalidInputException(
                    "--per-trial: is not allowed with " + given + ", expected --metric, --where and --format");
        }
    }

    private int means(TableFormat chosen) {
        ResultRows results = UnitedResults.read(directories);
        TableSpec spec = PaperTables.named(
                        results.sweep(), table.orElse(results.sweep().table()))
                .with(rows, columns, metrics);
        PaperTable built = PaperTable.of(results, spec, where.chosen());
        if (!check) {
            console.table(chosen, built);
            return ExitCode.OK;
        }
        TableCheck outcome = TableCheck.of(built);
        outcome.differing().forEach(line -> console.result(line + "\n"));
        built.settings().forEach(line -> console.say("kappasweep: " + line));
        console.say("kappasweep: " + outcome.summary());
        return outcome.isPassed() ? ExitCode.OK : ExitCode.FAILED;
    }
}
