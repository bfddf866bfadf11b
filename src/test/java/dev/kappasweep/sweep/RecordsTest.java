package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.results.SampleSweep;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    private static final SpectrumSummary SPECTRUM = new SpectrumSummary(2, 2, 1, 1.25, 0.5, 2);

    /** With a second one, a value that is added later can take the place of another in silence. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                LayerMeasurement.class,
                SpectrumSummary.class,
                Shape.class,
                DeadUnits.class,
                TrialResult.class,
                Ending.class,
                Provenance.class,
                TrainingSummary.class,
                Measurements.class,
                TrialSpec.class,
                SweepSpec.class,
                EpochMeasurement.class,
                EvaluationMeasurement.class
            })
    void thereIsOneConstructor(Class<?> record) {
        assertThat(record.getDeclaredConstructors()).hasSize(1);
    }

    /** So a component more, whatever its type, moves none into the place of another. */
    @Test
    void layersAndResultsHaveNoTwoComponentsOfOneType() {
        for (Class<?> record : List.of(LayerMeasurement.class, TrialResult.class)) {
            List<String> types = Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .map(Class::getName)
                    .toList();
            assertThat(types).doesNotHaveDuplicates();
        }
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        Stream.<Runnable>of(
                        () -> new Shape(0, 1),
                        () -> new Shape(1, 0),
                        () -> new SpectrumSummary(0.5, 1, 2, 1, 0, Double.NaN),
                        () -> new SpectrumSummary(1, -1, 1, 1, 0, 1),
                        () -> new SpectrumSummary(1, Double.NaN, 1, 1, 0, 1),
                        () -> new SpectrumSummary(1, 1, 0, 1, 0, 1),
                        () -> new SpectrumSummary(1, 1, 1, 0, 0, 1),
                        () -> new SpectrumSummary(2, 1, 1, 1, 0, 2.5),
                        () -> new SpectrumSummary(2, 1, 1, 1, 0, 0.5),
                        () -> new DeadUnits(-2),
                        () -> new LayerMeasurement(-1, "W1", new Shape(2, 2), SPECTRUM, DeadUnits.NO_RELU),
                        () -> new LayerMeasurement(0, " ", new Shape(2, 2), SPECTRUM, DeadUnits.NO_RELU),
                        () -> new LayerMeasurement(0, "W1", new Shape(2, 2), SPECTRUM, new DeadUnits(3)),
                        () -> new Ending(TrialStatus.FAILED, ""),
                        () -> new Ending(TrialStatus.COMPLETED, "because"),
                        () -> new Provenance(0, java.time.Instant.EPOCH, 1, Environment.UNKNOWN),
                        () -> new TrainingSummary(-1, 0, ""))
                .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(InvalidInputException.class));
    }

    @Test
    void theZeroMatrixHasASummaryAndALayerMayBeAllDead() {
        new SpectrumSummary(Double.NaN, 0, Double.NaN, Double.NaN, 0, Double.NaN);
        assertThat(new LayerMeasurement(0, "W1", new Shape(2, 3), SPECTRUM, new DeadUnits(2)).hasNoActiveUnit())
                .isTrue();
        assertThat(new LayerMeasurement(0, "W1", new Shape(2, 3), SPECTRUM, new DeadUnits(1)).hasNoActiveUnit())
                .isFalse();
        assertThat(new LayerMeasurement(0, "W1", new Shape(2, 3), SPECTRUM, DeadUnits.NO_RELU).hasNoActiveUnit())
                .isFalse();
    }

    @Test
    void aVariantDiffersInWhatIsNamedAlone() {
        TrialSpec spec = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);
        assertThat(spec.with().build()).isEqualTo(spec);
        TrialSpec other = spec.with()
                .strength(Strength.of(0.5))
                .trainSnr(new Snr(2))
                .seed(7)
                .training(spec.training().withEpochs(9))
                .build();
        assertThat(other.canonical().lines())
                .filteredOn(line -> !spec.canonical().lines().toList().contains(line))
                .containsExactly("lambda=[0.5]", "trainSnr=2", "training.epochs=9", "seed=7");
        assertThatThrownBy(() -> spec.with()
                        .network(new NetworkSpec(List.of(), Activation.SIGMOID))
                        .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("regularizer.layers");
    }

    @Test
    void trialsAreNamedByTheAxesOfTheirSweep() {
        SweepSpec one = SampleSweep.withSeeds(1L);
        TrialSpec spec = one.trials(SampleSweep.DATA).get(1);
        assertThat(new TrialText(one).parameters(spec)).isEqualTo("lambda 0.1 seed 1");
        Axes axes = one.grids().get(0);
        SweepSpec many = one.withGrids(List.of(
                axes,
                axes.with(Parameter.REGULARIZER, RegularizerKind.TIKHONOV)
                        .with(Parameter.DROPOUT, 0.5)
                        .with(Parameter.BATCH, 16)));
        assertThat(new TrialText(many).parameters(spec))
                .isEqualTo("conditionNumber dropout 0 batch 32 lambda 0.1 seed 1");
    }

    @Test
    void whateverVariesIsInTheNameOfATrial() {
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        SweepSpec many = sweep.withGrids(List.of(sweep.grids()
                .get(0)
                .with(Parameter.HIDDEN, List.of(16, 8), List.of(256, 32))
                .with(Parameter.EPOCHS, 2, 3)
                .with(Parameter.LEARNING_RATE, 1e-5, 2.5e7)
                .with(Parameter.LAMBDA, Strength.of(1e-7), Strength.parse("0.1/0.005"))));
        List<String> names = many.trials(SampleSweep.DATA).stream()
                .map(new TrialText(many)::parameters)
                .toList();
        assertThat(names).hasSize(16).doesNotHaveDuplicates();
        assertThat(names.get(0)).isEqualTo("hidden 16,8 epochs 2 learningRate 1e-5 lambda 1e-7 seed 1");
        assertThat(names.get(15)).isEqualTo("hidden 256,32 epochs 3 learningRate 2.5e7 lambda 0.1/0.005 seed 1");
    }

    @Test
    void everyPartOfASpecCanBeAnother() {
        TrialSpec spec = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);
        ProblemSpec problem = new ProblemSpec(2, 3, 4);
        RegularizerSpec penalty = spec.regularizer().withSolver(new SolverSpec(SolverKind.POWER, 9));
        EvaluationSpec evaluation = new EvaluationSpec(List.of(new Snr(3)), 7);
        NetworkSpec network = spec.network().withDropout(0.25);
        TrainingSpec training = spec.training().withTrainImages(77);
        TrialSpec other = spec.with()
                .protocol(Protocol.RELEASED_CODE)
                .problem(problem)
                .regularizer(penalty.withTolerance(0.125))
                .evaluation(evaluation)
                .network(network)
                .training(training)
                .build();
        assertThat(other.problem()).isEqualTo(problem);
        assertThat(other.regularizer().solver()).hasToString("power(9)");
        assertThat(other.regularizer().tolerance()).isEqualTo(0.125);
        assertThat(other.evaluation()).isEqualTo(evaluation);
        assertThat(other.network()).isEqualTo(network);
        assertThat(other.training().trainImages()).isEqualTo(77);
        assertThat(other.protocol()).isEqualTo(Protocol.RELEASED_CODE);
    }

    @Test
    void aResultAnswersForItsParts() {
        TrialSpec spec = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);
        TrialResult result = SampleSweep.completed(spec);
        assertThat(result.id()).isEqualTo(spec.id());
        assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(result.attempt()).isEqualTo(2);
        assertThat(result.startedAt()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(result.seconds()).isEqualTo(12.5);
        assertThat(result.environment().host()).isEqualTo("a-host");
        assertThat(result.steps()).isEqualTo(3750);
        assertThat(result.trainLoss()).isEqualTo(0.25);
        assertThat(result.weightsSha256()).isEqualTo("ab".repeat(32));
        assertThat(result.layers()).hasSize(2).isEqualTo(result.measurements().layers());
        assertThat(result.spectra()).hasSize(2).isEqualTo(result.measurements().spectra());
        assertThat(result.epochs()).hasSize(2).isEqualTo(result.measurements().epochs());
        assertThat(result.evaluations()).hasSize(2);
        assertThat(result.samples()).hasSize(1);
        assertThat(SampleSweep.unfinished(spec, TrialStatus.DIVERGED, "loss is NaN")
                        .reason())
                .isEqualTo("loss is NaN");
    }

    @Test
    void anotherAttemptDiffersInItsNumberAlone() {
        TrialSpec spec = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);
        TrialResult result = SampleSweep.completed(spec);
        TrialResult again = result.withAttempt(3);
        assertThat(again.attempt()).isEqualTo(3);
        assertThat(again.withAttempt(2)).isEqualTo(result);
    }

    @Test
    void dataIsTheSameWhereItsDigestIsWhateverItsName() {
        DatasetId data = new DatasetId("mnist", "ab".repeat(32));
        DatasetId copy = new DatasetId("copy", "ab".repeat(32));
        assertThat(data).isEqualTo(copy).hasSameHashCodeAs(copy);
        assertThat(data).isNotEqualTo(new DatasetId("mnist", "cd".repeat(32))).isNotEqualTo(null);
    }

    @Test
    void ratiosAndIdsHaveAnOrder() {
        assertThat(Stream.of(Snr.INFINITE, new Snr(0.5), new Snr(2)).sorted())
                .containsExactly(new Snr(0.5), new Snr(2), Snr.INFINITE);
        TrialId first = new TrialId("0".repeat(16));
        TrialId second = new TrialId("a".repeat(16));
        assertThat(Stream.of(second, first).sorted()).containsExactly(first, second);
    }

    @Test
    void whoDoesNotObserveNeitherStopsATrialNorKeepsItsState() throws IOException {
        assertThat(TrialObserver.NONE.isCancelled()).isFalse();
        assertThat(TrialObserver.NONE.checkpoints()).isSameAs(Checkpoints.NONE);
        assertThat(Checkpoints.NONE.secondsBetween()).isInfinite();
        assertThat(Checkpoints.NONE.open(new TrialId("0".repeat(16)))).isEmpty();
    }

    @Test
    void theBuildKnowsWhatItWasMadeFrom() {
        Build build = Build.current();
        assertThat(build.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(build.nd4j()).startsWith("1.0.0");
        assertThat(build.loopJavaOptions()).contains("FloatKernels::*");
        assertThat(build.gitCommit()).isNotBlank();
    }
}
