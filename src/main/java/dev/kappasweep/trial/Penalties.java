package dev.kappasweep.trial;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.ExactExtremeSolver;
import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.ExtremeTripletsSolver;
import dev.kappasweep.linalg.InverseIterationSolver;
import dev.kappasweep.linalg.LanczosSolver;
import dev.kappasweep.linalg.LobpcgSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.PowerSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.TopSingularTripletSolver;
import dev.kappasweep.linalg.TrackingSolver;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.PanelPenalty;
import dev.kappasweep.nn.Penalty;
import dev.kappasweep.regularizer.ConditionNumber;
import dev.kappasweep.regularizer.Lasso;
import dev.kappasweep.regularizer.LogCondition;
import dev.kappasweep.regularizer.NoPenalty;
import dev.kappasweep.regularizer.ParsevalRetraction;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.regularizer.Regularizer;
import dev.kappasweep.regularizer.SoftOrthogonality;
import dev.kappasweep.regularizer.SpectralNorm;
import dev.kappasweep.regularizer.Tikhonov;
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

    /** One penalty for each layer whose lambda is above 0, but for a first layer in panels, which holds its own. */
    static List<Penalty> of(TrialSpec spec, Network network) {
        List<Penalty> penalties = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            String name = spec.layerNames().get(i);
            double lambda = spec.lambda(name);
            if (lambda > 0 && !(i == 0 && network.isFirstLayerInPanels())) {
                DenseLayer layer = network.layers().get(i);
                RandomGenerator random = RandomStreams.stream(spec.seed(), "solver " + name);
                Regularizer regularizer =
                        regularizer(spec.regularizer(), layer.weights().value(), random);
                penalties.add(new Penalty(layer, regularizer, lambda));
            }
        }
        return penalties;
    }

    /**
     * The penalty on the first layer, if its gradient can be added in a pass over weights in panels; empty if it cannot.
     *
     * @param outputs of the layer
     * @param inputs of the layer
     */
    static Optional<PanelPenalty> ofPanels(TrialSpec spec, int outputs, int inputs) {
        String name = spec.layerNames().get(0);
        double lambda = spec.lambda(name);
        if (lambda == 0) {
            return Optional.of(PanelPenalty.NONE);
        }
        RegularizerSpec penalty = spec.regularizer();
        boolean canTrack =
                penalty.solver().kind() == SolverKind.TRACKING && Math.min(outputs, inputs) >= TrackingSolver.SPACE;
        RandomGenerator random = RandomStreams.stream(spec.seed(), "solver " + name);
        return form(penalty.kind())
                .filter(form -> canTrack || !form.needsTriplet())
                .map(form -> new PanelPenalty(
                        form, lambda, form.needsTriplet() ? tracking(penalty, outputs, inputs, random) : null));
    }

    private static Optional<RankOneForm> form(RegularizerKind kind) {
        return switch (kind) {
            case NONE -> Optional.of(RankOneForm.NONE);
            case TIKHONOV -> Optional.of(RankOneForm.TIKHONOV);
            case CONDITION_NUMBER -> Optional.of(RankOneForm.CONDITION_NUMBER);
            case SPECTRAL_NORM -> Optional.of(RankOneForm.SPECTRAL_NORM);
            case LOG_CONDITION, SOFT_ORTHOGONALITY, PARSEVAL, L1 -> Optional.empty();
        };
    }

    private static TrackingSolver tracking(RegularizerSpec spec, int outputs, int inputs, RandomGenerator random) {
        return new TrackingSolver(
                Precision.FLOAT32, outputs, inputs, spec.solver().maxSteps(), spec.tolerance(), random);
    }

    static Regularizer regularizer(RegularizerSpec spec, Matrix weights, RandomGenerator random) {
        return switch (spec.kind()) {
            case NONE -> new NoPenalty();
            case TIKHONOV -> new Tikhonov();
            case CONDITION_NUMBER -> new ConditionNumber(solver(spec, weights, random));
            case SPECTRAL_NORM -> new SpectralNorm(solver(spec, weights, random));
            case LOG_CONDITION -> new LogCondition(extremeSolver(spec, weights, random));
            case SOFT_ORTHOGONALITY -> new SoftOrthogonality(weights.precision(), weights.rows(), weights.cols());
            case PARSEVAL -> new ParsevalRetraction(weights.precision(), weights.rows(), weights.cols());
            case L1 -> new Lasso();
        };
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
