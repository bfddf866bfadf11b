package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrainingSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Which settings of a sweep a directory holds on to, and which may be others the next time. */
class FixedPartTest {
    private static final SweepSpec BEFORE = SampleSweep.withSeeds(1L, 2L);
    private static final NetworkSpec NETWORK = BEFORE.settings().network();
    private static final RegularizerSpec PENALTY = BEFORE.settings().regularizer();
    private static final TrainingSpec TRAINING = BEFORE.settings().training();

    private static SweepSpec sweep(NetworkSpec network, RegularizerSpec penalty, TrainingSpec training, int draws) {
        return sweep(BEFORE.dataset(), network, penalty, training, draws, BEFORE.table());
    }

    private static SweepSpec sweep(
            DatasetSpec data,
            NetworkSpec network,
            RegularizerSpec penalty,
            TrainingSpec training,
            int draws,
            String table) {
        return SweepSpec.ofGrids(
                BEFORE.name(),
                BEFORE.experiment(),
                data,
                BEFORE.settings().with(network).with(penalty).with(training),
                BEFORE.grids(),
                new EvaluationSpec(BEFORE.evaluation().snr(), draws),
                table,
                List.of());
    }

    private static RegularizerSpec penalty(RegularizerKind kind, String layer) {
        return new RegularizerSpec(kind, List.of(layer, "W2"), PENALTY.solver(), PENALTY.tolerance());
    }

    static final List<SweepSpec> FREE = List.of(
            BEFORE,
            sweep(DatasetSpec.MNIST, NETWORK, PENALTY, TRAINING, 5, "summary"),
            sweep(NETWORK.withDropout(0.5), PENALTY, TRAINING, 5),
            sweep(NETWORK, penalty(RegularizerKind.TIKHONOV, "W1"), TRAINING, 5),
            sweep(NETWORK, PENALTY.withSolver(SolverSpec.of(SolverKind.POWER)), TRAINING, 5),
            sweep(NETWORK, PENALTY, TRAINING.withBatch(7), 5),
            sweep(NETWORK, PENALTY, TRAINING.withLearningRate(0.5), 5),
            SampleSweep.withSeeds(3L),
            BEFORE.withGrids(List.of(
                    SampleSweep.withSeeds(1L).grids().get(0),
                    SampleSweep.withSeeds(2L).grids().get(0))));

    static final List<Arguments> FIXED = List.of(
            Arguments.of(
                    sweep(new NetworkSpec(List.of(16, 9), Activation.SIGMOID), PENALTY, TRAINING, 5),
                    "network.hidden was [16,8] and is now [16,9]"),
            Arguments.of(
                    sweep(NETWORK, penalty(RegularizerKind.CONDITION_NUMBER, "W3"), TRAINING, 5),
                    "regularizer.layers was [W1,W2] and is now [W2,W3]"),
            Arguments.of(
                    sweep(NETWORK, PENALTY.withTolerance(0.5), TRAINING, 5),
                    "regularizer.tolerance was 0.001 and is now 0.5"),
            Arguments.of(sweep(NETWORK, PENALTY, TRAINING.withEpochs(3), 5), "training.epochs was 2 and is now 3"),
            Arguments.of(
                    sweep(NETWORK, PENALTY, TRAINING.withTrainImages(9), 5), "training.trainImages was 0 and is now 9"),
            Arguments.of(sweep(NETWORK, PENALTY, TRAINING, 6), "sweep.evaluation.draws was 5 and is now 6"),
            Arguments.of(
                    sweep(NETWORK, PENALTY, TRAINING.withEpochs(3).withTrainImages(9), 5),
                    "training.epochs was 2 and is now 3; training.trainImages was 0 and is now 9"));

    private static SweepSpec over(Parameter parameter, Object... values) {
        return BEFORE.withGrids(List.of(BEFORE.grids().get(0).with(parameter, values)));
    }

    static final List<SweepSpec> WIDER = List.of(
            over(Parameter.EPOCHS, 2, 10),
            over(Parameter.HIDDEN, List.of(64, 32), List.of(16, 8)),
            over(Parameter.ACTIVATION, List.of(Activation.RELU), List.of(Activation.SIGMOID)),
            over(Parameter.LAYERS, List.of("W1"), List.of("W1", "W2")),
            over(Parameter.TOLERANCE, 1e-2, 1e-3));

    @ParameterizedTest
    @FieldSource("WIDER")
    void whatBecomesAnAxisOfItsOldAndOtherValuesMayChange(SweepSpec now) {
        assertThat(next(now)).isEqualTo(Manifest.of(now, SampleSweep.DATA));
        assertThat(new HashSet<>(now.trials(SampleSweep.DATA))).containsAll(BEFORE.trials(SampleSweep.DATA));
    }

    @ParameterizedTest
    @FieldSource("WIDER")
    void anAxisMayLoseValuesAgain(SweepSpec wider) {
        Manifest back = Manifest.of(BEFORE, SampleSweep.DATA);
        assertThat(new ManifestFile(Path.of("DIR")).next(Manifest.of(wider, SampleSweep.DATA), back, Mixing.REFUSED))
                .isEqualTo(back);
    }

    @Test
    void anAxisWithoutTheOldValueIsAnotherSweep() {
        assertThatThrownBy(() -> next(over(Parameter.EPOCHS, 10, 20)))
                .hasMessageContaining("training.epochs was 2 and is now 10 and 20");
    }

    private static Manifest next(SweepSpec now) {
        return new ManifestFile(Path.of("DIR"))
                .next(Manifest.of(BEFORE, SampleSweep.DATA), Manifest.of(now, SampleSweep.DATA), Mixing.REFUSED);
    }

    @ParameterizedTest
    @FieldSource("FREE")
    void axesTablesAndThePlaceOfTheDataMayChange(SweepSpec now) {
        assertThat(next(now)).isEqualTo(Manifest.of(now, SampleSweep.DATA));
    }

    @ParameterizedTest
    @FieldSource("FIXED")
    void anythingElseIsAnotherSweep(SweepSpec now, String difference) {
        assertThatThrownBy(() -> next(now))
                .hasMessage("results: DIR holds another sweep: " + difference
                        + "; expected a change of axes or evaluation.snr only, a new directory, or --allow-mixed");
    }

    @Test
    void theTestSnrsMayChangeAndTheEarlierOnesAreRemembered() {
        List<Snr> first = BEFORE.evaluation().snr();
        ManifestFile file = new ManifestFile(Path.of("DIR"));
        Manifest manifest = Manifest.of(BEFORE, SampleSweep.DATA);
        for (Snr snr : List.of(new Snr(3), new Snr(4), new Snr(3))) {
            Manifest now = Manifest.of(SampleSweep.evaluatedAt(BEFORE, snr), SampleSweep.DATA);
            manifest = file.next(manifest, now, Mixing.REFUSED);
        }
        assertThat(manifest.sweep().evaluation().snr()).containsExactly(new Snr(3));
        assertThat(manifest.earlierSnr()).containsExactly(first, List.of(new Snr(4)));
        assertThat(manifest.mixed()).isEmpty();
    }

    @Test
    void settingsAreNamedByTheirPaths() {
        Map<String, String> settings = SweepText.settings(BEFORE);
        assertThat(settings)
                .containsEntry("name", "sample")
                .containsEntry("training.epochs", "2")
                .containsEntry("axes.lambda", "[0,0.1]")
                .doesNotContainKeys("tables", "grids");
        assertThat(SweepText.settings(FREE.get(FREE.size() - 1))).containsKey("grids");
    }
}
