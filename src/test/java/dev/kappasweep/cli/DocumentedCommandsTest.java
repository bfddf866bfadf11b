package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.cli.DocumentedCommands.Command;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.figure.FigureFixture;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of README.md and docs/ that takes a few seconds, in this JVM and on made-up results. {@code run} is planned instead, since training takes longer. A command
 * that cannot be run is in {@link #NOT_RUN} with the reason, and is read as far as its options go.
 */
class DocumentedCommandsTest {
    /** By what a command begins with or holds, why it is not run. */
    private static final Map<String, String> NOT_RUN = notRun();

    /** The sweeps whose results pages talk of, by their directory; with what they set. */
    private static final Map<String, List<String>> RESULTS = Map.of(
            "table1", List.of("conf/table1.yaml", "axes.seed=1,2"),
            "table3", List.of("conf/table1.yaml", "axes.seed=1,2"),
            "quickstart", List.of("conf/quickstart.yaml"),
            "regularizers", List.of("conf/regularizers.yaml", "axes.seed=1,2"),
            "seeds-1-to-5", List.of("conf/quickstart.yaml", "axes.seed=1..5"),
            "seeds-6-to-10", List.of("conf/quickstart.yaml", "axes.seed=6..10"),
            "narrow", List.of("conf/quickstart.yaml", "network.hidden=16"),
            "wide", List.of("conf/quickstart.yaml", "network.hidden=64"),
            "first-try", List.of("conf/quickstart.yaml"),
            "table1-small", List.of("conf/table1-small.yaml"));

    /** Those of which kappa is made up: the first, and those of published numbers. */
    private static final List<Integer> EPOCHS = List.of(0, 50, 51);

    /** What ends with 1 where results are not those that it asks for. */
    private static final Set<String> CHECKS = Set.of("--check", "claims");

    /** What draws for seconds, whatever the directory: each is run where it comes first. */
    private static final Set<String> SLOW = Set.of("report", "figures", "importance");

    @TempDir
    private static Path place = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static Map<String, String> notRun() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("jobs/submit ", "takes a cluster: StandaloneClusterIT, YarnIT and SubmitTest call it");
        reasons.put("jobs/local-cluster ", "starts a cluster: StandaloneClusterIT");
        reasons.put("serve ", "runs until it is stopped: SafeStartTest and RemoteVerbsTest");
        for (String verb : List.of("submit", "ps", "pause", "resume", "watch", "logs", "pull")) {
            reasons.put("kappasweep " + verb, "takes a server: RemoteVerbsTest");
        }
        reasons.put("kappasweep stop ", "ends a process that runs a sweep: DirectoryVerbsTest");
        reasons.put("hdfs://", "takes an HDFS: HdfsIT");
        reasons.put("s3a://", "takes a server of S3: S3IT");
        reasons.put("kappasweep verify ", "trains for minutes: VerifyVerbTest");
        reasons.put("kappasweep doctor ", "measures for longer than ten seconds: DoctorVerbTest");
        reasons.put("kappasweep weights ", "takes weights that a training has kept: WeightsVerbTest");
        reasons.put("data import ", "takes images of one's own: ImageImportTest");
        reasons.put("my/images", "takes images of one's own: ImageImportTest");
        reasons.put("kappasweep best ", "takes a search that has run: SearchRunTest");
        reasons.put("run best.yaml", "is of the file that a search has written: SearchRunTest");
        reasons.put("conf/table3.yaml", "is of the commit that its page names");
        return reasons;
    }

    private static Optional<String> reason(Command command) {
        return NOT_RUN.entrySet().stream()
                .filter(entry -> (command.text() + " ").contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @BeforeAll
    static void makeResultsUp() throws IOException {
        for (Map.Entry<String, List<String>> results : RESULTS.entrySet()) {
            List<String> sweep = results.getValue();
            String text = Files.readString(Path.of(sweep.get(0)));
            commit(
                    SweepFileReader.parse(text, sweep.get(0), sweep.subList(1, sweep.size()))
                            .spec(),
                    place.resolve("runs").resolve(results.getKey()));
        }
        copyShippedResults();
    }

    /** As the page of the results says. */
    private static void copyShippedResults() throws IOException {
        Path shipped = Path.of("docs/results/runs");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Path copy =
                        place.resolve("runs").resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void commit(SweepSpec sweep, Path directory) {
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            sweep.trials(SampleSweep.DATA).forEach(trial -> store.commit(madeUp(trial), "4.1.0"));
        }
    }

    private static TrialResult madeUp(TrialSpec trial) {
        double part = 1 / (1 + 10 * trial.lambda() + trial.seed() % 7);
        List<LayerMeasurement> layers = new ArrayList<>();
        for (int epoch : EPOCHS) {
            for (String layer : trial.layerNames()) {
                layers.add(SampleSweep.layer(epoch, layer, 1 + part * epoch));
            }
        }
        List<EvaluationMeasurement> evaluations = trial.evaluation().snr().stream()
                .map(snr -> new EvaluationMeasurement(snr, EvaluationMetric.ACCURACY.text(), 0.9 + part / 20, 100, 1))
                .toList();
        return SampleSweep.result(
                trial, Ending.COMPLETED, new Measurements(layers, List.of(), List.of(), evaluations, List.of()));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfThePages() throws IOException {
        FigureFixture.skipWithoutFonts();
        Map<String, Command> each = DocumentedCommands.all().stream()
                .collect(Collectors.toMap(
                        Command::text, command -> command, (first, second) -> first, LinkedHashMap::new));
        assertThat(each).hasSizeGreaterThan(60);
        Set<String> slow = new HashSet<>();
        return each.values().stream().map(command -> {
            boolean isRun = command.words().stream().filter(SLOW::contains).allMatch(slow::add);
            return DynamicTest.dynamicTest(command.toString(), () -> run(command, isRun));
        });
    }

    /** Else the reasons would outlive their commands. */
    @Test
    void whatIsNotRunIsThere() throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (Command command : DocumentedCommands.all()) {
            NOT_RUN.keySet().stream()
                    .filter(known -> (command.text() + " ").contains(known))
                    .forEach(found::add);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(NOT_RUN.keySet());
    }

    private void run(Command command, boolean isRun) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        if (command.isOfKappasweep()) {
            runInThisJvm(command, isRun);
        } else {
            assertThat(Path.of(command.words().get(0))).isExecutable();
            assertThat(reason(command)).as("why it is not run").isPresent();
        }
    }

    private void runInThisJvm(Command command, boolean isRun) throws IOException {
        List<String> words = command.words().subList(1, command.words().size());
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        if (!command.text().contains("hdfs:")) { // which to be read takes one
            Verbs.commandLine(console, DocumentedCommandsTest::noTrial).parseArgs(words.toArray(String[]::new));
        }
        if (isRun && reason(command).isEmpty()) {
            int code = Main.run(here(words).toArray(String[]::new), console, DocumentedCommandsTest::noTrial);
            boolean isCheck = words.stream().anyMatch(CHECKS::contains);
            assertThat(isCheck && code == 1 ? 0 : code)
                    .as(() -> out + "\n" + err)
                    .isZero();
        }
    }

    private static TrialResult noTrial(TrialSpec spec, Dataset data, TrialObserver observer) {
        throw new AssertionError("no trial is to run: " + spec.id() + data.id() + observer);
    }

    /** The same command on this machine: with results below a temporary directory, without MNIST, and without training. */
    private static List<String> here(List<String> words) throws IOException {
        boolean isRun = words.get(0).equals("run");
        List<String> here = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (isRun && Set.of("--master", "--on-end", "--data-dir").contains(word)) {
                i++;
            } else if (word.equals("--out") || word.equals("--root")) {
                here.add(word);
                String name = words.get(++i);
                here.add(place.resolve(isRun ? "planned" : "written")
                        .resolve(name)
                        .toString());
            } else {
                here.add(isRun && i == 0 ? "plan" : inPlace(word));
            }
        }
        boolean isOfSweep = isRun || words.get(0).equals("plan");
        if (isOfSweep && words.stream().anyMatch(DocumentedCommandsTest::isOfMnist)) {
            here.addAll(List.of("--set", "dataset=digits"));
        }
        boolean isOfOne = words.stream().filter(word -> word.endsWith(".yaml")).count() == 1;
        if (isOfSweep && isOfOne && !words.contains("--out")) { // whatever is in runs
            here.addAll(
                    List.of("--out", place.resolve("planned").resolve("runs").toString()));
        }
        if (words.equals(List.of("list"))) {
            here.add(place.resolve("runs").toString());
        }
        return here;
    }

    private static boolean isOfMnist(String word) {
        try {
            return word.endsWith(".yaml") && Files.readString(inRelease(word)).contains("dataset: mnist");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path inRelease(String file) {
        return Path.of(file.replaceFirst("^kappasweep-[^/]*/", ""));
    }

    private static String inPlace(String word) throws IOException {
        if (word.startsWith("runs/")) {
            return place.resolve(word).toString();
        }
        return switch (word) {
            case "DIR" -> place.resolve("runs/quickstart").toString();
            case "3f9a" -> firstTrial().substring(0, 4);
            default -> word.endsWith(".yaml") ? inRelease(word).toString() : word;
        };
    }

    /** Of the results that a page describes a trial of. */
    private static String firstTrial() {
        return ResultDirectory.read(place.resolve("runs/table1"))
                .trials()
                .get(0)
                .id()
                .text();
    }
}
