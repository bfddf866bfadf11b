package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptWeightsTest {
    private static final String SCRIPT = "src/test/resources/numerics/train.py";
    private static final int EPOCHS = 6;
    private static final double LARGEST_DIFFERENCE = 1e-4;

    @TempDir
    private Path directory;

    /** Keeps what it is told. */
    private static final class Told implements TrialObserver {
        private final KeepWeights asked;
        private final NavigableMap<Integer, byte[]> files = new TreeMap<>();

        Told(KeepWeights asked) {
            this.asked = asked;
        }

        byte[] file(int epoch) {
            return Objects.requireNonNull(files.get(epoch));
        }

        @Override
        public KeepWeights keepWeights() {
            return asked;
        }

        @Override
        public void weights(TrialId trial, int epoch, byte[] npz) {
            files.put(epoch, npz);
        }
    }

    private static TrialSpec spec(Experiment experiment, RegularizerKind penalty) {
        List<String> layers = experiment == Experiment.DENOISING ? List.of("E1", "D1") : List.of("W1", "W2");
        NetworkSpec network =
                new NetworkSpec(List.of(20), experiment == Experiment.DENOISING ? Activation.RELU : Activation.SIGMOID);
        return SelfTest.network(
                        experiment,
                        network,
                        new RegularizerSpec(penalty, layers, SolverSpec.of(SolverKind.EXACT), 0.02))
                .with()
                .trainSnr(Snr.INFINITE)
                .training(new TrainingSpec(EPOCHS, 5, Optimizer.ADAM, 1e-2, 0))
                .build();
    }

    private static TrialResult run(TrialSpec spec, TrialObserver observer) {
        return new TrialRunner().run(spec, SelfTest.images(), observer);
    }

    private static List<NamedArray> arrays(byte[] npz) throws IOException {
        return NpzFile.read(new ByteArrayInputStream(npz));
    }

    /** The first layer is in panels with a tikhonov, and has a stored gradient with the others. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "regularizer.kind=tikhonov training.normalisation=none",
                "regularizer.kind=tikhonov training.weightDecay=0.5 training.learningRateSchedule=cosine training.validation=0.25",
                "regularizer.kind=conditionNumberByLargerSize training.learningRateSchedule=step(2,0.3) training.validation=0.4"
                        + " training.normalisation=data",
                "regularizer.kind=conditionNumberByLargerSize training.weightDecay=0.5",
                "regularizer.kind=tikhonov training.optimizer=sgd training.momentum=0.9 training.nesterov=true"
                        + " training.weightDecay=0.5 network.activation=tanh",
                "regularizer.kind=spectralNorm training.optimizer=sgd training.momentum=0.5 network.activation=gelu",
                "regularizer.kind=conditionNumber network.activation=gelu training.validation=0.25"
            })
    void numpyTrainsTheFinalWeightsFromTheInitialOnes(String settings) throws IOException {
        Told told = new Told(KeepWeights.FINAL);
        TrialSpec spec = spec(Experiment.CLASSIFICATION, RegularizerKind.TIKHONOV);
        for (String one : settings.split(" ", -1)) {
            Parameter parameter = Parameter.named("setting", one.substring(0, one.indexOf('=')));
            spec = spec.with(parameter, parameter.parse(one.substring(one.indexOf('=') + 1)));
        }
        TrialResult result = run(spec, told);
        Run program = trained(told, settings.replace(",", ", ").split(" (?=[a-z])", -1));
        assertThat(program.code()).as(program.output()).isZero();
        double[] printed = Stream.of(program.output().strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(printed[0]).isLessThan(LARGEST_DIFFERENCE);
        EpochMeasurement epoch = result.epochs().get(EPOCHS - 1);
        double[] validated = {epoch.validationLoss(), epoch.validationAccuracy()};
        double[] expected = spec.settings().real(Parameter.VALIDATION) == 0
                ? new double[] {Double.NaN, Double.NaN}
                : Arrays.copyOfRange(printed, 1, 3);
        assertThat(validated).containsExactly(expected, within(LARGEST_DIFFERENCE));
    }

    private Run trained(Told told, String... settings) throws IOException {
        Path initial = Files.write(directory.resolve("initial.npz"), told.file(0));
        Path last = Files.write(directory.resolve("final.npz"), told.file(EPOCHS));
        List<String> command =
                new ArrayList<>(List.of(Prerequisite.numpy().toString(), SCRIPT, initial.toString(), last.toString()));
        command.addAll(List.of(settings));
        return Run.of(command);
    }

    /** So that nothing is compared that it does not do. */
    @ParameterizedTest
    @CsvSource({
        "network.dropout=0.5, 'network.dropout is not known, expected one of regularizer.kind, network.activation, .*'",
        "training.optimizer=lion, 'training.optimizer: ''lion'' is not known'",
        "training.momentum=much, 'training.momentum: ''much'' is not known'",
        "training.normalisation=0.2/0.4, 'training.normalisation: ''0.2/0.4'' is not known'"
    })
    void numpyRefusesWhatItDoesNotKnow(String setting, String expected) throws IOException {
        Told told = new Told(KeepWeights.FINAL);
        run(spec(Experiment.CLASSIFICATION, RegularizerKind.NONE), told);
        Run program = trained(told, setting);
        assertThat(program.code()).isNotZero();
        assertThat(program.output().strip()).matches("train.py: " + expected);
    }

    @Test
    void theLastFileHasTheDigestOfTheResult() throws IOException {
        for (Experiment experiment : List.of(Experiment.CLASSIFICATION, Experiment.DENOISING)) {
            Told told = new Told(KeepWeights.FINAL);
            TrialResult result = run(spec(experiment, RegularizerKind.TIKHONOV), told);
            assertThat(NamedArray.sha256(arrays(told.file(EPOCHS)))).isEqualTo(result.weightsSha256());
            assertThat(told.file(0)).isNotEqualTo(told.file(EPOCHS));
        }
    }

    @Test
    void arraysHaveTheNamesOfTheirLayers() throws IOException {
        Told told = new Told(KeepWeights.FINAL);
        run(spec(Experiment.DENOISING, RegularizerKind.NONE), told);
        assertThat(arrays(told.file(0)))
                .extracting(array -> array.name() + " " + array.shapeText())
                .containsExactly("E1 20 x 64", "bE1 20", "D1 64 x 20", "bD1 64");
    }

    /** The state after an epoch is that of a trial that ends there. */
    @Test
    void statesBetweenAreThoseOfShorterTrials() throws IOException {
        TrialSpec spec = spec(Experiment.CLASSIFICATION, RegularizerKind.TIKHONOV);
        Told told = new Told(new KeepWeights(4));
        run(spec, told);
        assertThat(told.files).containsOnlyKeys(0, 4, EPOCHS);
        TrialSpec shorter = spec.with()
                .training(new TrainingSpec(4, 5, Optimizer.ADAM, 1e-2, 0))
                .build();
        assertThat(NamedArray.sha256(arrays(told.file(4))))
                .isEqualTo(run(shorter, TrialObserver.NONE).weightsSha256());
    }

    @Test
    void keepingChangesNoBit() {
        TrialSpec spec = spec(Experiment.CLASSIFICATION, RegularizerKind.CONDITION_NUMBER);
        assertThat(ResultDigest.of(run(spec, new Told(new KeepWeights(1)))))
                .isEqualTo(ResultDigest.of(run(spec, TrialObserver.NONE)));
    }

    @Test
    void nothingIsToldWhereNothingIsAsked() {
        Told told = new Told(KeepWeights.NONE);
        run(spec(Experiment.CLASSIFICATION, RegularizerKind.NONE), told);
        assertThat(told.files).isEmpty();
    }
}
