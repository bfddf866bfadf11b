package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Initialisation;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DenoisingTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    private static TrialSpec spec(Protocol protocol, String strength, double learningRate, long seed) {
        return spec(protocol, strength, new TrainingSpec(1, 32, Optimizer.ADAM, learningRate, 640), seed);
    }

    private static TrialSpec spec(Protocol protocol, String strength, TrainingSpec training, long seed) {
        return new TrialSpec(
                Experiment.DENOISING,
                DIGITS.id(),
                Settings.standard(Experiment.DENOISING)
                        .with(Parameter.PROTOCOL, protocol)
                        .with(new NetworkSpec(List.of(24, 8, 24), Activation.RELU))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER,
                                List.of("E1", "E2", "D2", "D1"),
                                SolverSpec.of(SolverKind.LOBPCG),
                                0.02))
                        .with(training)
                        .with(Parameter.LAMBDA, Strength.parse(strength))
                        .with(Parameter.TRAIN_SNR, new Snr(1))
                        .with(Parameter.SEED, seed),
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1)), 1));
    }

    private static TrialResult run(TrialSpec spec) {
        return new TrialRunner().run(spec, DIGITS, TrialObserver.NONE);
    }

    @Test
    void autoencoderIsMeasuredAgainstTheCleanImages() {
        TrialResult result = run(spec(Protocol.RELEASED_CODE, "0.1/0.005", 0.005, 1));
        assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(result.layers()).extracting(LayerMeasurement::layer).startsWith("E1", "E2", "D2", "D1");
        assertThat(result.layers())
                .extracting(layer -> layer.shape().rows())
                .startsWith(24, 8, 24, DIGITS.train().size());
        assertThat(result.evaluations())
                .extracting(value -> value.metric() + " " + value.snr())
                .containsExactly("mse inf", "psnr inf", "ssim inf", "mse 1", "psnr 1", "ssim 1");
        assertThat(result.evaluations()).allSatisfy(value -> {
            assertThat(value.value()).isFinite();
            assertThat(value.images()).isEqualTo(DIGITS.test().count());
        });
        double mse = value(result, "mse");
        double pixelsOfBlackImage = 0.13 * 0.13;
        assertThat(mse).as("the output cannot be darker than 0.13").isGreaterThan(0.5 * pixelsOfBlackImage);
    }

    private static double value(TrialResult result, String metric) {
        return result.evaluations().stream()
                .filter(value -> value.metric().equals(metric))
                .mapToDouble(EvaluationMeasurement::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachGroupOfLayersHasItsOwnStrength() {
        TrialResult outer = run(spec(Protocol.PAPER, "1/0", 0.005, 1));
        TrialResult none = run(spec(Protocol.PAPER, "0", 0.005, 1));
        assertThat(sigmaMax(outer, "E1")).isLessThan(0.9 * sigmaMax(none, "E1"));
        assertThat(sigmaMax(outer, "D1")).isLessThan(0.9 * sigmaMax(none, "D1"));
        assertThat(sigmaMax(outer, "E2")).isGreaterThan(0.9 * sigmaMax(none, "E2"));
    }

    private static double sigmaMax(TrialResult result, String layer) {
        return result.layers().stream()
                .filter(row -> row.epoch() == 1 && row.layer().equals(layer))
                .mapToDouble(row -> row.spectrum().sigmaMax())
                .sum();
    }

    @Test
    void protocolsPutTheNoiseOnTheInputOrOnTheTarget() {
        TrialResult code = run(spec(Protocol.RELEASED_CODE, "0", 0.005, 1));
        TrialResult paper = run(spec(Protocol.PAPER, "0", 0.005, 1));
        // Noise of variance 1 on the target cannot be learnt, so it stays in the loss.
        assertThat(code.trainLoss()).isGreaterThan(paper.trainLoss() + 0.5);
        assertThat(code.weightsSha256()).isNotEqualTo(paper.weightsSha256());
        assertThat(run(spec(Protocol.PAPER, "0", 0.005, 1)).weightsSha256()).isEqualTo(paper.weightsSha256());
    }

    @Test
    void everyModelIsShownTheSameImagesWithTheSameNoise() {
        List<SampleMeasurement> one = run(spec(Protocol.PAPER, "0", 0.005, 1)).samples();
        List<SampleMeasurement> other =
                run(spec(Protocol.RELEASED_CODE, "0.1", 0.005, 2)).samples();
        assertThat(one).hasSize(2 * 8);
        assertThat(one).extracting(SampleMeasurement::label).startsWith(0, 1, 2, 3, 4, 5, 6, 7);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).clean()).isEqualTo(other.get(i).clean());
            assertThat(one.get(i).noisy()).isEqualTo(other.get(i).noisy());
            boolean isNoisy = one.get(i).snr().isNoisy();
            assertThat(one.get(i).clean().equals(one.get(i).noisy())).isEqualTo(!isNoisy);
        }
        assertThat(one)
                .extracting(SampleMeasurement::output)
                .isNotEqualTo(other.stream().map(SampleMeasurement::output).toList());
    }

    @Test
    void networkThatHasStoppedToLearnIsDead() {
        TrialResult result = run(spec(Protocol.PAPER, "0", new TrainingSpec(3, 1, Optimizer.ADAM, 1, 640), 1));
        assertThat(result.status()).as(result.reason()).isEqualTo(TrialStatus.DEAD);
        assertThat(result.reason()).contains("since epoch");
        assertThat(result.evaluations()).isNotEmpty();
        assertThat(result.weightsSha256()).isNotEmpty();
    }

    @Test
    void deadUnitsAreCountedWhereThereAreRelu() {
        try (Network network = new Network(
                Precision.FLOAT32,
                List.of(DIGITS.test().size(), 6, 4, 10),
                List.of(Activation.RELU, Activation.SIGMOID, Activation.IDENTITY))) {
            network.initialize(Initialisation.PYTORCH, RandomStreams.stream(1, "weights"));
            DeadUnits before = DeadUnitCount.of(network, DIGITS.test(), InputScaling.published(DIGITS.test()))
                    .get(0);
            network.layers().get(0).bias().value().set(2, -1e6);
            network.layers().get(0).bias().value().set(5, -1e6);
            assertThat(before).isEqualTo(new DeadUnits(0));
            assertThat(DeadUnitCount.of(network, DIGITS.test(), InputScaling.published(DIGITS.test())))
                    .containsExactly(new DeadUnits(2), DeadUnits.NO_RELU, DeadUnits.NO_RELU);
        }
    }
}
