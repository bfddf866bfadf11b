package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.CommittedTrials;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialComparison;
import dev.kappasweep.results.TrialComparison.Difference;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.results.WeightFiles;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        footer = {"", "Examples:", "  kappasweep verify runs/table1 --sample 3"},
        description = {
            "Train some committed trials again and compare every bit, on whatever machine they were trained, "
                    + "and the digests of their kept weights.",
            "Exits with 1 on a difference, and writes nothing."
        })
final class VerifyVerb implements Callable<Integer> {
    private static final int MOST_DIFFERENCES = 10;

    private final Console console;
    private final TrialFunction trials;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(
            names = "--sample",
            paramLabel = "K",
            defaultValue = "1",
            description = "How many trials to train again (default: 1).")
    private int sample = 1;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Chooses the trials; the same one chooses the same (default: 1).")
    private long seed = 1;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Look for data sets in this directory only; see kappasweep data list.")
    private Optional<Path> dataDir = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    VerifyVerb(Console console, TrialFunction trials) {
        this.console = console;
        this.trials = trials;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--sample", sample, 1);
        CommittedTrials committed = ResultDirectory.readTrials(directory);
        List<TrialRow> chosen = choose(committed);
        Dataset data = load(committed);
        trials.prepare();
        TrialText names = new TrialText(committed.sweep());
        List<TrialComparison> comparisons = new ArrayList<>();
        for (TrialRow row : chosen) {
            TrialComparison comparison = compare(row, data);
            comparisons.add(comparison);
            if (!json) {
                console.result(text(names.parameters(row.spec()), comparison));
            }
        }
        if (json) {
            console.result(Json.text(json(comparisons)));
        }
        return comparisons.stream()
                        .allMatch(comparison -> comparison.differences().isEmpty())
                ? ExitCode.OK
                : ExitCode.FAILED;
    }

    private TrialComparison compare(TrialRow row, Dataset data) {
        ResultTables rows = ResultDirectory.read(directory, row.id());
        TrialResult again = trials.run(evaluatedAs(rows, row.spec()), data, TrialObserver.NONE);
        TrialComparison trained = TrialComparison.of(rows, again.of(row.spec()));
        List<Difference> differences = new ArrayList<>(trained.differences());
        new WeightFiles(directory).of(row.id()).forEach((epoch, file) -> {
            KeptState state = KeptState.read(row, epoch, file);
            if (!state.isAsCommitted()) {
                differences.add(
                        new Difference(directory.relativize(file).toString(), state.expected(), state.digest()));
            }
        });
        return new TrialComparison(trained.trial(), differences);
    }

    /** At the test SNRs that were added later, too. */
    private static TrialSpec evaluatedAs(ResultTables rows, TrialSpec spec) {
        List<Snr> measured = rows.evaluations().stream()
                .map(row -> row.measurement().snr())
                .distinct()
                .toList();
        return measured.size() > spec.evaluation().snr().size() ? spec.evaluatedAt(measured) : spec;
    }

    /** Some of the trials whose outcome stands, of those that today's program means the same by. */
    private List<TrialRow> choose(CommittedTrials committed) {
        List<TrialRow> comparable = new ArrayList<>(committed.trials().stream()
                .filter(row -> row.isFinal() && row.objectiveVersion() == TrialSpec.OBJECTIVE_VERSION)
                .filter(row ->
                        row.spec().dataset().sha256().equals(committed.dataset().sha256()))
                .toList());
        if (comparable.isEmpty()) {
            throw new InvalidInputException("verify: " + directory + " holds no finished trial of objective version "
                    + TrialSpec.OBJECTIVE_VERSION + ", expected at least one");
        }
        // The first numbers of Random are much alike for seeds that are.
        Collections.shuffle(comparable, new Random(new SplittableRandom(seed).nextLong()));
        return comparable.subList(0, Math.min(sample, comparable.size()));
    }

    private Dataset load(CommittedTrials committed) {
        Dataset data = new DatasetLoader(dataDir, System.getenv())
                .load(committed.sweep().dataset());
        DatasetId expected = committed.dataset();
        if (!data.id().sha256().equals(expected.sha256())) {
            throw new InvalidInputException("dataset: " + data.id().name() + " has digest "
                    + data.id().sha256() + ", expected " + expected.sha256() + " as in " + directory);
        }
        return data;
    }

    private static String text(String parameters, TrialComparison comparison) {
        List<Difference> differences = comparison.differences();
        StringBuilder text = new StringBuilder(differences.isEmpty() ? "same    " : "DIFFERS ")
                .append(comparison.trial())
                .append("  ")
                .append(parameters)
                .append('\n');
        differences.stream()
                .limit(MOST_DIFFERENCES)
                .forEach(value -> text.append(
                        "        %s was %s and is %s%n".formatted(value.field(), value.committed(), value.again())));
        int rest = differences.size() - MOST_DIFFERENCES;
        return rest > 0
                ? text.append("        and ")
                        .append(rest)
                        .append(" more, all with --json\n")
                        .toString()
                : text.toString();
    }

    private ObjectNode json(List<TrialComparison> comparisons) {
        ObjectNode root = Json.object();
        root.put("directory", directory.toString());
        root.put("seed", seed);
        ArrayNode trained = root.putArray("trials");
        comparisons.forEach(comparison -> {
            ObjectNode trial = trained.addObject();
            trial.put("trial", comparison.trial().text());
            ArrayNode differences = trial.putArray("differences");
            comparison.differences().forEach(value -> differences.add(Json.ofRecord(value)));
        });
        return root;
    }
}
