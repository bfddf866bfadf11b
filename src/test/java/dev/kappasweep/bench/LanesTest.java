package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("alone")
final class LanesTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    @ParameterizedTest
    @ValueSource(strings = {"tracking", "lobpcg", "lanczos(8)"})
    void threeLanesSideBySideGiveTheBitsOfOneAlone(String solver) {
        TrialResult alone = Lanes.run(1, together -> train(solver)).get(0);
        List<TrialResult> sideBySide = Lanes.run(3, together -> {
            together.await();
            return train(solver);
        });
        assertThat(sideBySide).hasSize(3).allSatisfy(result -> {
            assertThat(result.weightsSha256()).isEqualTo(alone.weightsSha256());
            assertThat(result.layers()).isEqualTo(alone.layers());
            assertThat(result.evaluations()).isEqualTo(alone.evaluations());
            assertThat(result.epochs().get(1).trainLoss())
                    .isEqualTo(alone.epochs().get(1).trainLoss());
            assertThat(result.epochs().get(1).penalty())
                    .isEqualTo(alone.epochs().get(1).penalty());
        });
    }

    private static TrialResult train(String solver) {
        TrialSpec classifier = PaperClassifier.of(DIGITS.id());
        TrialSpec spec = classifier
                .with()
                .network(PaperClassifier.network(64))
                .regularizer(classifier.regularizer().withSolver(SolverSpec.parse(solver)))
                .training(new TrainingSpec(2, 32, Optimizer.ADAM, 1e-3, 960))
                .build();
        return new TrialRunner().run(spec, DIGITS, TrialObserver.NONE);
    }
}
