package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.bench.Fidelity;
import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

final class TrialRunnerTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final EvaluationSpec ALL_SNR =
            new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1), new Snr(0.5)), 2);

    private static TrialSpec spec(double lambda, int hidden, TrainingSpec training, EvaluationSpec evaluation) {
        TrialSpec classifier = PaperClassifier.of(DIGITS.id());
        return classifier
                .with()
                .network(PaperClassifier.network(hidden))
                .regularizer(classifier.regularizer().withSolver(SolverSpec.of(SolverKind.LOBPCG)))
                .strength(Strength.of(lambda))
                .training(training)
                .seed(3)
                .evaluation(evaluation)
                .build();
    }

    private static TrainingSpec training(int epochs, double learningRate, int images) {
        return new TrainingSpec(epochs, 32, Optimizer.ADAM, learningRate, images);
    }

    private static TrialSpec small(double lambda) {
        return spec(lambda, 40, training(2, 1e-3, 1000), ALL_SNR);
    }

    private static TrialResult run(TrialSpec spec) {
        return new TrialRunner().run(spec, DIGITS, TrialObserver.NONE);
    }

    private static double accuracy(TrialResult result, Snr snr) {
        return result.evaluations().stream()
                .filter(evaluation -> evaluation.snr().equals(snr))
                .mapToDouble(EvaluationMeasurement::value)
                .findFirst()
                .orElseThrow();
    }

    private static LayerMeasurement layer(TrialResult result, int epoch, String name) {
        return result.layers().stream()
                .filter(layer -> layer.epoch() == epoch && layer.layer().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameSpecGivesTheSameBitsOnAnyThreadInAnyOrder() throws Exception {
        List<TrialSpec> specs = List.of(small(0), small(0.1), small(1));
        List<String> alone =
                specs.stream().map(spec -> run(spec).weightsSha256()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<TrialResult>> futures = new ArrayList<>();
            for (int i = specs.size() - 1; i >= 0; i--) {
                TrialSpec spec = specs.get(i);
                futures.add(0, threads.submit(() -> run(spec)));
            }
            for (int i = 0; i < specs.size(); i++) {
                assertThat(futures.get(i).get().weightsSha256()).isEqualTo(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(alone).doesNotHaveDuplicates();
    }

    @Test
    void trialsOfOneSeedStartEqualWhateverLambda() {
        assertThat(layer(run(small(0)), 0, "W1")).isEqualTo(layer(run(small(1)), 0, "W1"));
    }

    @Test
    void noiseAtOneSnrDoesNotDependOnTheOthersThatAreMeasured() {
        EvaluationSpec one = new EvaluationSpec(List.of(new Snr(1)), 2);
        double alone = accuracy(run(spec(0.1, 40, training(2, 1e-3, 1000), one)), new Snr(1));
        assertThat(alone).isEqualTo(accuracy(run(small(0.1)), new Snr(1)));
    }

    @Test
    void resultHasAllMeasurements() {
        TrialResult result = run(spec(0.1, 40, training(2, 1e-3, 1001), ALL_SNR));
        assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(result.steps())
                .as("the last batch of an epoch holds 9 images")
                .isEqualTo(2 * 32);
        assertThat(result.epochs()).extracting("epoch").containsExactly(1, 2);
        assertThat(result.layers()).extracting("layer").containsExactly("W1", "W2", "W1", "W2", "W1", "W2");
        assertThat(result.layers()).extracting("epoch").containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(result.epochs()).allMatch(epoch -> epoch.penalty() > 0 && epoch.solverSteps() >= 32);
        assertThat(result.evaluations())
                .extracting("images")
                .containsOnly(DIGITS.test().count());
        assertThat(result.evaluations()).extracting("noiseDraws").containsExactly(1, 2, 2);
        assertThat(result.trainLoss()).isEqualTo(result.epochs().get(1).trainLoss());
        assertThat(result.weightsSha256()).hasSize(64);
        assertThat(result.environment().blasThreads()).isEqualTo(1);
        assertThat(result.environment().blas()).contains("OpenBLAS");
    }

    @Test
    void initialStateIsThatOfPyTorch() {
        TrialResult result = run(spec(0, 2048, training(1, 1e-4, 32), new EvaluationSpec(List.of(Snr.INFINITE), 1)));
        LayerMeasurement initial = layer(result, 0, "W1");
        // 12 draws of NumPy, default_rng(s).uniform(-1/28, 1/28, (2048, 784)) for s = 0 .. 11, have kappa 4.209 with
        // standard deviation 0.041; the paper says 4.28. PyTorch at seed 1 has sigma_1 = 1.5006.
        assertThat(initial.spectrum().kappa()).isCloseTo(4.21, within(0.16));
        assertThat(initial.spectrum().sigmaMax()).isCloseTo(1.5006, within(0.02));
    }

    @Test
    void onDigitsThePapersEffectsShow() {
        TrialResult free = run(spec(0, 128, training(5, 1e-3, 0), ALL_SNR));
        TrialResult penalised = run(spec(0.1, 128, training(5, 1e-3, 0), ALL_SNR));
        assertThat(accuracy(free, Snr.INFINITE)).isBetween(0.95, 0.995);
        assertThat(accuracy(free, new Snr(1))).isLessThan(accuracy(free, Snr.INFINITE) - 0.03);
        assertThat(accuracy(free, new Snr(0.5))).isLessThan(accuracy(free, new Snr(1)) - 0.1);
        assertThat(layer(free, 5, "W1").spectrum().kappa())
                .isGreaterThan(3 * layer(free, 0, "W1").spectrum().kappa());
        assertThat(layer(penalised, 5, "W1").spectrum().kappa())
                .isLessThan(layer(free, 5, "W1").spectrum().kappa() / 4);
    }

    @Test
    void divergedTrialIsAResultWithStepAndLastFiniteValues() {
        TrialResult result = run(spec(1, 40, training(2, 1e38, 1000), ALL_SNR));
        assertThat(result.status()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(result.reason()).contains("at step ").contains("last finite loss");
        double lastLoss = Double.parseDouble(result.reason().replaceAll(".*last finite loss ([^,]+),.*", "$1"));
        assertThat(lastLoss).as("mean over the batch at the start: about ln 10").isBetween(2.0, 3.0);
        assertThat(result.layers()).isNotEmpty();
        assertThat(result.evaluations()).isEmpty();
        assertThat(result.weightsSha256()).isEmpty();
    }

    @Test
    void cancelledTrialStopsAtTheNextStep() {
        TrialObserver cancelling = new TrialObserver() {
            private int asked;

            @Override
            public boolean isCancelled() {
                asked++;
                return asked > 3;
            }
        };
        assertThatThrownBy(() -> new TrialRunner().run(small(0), DIGITS, cancelling))
                .isInstanceOf(TrialCancelledException.class);
    }

    @Test
    void noiseOnTheTrainingImagesChangesTheModel() {
        TrialSpec clean = small(0);
        TrialSpec noisy = clean.with().trainSnr(new Snr(1)).build();
        assertThat(run(noisy).weightsSha256()).isNotEqualTo(run(clean).weightsSha256());
        assertThat(run(noisy).trainLoss()).isGreaterThan(run(clean).trainLoss());
    }

    @Test
    void stepsAllocateNothingOutsideTheHeapAndTrialsLeaveNothingBehind() {
        long before = Pointer.totalBytes();
        try (TrainingSession session = new TrainingSession(small(1), DIGITS)) {
            session.step();
            long during = Pointer.totalBytes();
            assertThat(during).isGreaterThan(before);
            for (int i = 0; i < 1000; i++) {
                if (session.isEpochOver()) {
                    session.startEpoch();
                }
                session.step();
            }
            assertThat(Pointer.totalBytes()).isEqualTo(during);
        }
        assertThat(Pointer.totalBytes()).isEqualTo(before);
    }

    @Test
    void theFastSolverTrainsLikeTheFullDecomposition() {
        TrialSpec spec = spec(1, 256, training(1, 1e-4, 0), ALL_SNR);
        Fidelity.Report report = new Fidelity(spec, 200).run(DIGITS);
        assertThat(report.kappaDifference()).isCloseTo(0, within(Fidelity.Report.TOLERANCE));
        assertThat(report.sigmaMaxDifference()).isCloseTo(0, within(Fidelity.Report.TOLERANCE));
        assertThat(report.exact().kappa()).isNotEqualTo(report.fast().kappa());
    }
}
