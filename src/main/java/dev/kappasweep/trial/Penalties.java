package dev.kappasweep.trial;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.ExactExtremeSolver;
import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.ExtremeTripletsSolver;
import dev.kappasweep.linalg.InverseIterationSolver;
import dev.kappasweep.linalg.LanczosSolver;
import dev.kappasweep.linalg.LobpcgSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.OperatorTripletSolver;
import dev.kappasweep.linalg.PowerSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.TopSingularTripletSolver;
import dev.kappasweep.linalg.TrackingSolver;
import dev.kappasweep.nn.DensePenalty;
import dev.kappasweep.nn.DenseWeights;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.PanelPenalty;
import dev.kappasweep.nn.PanelWeights;
import dev.kappasweep.nn.Penalty;
import dev.kappasweep.nn.Weights;
import dev.kappasweep.regularizer.Lasso;
import dev.kappasweep.regularizer.LogCondition;
import dev.kappasweep.regularizer.ParsevalRetraction;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.regularizer.RankOneRegularizer;
import dev.kappasweep.regularizer.Regularizer;
import dev.kappasweep.regularizer.SoftOrthogonality;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Builds the penalties that a spec names. */
final class Penalties {
    // A step costs next to nothing beside the factor that it needs.
    private static final int INVERSE_ITERATIONS = 8;

    private Penalties() {}

    /** One penalty for each layer whose lambda is above 0. */
    static List<Penalty> of(TrialSpec spec, Network network) {
        List<Penalty> penalties = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            String name = spec.layerNames().get(i);
            double lambda = spec.lambda(name);
            if (lambda > 0) {
                Weights weights = network.layers().get(i).weights();
                RandomGenerator random = RandomStreams.stream(spec.seed(), "solver " + name);
                penalties.add(penalty(spec.regularizer(), weights, lambda, random));
            }
        }
        return penalties;
    }

    static Penalty penalty(RegularizerSpec spec, Weights weights, double lambda, RandomGenerator random) {
        if (weights instanceof PanelWeights panels) {
            RankOneForm form = form(spec.kind())
                    .orElseThrow(() -> new IllegalArgumentException(spec.kind() + " has no rank-one form"));
            return new PanelPenalty(panels, form, operatorSolver(form, spec, panels, random), lambda);
        }
        DenseWeights dense = (DenseWeights) weights;
        return new DensePenalty(dense, regularizer(spec, dense.value(), random), lambda);
    }

    /**
     * Whether the penalty on the first layer can be added in a pass over weights in panels.
     *
     * @param outputs of the layer
     * @param inputs of the layer
     */
    static boolean fitPanels(TrialSpec spec, int outputs, int inputs) {
        RegularizerSpec penalty = spec.regularizer();
        boolean canTrack =
                penalty.solver().kind() == SolverKind.TRACKING && Math.min(outputs, inputs) >= TrackingSolver.SPACE;
        return spec.lambda(spec.layerNames().get(0)) == 0
                || form(penalty.kind())
                        .filter(form -> canTrack || !form.needsTriplet())
                        .isPresent();
    }

    /** The rank-one form of the gradient, of the kinds that have one. */
    static Optional<RankOneForm> form(RegularizerKind kind) {
        return switch (kind) {
            case NONE -> Optional.of(RankOneForm.NONE);
            case TIKHONOV -> Optional.of(RankOneForm.TIKHONOV);
            case TIKHONOV_BY_LARGER_SIZE -> Optional.of(RankOneForm.TIKHONOV_BY_LARGER_SIZE);
            case CONDITION_NUMBER -> Optional.of(RankOneForm.CONDITION_NUMBER);
            case CONDITION_NUMBER_BY_LARGER_SIZE -> Optional.of(RankOneForm.CONDITION_NUMBER_BY_LARGER_SIZE);
            case SPECTRAL_NORM -> Optional.of(RankOneForm.SPECTRAL_NORM);
            case LOG_CONDITION, SOFT_ORTHOGONALITY, PARSEVAL, L1 -> Optional.empty();
        };
    }

    private static OperatorTripletSolver operatorSolver(
            RankOneForm form, RegularizerSpec spec, PanelWeights weights, RandomGenerator random) {
        int rows = weights.operator().rows();
        int cols = weights.operator().cols();
        return form.needsTriplet()
                ? new TrackingSolver(
                        Precision.FLOAT32,
                        rows,
                        cols,
                        spec.solver().maxSteps(),
                        spec.tolerance(),
                        random,
                        weights.team())
                : new NoSolver(Precision.FLOAT32, rows, cols);
    }

    static Regularizer regularizer(RegularizerSpec spec, Matrix weights, RandomGenerator random) {
        return switch (spec.kind()) {
            case NONE,
                    TIKHONOV,
                    TIKHONOV_BY_LARGER_SIZE,
                    CONDITION_NUMBER,
                    CONDITION_NUMBER_BY_LARGER_SIZE,
                    SPECTRAL_NORM -> rankOne(form(spec.kind()).orElseThrow(), spec, weights, random);
            case LOG_CONDITION -> new LogCondition(extremeSolver(spec, weights, random));
            case SOFT_ORTHOGONALITY -> new SoftOrthogonality(weights.precision(), weights.rows(), weights.cols());
            case PARSEVAL -> new ParsevalRetraction(weights.precision(), weights.rows(), weights.cols());
            case L1 -> new Lasso();
        };
    }

    private static Regularizer rankOne(RankOneForm form, RegularizerSpec spec, Matrix weights, RandomGenerator random) {
        return new RankOneRegularizer(
                form,
                form.needsTriplet()
                        ? solver(spec, weights, random)
                        : new NoSolver(weights.precision(), weights.rows(), weights.cols()));
    }

    private static TopSingularTripletSolver solver(RegularizerSpec spec, Matrix weights, RandomGenerator random) {
        return solver(spec.solver(), spec.tolerance(), weights.precision(), weights.rows(), weights.cols(), random);
    }

    private static ExtremeTripletsSolver extremeSolver(RegularizerSpec spec, Matrix weights, RandomGenerator random) {
        Precision precision = weights.precision();
        if (spec.solver().kind() == SolverKind.EXACT || weights.smallerSize() <= InverseIterationSolver.BLOCK) {
            return new ExactExtremeSolver(precision, weights.rows(), weights.cols());
        }
        return new InverseIterationSolver(
                solver(spec, weights, random),
                precision,
                weights.rows(),
                weights.cols(),
                INVERSE_ITERATIONS,
                spec.tolerance(),
                random);
    }

    /** The exact solver also stands in for a block one where the block's space would be all there is: it is then cheaper. */
    static TopSingularTripletSolver solver(
            SolverSpec spec, double tolerance, Precision precision, int rows, int cols, RandomGenerator random) {
        int steps = spec.maxSteps();
        return switch (spec.kind()) {
            case EXACT -> new ExactSolver(precision, rows, cols);
            case TRACKING ->
                Math.min(rows, cols) < TrackingSolver.SPACE
                        ? new ExactSolver(precision, rows, cols)
                        : new TrackingSolver(precision, rows, cols, steps, tolerance, random);
            case LOBPCG ->
                Math.min(rows, cols) <= LobpcgSolver.SPACE
                        ? new ExactSolver(precision, rows, cols)
                        : new LobpcgSolver(precision, rows, cols, LobpcgSolver.DEFAULT_BLOCK, steps, tolerance, random);
            case LANCZOS -> new LanczosSolver(precision, rows, cols, steps, tolerance, random);
            case POWER -> new PowerSolver(precision, rows, cols, steps, tolerance, random);
        };
    }
}
