package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.LearningRateSchedule;
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

    /** The first layer is in panels with the former, and has a stored gradient with the latter. */
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "TIKHONOV, 0, constant, 0, none",
        "TIKHONOV, 0.5, cosine, 0.25, mnist",
        "CONDITION_NUMBER_BY_LARGER_SIZE, 0, 'step(2, 0.3)', 0.4, data",
        "CONDITION_NUMBER_BY_LARGER_SIZE, 0.5, constant, 0, mnist"
    })
    void numpyTrainsTheFinalWeightsFromTheInitialOnes(
            RegularizerKind penalty, double weightDecay, String schedule, double validation, String normalisation)
            throws IOException {
        Path python = Prerequisite.numpy();
        Told told = new Told(KeepWeights.FINAL);
        TrialSpec spec = spec(Experiment.CLASSIFICATION, penalty)
                .with(Parameter.WEIGHT_DECAY, weightDecay)
                .with(Parameter.LEARNING_RATE_SCHEDULE, LearningRateSchedule.parse(schedule))
                .with(Parameter.VALIDATION, validation)
                .with(Parameter.NORMALISATION, Parameter.NORMALISATION.parse(normalisation));
        TrialResult result = run(spec, told);
        Path initial = Files.write(directory.resolve("initial.npz"), told.file(0));
        Path last = Files.write(directory.resolve("final.npz"), told.file(EPOCHS));
        Run program = Run.of(List.of(
                python.toString(),
                SCRIPT,
                initial.toString(),
                last.toString(),
                penalty.text(),
                Double.toString(weightDecay),
                schedule.replaceAll("\\(.*", ""),
                Double.toString(validation),
                normalisation));
        assertThat(program.code()).as(program.output()).isZero();
        double[] printed = Stream.of(program.output().strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(printed[0]).isLessThan(LARGEST_DIFFERENCE);
        EpochMeasurement epoch = result.epochs().get(EPOCHS - 1);
        double[] validated = {epoch.validationLoss(), epoch.validationAccuracy()};
        double[] expected = validation == 0 ? new double[] {Double.NaN, Double.NaN} : Arrays.copyOfRange(printed, 1, 3);
        assertThat(validated).containsExactly(expected, within(LARGEST_DIFFERENCE));
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
