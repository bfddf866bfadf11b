package dev.kappasweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.kernel.SgdStep;
import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.PowerSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.TrackingSolver;
import dev.kappasweep.regularizer.ParsevalRetraction;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.regularizer.RankOneRegularizer;
import dev.kappasweep.regularizer.Regularizer;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainerTest {
    private static final int ROWS = 3;
    private static final List<Integer> SIZES = List.of(7, 6, 2);
    private static final List<Activation> ACTIVATIONS = List.of(Activation.SIGMOID, Activation.IDENTITY);

    private static Network network(boolean inPanels) {
        Network network = inPanels
                ? Network.withFirstLayerInPanels(SIZES, ACTIVATIONS, ROWS)
                : new Network(Precision.FLOAT32, SIZES, ACTIVATIONS);
        network.initialize(Initialisation.PYTORCH, new Random(1));
        return network;
    }

    private static Trainer trainer(Network network, Penalty... penalties) {
        return new Trainer(network, Loss.SOFTMAX_CROSS_ENTROPY, List.of(penalties), 0.01);
    }

    private static Trainer withMomentum(Network network, double momentum, Penalty... penalties) {
        return new Trainer(
                network, Loss.SOFTMAX_CROSS_ENTROPY, List.of(penalties), step -> 0.01, new SgdStep(momentum, true, 0));
    }

    private static DensePenalty penalty(Network network, int layer, Regularizer regularizer, double lambda) {
        return new DensePenalty((DenseWeights) network.layers().get(layer).weights(), regularizer, lambda);
    }

    /** On the first layer, with a solver that goes on from what it found before. */
    private static Penalty withMemory(Network network) {
        Weights weights = network.layers().get(0).weights();
        if (weights instanceof PanelWeights panels) {
            TrackingSolver solver = new TrackingSolver(Precision.FLOAT32, 6, 7, 1, 1e-9, new Random(2));
            return new PanelPenalty(panels, RankOneForm.SPECTRAL_NORM, solver, 0.1);
        }
        PowerSolver solver = new PowerSolver(Precision.FLOAT32, 6, 7, 1, 1e-9, new Random(2));
        return penalty(network, 0, new RankOneRegularizer(RankOneForm.SPECTRAL_NORM, solver), 0.1);
    }

    private static void step(Trainer trainer, Pass pass, int number) {
        Random random = new Random(number);
        for (int i = 0; i < pass.input().size(); i++) {
            pass.input().set(i, random.nextDouble());
        }
        try (Matrix labels = Matrix.of(Precision.FLOAT32, ROWS, 1, 0, 1, 1)) {
            trainer.step(pass, labels);
        }
    }

    private static byte[] saved(Trainer trainer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trainer.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 0.9", "true, 0.9"})
    void goesOnWithTheSameBitsFromASavedState(boolean inPanels, double momentum) throws IOException {
        try (Network first = network(inPanels);
                Network second = network(inPanels);
                Penalty ofFirst = withMemory(first);
                Penalty ofSecond = withMemory(second);
                Pass pass = Pass.forTraining(first, ROWS);
                Pass other = Pass.forTraining(second, ROWS)) {
            Trainer trainer = momentum == 0 ? trainer(first, ofFirst) : withMomentum(first, momentum, ofFirst);
            Trainer restored = momentum == 0 ? trainer(second, ofSecond) : withMomentum(second, momentum, ofSecond);
            step(trainer, pass, 1);
            step(trainer, pass, 2);
            restored.restore(new DataInputStream(new ByteArrayInputStream(saved(trainer))));
            assertThat(restored.steps()).isEqualTo(2);
            step(trainer, pass, 3);
            step(restored, other, 3);
            assertThat(restored.lastPenalty()).isEqualTo(trainer.lastPenalty());
            assertThat(restored.lastSolverSteps()).isEqualTo(1);
            assertThat(saved(restored)).isEqualTo(saved(trainer));
        }
    }

    @Test
    void eachStepDropsTheUnitsOfItsNumber() {
        List<Long> drawn = new ArrayList<>();
        try (Network network = network(false)) {
            Dropout dropout = Dropout.of(network, ROWS, 0.5, step -> {
                drawn.add(step);
                return new Random(step);
            });
            try (Pass pass = Pass.forTraining(network, ROWS, dropout)) {
                Trainer trainer = trainer(network);
                step(trainer, pass, 1);
                step(trainer, pass, 2);
            }
        }
        assertThat(drawn).containsExactly(1L, 2L);
    }

    /** Of a matrix of one element w, ||w||_2 = |w|. */
    @Test
    void penaltiesAndTheStepsOfTheirSolversAreSummed() {
        try (Network network = new Network(
                        Precision.FLOAT64, List.of(1, 1, 1), List.of(Activation.RELU, Activation.IDENTITY));
                Pass pass = Pass.forTraining(network, 1);
                Matrix target = Matrix.zeros(Precision.FLOAT64, 1, 1);
                Penalty below = penalty(network, 0, spectralNorm(), 0.5);
                Penalty above = penalty(network, 1, spectralNorm(), 2)) {
            network.layers().get(0).weights().edit(matrix -> matrix.assign(3));
            network.layers().get(1).weights().edit(matrix -> matrix.assign(-4));
            Trainer trainer = new Trainer(network, Loss.MEAN_SQUARED_ERROR, List.of(below, above), 0.01);
            trainer.step(pass, target);
            double squares =
                    RankOneForm.SPECTRAL_NORM.value(3, 0, 1) * 0.5 + RankOneForm.SPECTRAL_NORM.value(4, 0, 1) * 2;
            assertThat(trainer.lastPenalty()).isCloseTo(squares, within(1e-14));
            assertThat(trainer.lastSolverSteps()).isEqualTo(2);
        }
    }

    private static Regularizer spectralNorm() {
        return new RankOneRegularizer(RankOneForm.SPECTRAL_NORM, new ExactSolver(Precision.FLOAT64, 1, 1));
    }

    @Test
    void aProjectionMovesTheWeightsAfterTheirStep() {
        try (Network projected = network(false);
                Network plain = network(false);
                Penalty penalty = penalty(projected, 0, new ParsevalRetraction(Precision.FLOAT32, 6, 7), 0.25);
                ParsevalRetraction retraction = new ParsevalRetraction(Precision.FLOAT32, 6, 7);
                Pass pass = Pass.forTraining(projected, ROWS);
                Pass other = Pass.forTraining(plain, ROWS)) {
            step(trainer(projected, penalty), pass, 1);
            step(trainer(plain), other, 1);
            Weights weights = plain.layers().get(0).weights();
            weights.edit(matrix -> retraction.afterUpdate(matrix, 0.25));
            assertThat(projected.layers().get(0).weights().value().toArray())
                    .isEqualTo(weights.value().toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aPenaltyHasAStrength(double lambda) {
        try (Network network = network(false);
                Network inPanels = network(true)) {
            PanelWeights panels = (PanelWeights) inPanels.layers().get(0).weights();
            assertThatThrownBy(() -> penalty(network, 0, new ParsevalRetraction(Precision.FLOAT32, 6, 7), lambda))
                    .hasMessage("lambda is " + lambda + ", expected a number above 0");
            assertThatThrownBy(() -> new PanelPenalty(
                            panels, RankOneForm.TIKHONOV, new NoSolver(Precision.FLOAT32, 6, 7), lambda))
                    .hasMessage("lambda is " + lambda + ", expected a number above 0");
        }
    }
}
