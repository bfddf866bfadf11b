package dev.kappasweep.cli;

import dev.kappasweep.analysis.BestTable;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.conf.SweepFileWriter;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "best",
        footer = {
            "",
            "Examples:",
            "  kappasweep best runs/search",
            "  kappasweep best runs/table1 --maximise 'accuracy(0.5)' --constraint 'kappa(W1)<=2'",
            "  kappasweep best runs/search --sweep-file > best.yaml; kappasweep run best.yaml --set axes.seed=11..20"
        },
        description = {
            "Print the best configurations of a sweep that were trained to their end.",
            "Best is what its search asks for, or the options; of several objectives what no other beats in all."
        })
final class BestVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    @Option(
            names = "--maximise",
            paramLabel = "METRIC",
            description = "What to make large, as in accuracy(0.5); repeatable (default: what the search asks for).")
    private List<String> maximise = new ArrayList<>();

    @Option(
            names = "--minimise",
            paramLabel = "METRIC",
            description = "What to make small, as in kappa(W1); repeatable.")
    private List<String> minimise = new ArrayList<>();

    @Option(
            names = "--constraint",
            paramLabel = "BOUND",
            description = "What comes first if it holds, as in 'kappa(W1) <= 2'; repeatable.")
    private List<String> constraints = new ArrayList<>();

    @Option(
            names = "--sweep-file",
            description = "Print a sweep file that trains the best configuration, with every epoch and seed.")
    private boolean asFile;

    BestVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        ResultRows results = StoredResults.read(directory);
        Optional<SearchSpec> search = results.sweep().searched();
        boolean isAsked = !maximise.isEmpty() || !minimise.isEmpty() || !constraints.isEmpty();
        List<SearchObjective> objectives = Stream.concat(
                        maximise.stream().map(metric -> new SearchObjective(metric, true)),
                        minimise.stream().map(metric -> new SearchObjective(metric, false)))
                .toList();
        List<SearchConstraint> bounds =
                constraints.stream().map(SearchConstraint::parse).toList();
        if (!isAsked && search.isPresent()) {
            objectives = search.get().objectives();
            bounds = search.get().constraints();
        }
        if (objectives.isEmpty()) {
            throw new InvalidInputException(
                    "best: nothing says what is best, expected --maximise METRIC or --minimise METRIC");
        }
        BestTable best = BestTable.of(Grid.of(results, metrics(objectives, bounds)), objectives, bounds);
        if (asFile) {
            console.result(file(results.sweep(), best));
        } else {
            console.table(chosen, best);
        }
        return ExitCode.OK;
    }

    private static List<String> metrics(List<SearchObjective> objectives, List<SearchConstraint> bounds) {
        return Stream.concat(
                        objectives.stream().map(SearchObjective::metric),
                        bounds.stream().map(SearchConstraint::metric))
                .toList();
    }

    private static String file(SweepSpec sweep, BestTable best) {
        Configuration first = best.ranked().stream()
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "best: no configuration was trained to its end with a value, expected one"));
        List<Long> seeds =
                sweep.values(Parameter.SEED).stream().map(Long.class::cast).toList();
        return SweepFileWriter.text(sweep, sweep.name() + "-best", first.settings(), seeds);
    }
}
