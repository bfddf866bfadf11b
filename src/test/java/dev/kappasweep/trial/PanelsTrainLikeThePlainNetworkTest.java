package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.ExactOperatorSolver;
import dev.kappasweep.linalg.LinearOperator;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.OperatorTripletSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.nn.DensePenalty;
import dev.kappasweep.nn.DenseWeights;
import dev.kappasweep.nn.Loss;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.PanelPenalty;
import dev.kappasweep.nn.PanelWeights;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.nn.Penalty;
import dev.kappasweep.nn.Trainer;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.regularizer.RankOneRegularizer;
import dev.kappasweep.regularizer.Regularizer;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first layer in panels against the same network without, which the oracles hold: from the same start on the same batches in
 * float32, the loss, the penalty, all parameters and Adam's moments after each of 30 steps.
 */
final class PanelsTrainLikeThePlainNetworkTest {
    private static final int STEPS = 30;
    private static final int CLASSES = 4;
    private static final double LEARNING_RATE = 1e-3;

    /** Of ||W||_F^2 of the output layer, so that there is more than one penalty to add. */
    private static final double LAMBDA_ABOVE = 0.01;

    /**
     * How far apart the two may be at any step.
     *
     * @param loss relative
     * @param penalty relative
     * @param values in Frobenius norm, relative
     * @param moments in Frobenius norm, relative
     */
    record Bounds(double loss, double penalty, double values, double moments) {
        /** Both ways add the same numbers, in another order: 5e-6 is 42 roundings; 8 were seen. */
        static final Bounds ROUNDING = new Bounds(1e-6, 1e-6, 5e-6, 5e-6);

        /**
         * The top vectors of weights that differ by rounding differ by that over the gap between sigma_1 and sigma_2, which
         * training closes; sigma_1 does not. A quarter of these was seen.
         */
        static final Bounds OF_A_TRIPLET = new Bounds(1e-6, 2e-6, 5e-6, 2e-4);
    }

    /**
     * @param maxRows images in the largest batch the panels have room for
     * @param rows images in all batches but each third, which has {@code rest}
     * @param density the part of the inputs that is no background
     */
    record Shape(int inputs, int outputs, int maxRows, int rows, int rest, double density) {}

    private static final Shape DIVERGING = new Shape(30, 33, 8, 8, 3, 1);

    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 1, 1, 1, 1, 1),
            new Shape(5, 3, 4, 2, 1, 1),
            new Shape(30, 33, 8, 8, 3, 1),
            new Shape(241, 70, 16, 7, 5, 0.2),
            new Shape(49, 100, 8, 8, 1, 0.3),
            new Shape(784, 65, 32, 32, 9, 0.2));

    static Stream<Arguments> everyFormAndShape() {
        return Stream.of(RankOneForm.values()).flatMap(form -> SHAPES.stream().map(shape -> Arguments.of(form, shape)));
    }

    @ParameterizedTest
    @MethodSource("everyFormAndShape")
    void everyStepHasTheSameLossPenaltyParametersAndMoments(RankOneForm form, Shape shape) {
        double lambda = form == RankOneForm.TIKHONOV ? 0.05 : 1;
        Bounds bounds = form.needsTriplet() ? Bounds.OF_A_TRIPLET : Bounds.ROUNDING;
        try (Training plain = Training.plain(form, shape, lambda);
                Training panels = Training.inPanels(form, shape, lambda)) {
            for (int step = 1; step <= STEPS; step++) {
                plain.step(step);
                panels.step(step);
                assertSame(panels, plain, bounds, "step " + step);
            }
            assertThat(panels.trainer.steps()).isEqualTo(STEPS);
        }
    }

    private static void assertSame(Training panels, Training plain, Bounds bounds, String when) {
        assertThat(panels.loss).as("loss of " + when).isCloseTo(plain.loss, within(bounds.loss * plain.loss));
        assertThat(panels.penalty)
                .as("penalty of " + when + ", lambda times its value at the weights before")
                .isCloseTo(plain.penalty, within(bounds.penalty * plain.penalty));
        List<Numbers> actual = panels.state();
        List<Numbers> expected = plain.state();
        for (int i = 0; i < expected.size(); i++) {
            String what = expected.get(i).what;
            assertThat(distance(actual.get(i).numbers, expected.get(i).numbers))
                    .as("distance of panels and plain network in the %s after %s", what, when)
                    .isLessThan(what.startsWith("values") ? bounds.values : bounds.moments);
        }
    }

    private record Numbers(String what, List<Double> numbers) {}

    /**
     * At its defaults the solver stops at a residual of 0.02, or after two steps: kappa is that of the full decomposition to 2 %. The
     * penalty is a difference of squares, so it has 10 %; half of each was seen.
     */
    @ParameterizedTest
    @EnumSource(
            value = RankOneForm.class,
            names = {"CONDITION_NUMBER", "SPECTRAL_NORM"})
    void withTheSolversDefaultsThePenaltyIsThatOfTheExactOneAndSoIsKappa(RankOneForm form) {
        Shape shape = new Shape(241, 70, 32, 32, 9, 0.2);
        try (Training plain = Training.plain(form, shape, 1);
                Training panels = Training.asInTrials(form, shape, 1)) {
            for (int step = 1; step <= STEPS; step++) {
                plain.step(step);
                panels.step(step);
                assertThat(panels.penalty)
                        .as("penalty of step %d", step)
                        .isCloseTo(plain.penalty, within(0.1 * plain.penalty));
            }
            double expected = plain.kappa();
            assertThat(panels.kappa()).isCloseTo(expected, within(0.02 * expected));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RankOneForm.class,
            names = {"TIKHONOV", "CONDITION_NUMBER"})
    void aPenaltyThatOverflowsLeavesBothAsTheyWere(RankOneForm form) {
        try (Training plain = Training.plain(form, DIVERGING, 1);
                Training panels = Training.inPanels(form, DIVERGING, 1)) {
            for (Training training : List.of(plain, panels)) {
                training.step(1);
                training.scaleFirstWeights(1e20);
                List<Numbers> before = training.state();
                training.step(2);
                assertThat(training.loss).as("loss").isFinite();
                assertThat(training.penalty).as("penalty").isEqualTo(Double.POSITIVE_INFINITY);
                training.assertUnchanged(before);
            }
        }
    }

    @Test
    void aLossThatIsNotFiniteLeavesBothAsTheyWere() {
        try (Training plain = Training.plain(RankOneForm.CONDITION_NUMBER, DIVERGING, 1);
                Training panels = Training.inPanels(RankOneForm.CONDITION_NUMBER, DIVERGING, 1)) {
            for (Training training : List.of(plain, panels)) {
                training.step(1);
                training.scaleFirstWeights(Double.NaN);
                List<Numbers> before = training.state();
                training.step(2);
                assertThat(training.loss).as("loss").isNaN();
                assertThat(training.penalty).as("penalty, not evaluated").isZero();
                training.assertUnchanged(before);
            }
        }
    }

    @Test
    void aSolverThatFailsLeavesBothAsTheyWere() {
        Network plain = new Network(Precision.FLOAT32, Training.sizes(DIVERGING), Training.activations());
        DenseWeights dense = (DenseWeights) plain.layers().get(0).weights();
        Regularizer regularizer = new RankOneRegularizer(RankOneForm.SPECTRAL_NORM, new FailingSolver(DIVERGING));
        Network inPanels = Training.networkInPanels(DIVERGING);
        PanelWeights panels = (PanelWeights) inPanels.layers().get(0).weights();
        OperatorTripletSolver failing = new FailingSolver(DIVERGING);
        try (Training first = new Training(DIVERGING, plain, List.of(new DensePenalty(dense, regularizer, 1)));
                Training second = new Training(
                        DIVERGING,
                        inPanels,
                        List.of(new PanelPenalty(panels, RankOneForm.SPECTRAL_NORM, failing, 1)))) {
            for (Training training : List.of(first, second)) {
                training.step(1);
                List<Numbers> before = training.state();
                assertThatThrownBy(() -> training.step(2)).isInstanceOf(ArithmeticException.class);
                training.assertUnchanged(before);
            }
        }
    }

    /** Finds triplets once. */
    private static final class FailingSolver implements OperatorTripletSolver {
        private final ExactOperatorSolver exact;
        private int calls;

        FailingSolver(Shape shape) {
            this.exact = new ExactOperatorSolver(Precision.FLOAT32, shape.outputs(), shape.inputs());
        }

        private void call() {
            if (++calls > 1) {
                throw new ArithmeticException("no convergence");
            }
        }

        @Override
        public SingularTriplet solve(Matrix matrix) {
            call();
            return exact.solve(matrix);
        }

        @Override
        public SingularTriplet solve(LinearOperator operator) {
            call();
            return exact.solve(operator);
        }

        @Override
        public int steps() {
            return exact.steps();
        }

        @Override
        public void save(DataOutput out) {
            throw new UnsupportedOperationException("is not saved");
        }

        @Override
        public void restore(DataInput in) {
            throw new UnsupportedOperationException("is not restored");
        }

        @Override
        public void close() {
            exact.close();
        }
    }

    private static double distance(List<Double> actual, List<Double> expected) {
        double distance = 0;
        double norm = 0;
        for (int i = 0; i < expected.size(); i++) {
            double difference = actual.get(i) - expected.get(i);
            distance += difference * difference;
            norm += expected.get(i) * expected.get(i);
        }
        return Math.sqrt(norm == 0 ? distance : distance / norm);
    }

    /** A network in training, one way or the other. */
    private static final class Training implements AutoCloseable {
        private final Shape shape;
        private final Network network;
        private final List<Penalty> penalties;
        private final Trainer trainer;
        private final Pass pass;
        private final Pass lastPass;
        private final Matrix labels;
        private double loss;
        private double penalty;

        private Training(Shape shape, Network network, List<Penalty> penalties) {
            this.shape = shape;
            this.network = network;
            this.penalties = penalties;
            this.trainer = new Trainer(network, Loss.SOFTMAX_CROSS_ENTROPY, penalties, LEARNING_RATE);
            this.pass = Pass.forTraining(network, shape.rows());
            this.lastPass = pass.firstRows(shape.rest());
            this.labels = Matrix.zeros(Precision.FLOAT32, shape.rows(), 1);
            network.initialize(Initialisation.PYTORCH, new Random(7));
        }

        static Training plain(RankOneForm form, Shape shape, double lambda) {
            Network network = new Network(Precision.FLOAT32, sizes(shape), activations());
            RegularizerSpec spec = spec(form, SolverSpec.of(SolverKind.EXACT));
            Penalty first = Penalties.penalty(spec, network.layers().get(0).weights(), lambda, new Random(3));
            return new Training(shape, network, List.of(first, above(network)));
        }

        /** With the exact solver too. */
        static Training inPanels(RankOneForm form, Shape shape, double lambda) {
            Network network = networkInPanels(shape);
            PanelWeights weights = (PanelWeights) network.layers().get(0).weights();
            OperatorTripletSolver solver = form.needsTriplet()
                    ? new ExactOperatorSolver(Precision.FLOAT32, shape.outputs(), shape.inputs())
                    : new NoSolver(Precision.FLOAT32, shape.outputs(), shape.inputs());
            return new Training(
                    shape, network, List.of(new PanelPenalty(weights, form, solver, lambda), above(network)));
        }

        /** With the solver that trials have if nothing else is asked for. */
        static Training asInTrials(RankOneForm form, Shape shape, double lambda) {
            Network network = networkInPanels(shape);
            RegularizerSpec spec = spec(form, SolverSpec.of(SolverKind.TRACKING));
            Penalty first = Penalties.penalty(spec, network.layers().get(0).weights(), lambda, new Random(3));
            return new Training(shape, network, List.of(first, above(network)));
        }

        private static Network networkInPanels(Shape shape) {
            return Network.withFirstLayerInPanels(sizes(shape), activations(), shape.maxRows());
        }

        private static RegularizerSpec spec(RankOneForm form, SolverSpec solver) {
            return new RegularizerSpec(RegularizerKind.valueOf(form.name()), List.of("W1"), solver, 0.02);
        }

        private static Penalty above(Network network) {
            RegularizerSpec spec = spec(RankOneForm.TIKHONOV, SolverSpec.of(SolverKind.EXACT));
            return Penalties.penalty(spec, network.layers().get(1).weights(), LAMBDA_ABOVE, new Random(3));
        }

        private static List<Integer> sizes(Shape shape) {
            return List.of(shape.inputs(), shape.outputs(), CLASSES);
        }

        private static List<Activation> activations() {
            return List.of(Activation.SIGMOID, Activation.IDENTITY);
        }

        void step(int number) {
            boolean isLast = number % 3 == 0;
            Pass batch = isLast ? lastPass : pass;
            Random random = new Random(number);
            for (int i = 0; i < batch.input().size(); i++) {
                batch.input().set(i, random.nextDouble() < shape.density() ? 3 * random.nextDouble() - 0.4 : -0.4242);
            }
            Matrix target = labels.rowRange(0, batch.rows());
            for (int i = 0; i < target.size(); i++) {
                target.set(i, random.nextInt(CLASSES));
            }
            loss = trainer.step(batch, target);
            penalty = trainer.lastPenalty();
        }

        double kappa() {
            return Spectrum.of(network.layers().get(0).weights().value()).kappa();
        }

        void scaleFirstWeights(double factor) {
            network.layers().get(0).weights().edit(matrix -> Blas.scale(factor, matrix));
        }

        void assertUnchanged(List<Numbers> before) {
            assertThat(trainer.steps()).as("steps").isEqualTo(1);
            assertThat(state()).as("parameters and moments").isEqualTo(before);
        }

        /** Of each parameter the values and both moments. */
        List<Numbers> state() {
            List<Numbers> state = new ArrayList<>();
            for (int i = 0; i < network.layers().size(); i++) {
                DenseLayer layer = network.layers().get(i);
                addState(layer.weights(), layer.weights().value(), "weights of layer " + (i + 1), state);
                addState(layer.bias(), layer.bias().value(), "biases of layer " + (i + 1), state);
            }
            return state;
        }

        private static void addState(Checkpointed parameter, Matrix value, String name, List<Numbers> state) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Matrix matrix = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols())) {
                parameter.save(new DataOutputStream(bytes));
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                for (String part : List.of("values", "first moments", "second moments")) {
                    matrix.restore(in);
                    state.add(new Numbers(
                            part + " of the " + name,
                            DoubleStream.of(matrix.toArray()).boxed().toList()));
                }
            } catch (IOException e) {
                throw new AssertionError("streams over arrays do not fail", e);
            }
        }

        @Override
        public void close() {
            network.close();
            penalties.forEach(Penalty::close);
            pass.close();
            labels.close();
        }
    }
}
