package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A guess at the floating-point operations of a trial, good enough to start the longest first so that no long one is left alone
 * at the end, and to say before a sweep whether it takes minutes or days.
 */
public final class TrialCost implements ToDoubleFunction<TrialSpec> {
    private static final int UPDATE_PER_PARAMETER = 12;
    private static final int SVD_PER_COLUMN = 20;
    private static final int FLOPS_PER_STEP_OF_ONE_VECTOR = 4;
    // Three products with a block of 8; most solves take one step, whatever the most they may take.
    private static final int FLOPS_OF_BLOCK = 3 * 2 * 8;
    // S times 24 vectors and S^T times 8.
    private static final int FLOPS_OF_TRACKING = 2 * 32;

    private final int inputs;
    private final int classes;
    private final int images;

    /** @param data on which the trials run */
    public TrialCost(Dataset data) {
        inputs = data.train().size();
        classes = data.classes();
        images = data.train().count();
    }

    @Override
    public double applyAsDouble(TrialSpec spec) {
        return spec.experiment() == Experiment.LEAST_SQUARES ? leastSquares(spec) : training(spec);
    }

    /** Two products of W with m x m and the top singular triplet of W, at each step. */
    private static double leastSquares(TrialSpec spec) {
        ProblemSpec problem = spec.problem();
        double perStep = 4.0 * problem.outputs() * problem.inputs() * ((double) problem.inputs() + problem.outputs());
        return (double) spec.training().epochs() * ProblemSpec.STEPS_PER_EPOCH * perStep;
    }

    private double training(TrialSpec spec) {
        int used = spec.training().trainImages() == 0
                ? images
                : Math.min(images, spec.training().trainImages());
        double steps = Math.ceil((double) used / spec.training().batch());
        List<long[]> shapes = shapes(spec);
        double parameters = shapes.stream().mapToDouble(TrialCost::size).sum();
        double penalty = spec.strength().isZero() ? 0 : penalty(spec, shapes);
        return spec.training().epochs()
                * (6 * parameters * used + (UPDATE_PER_PARAMETER * parameters + penalty) * steps);
    }

    /** The most that the weights to be kept of one of {@code trials} take, in bytes. */
    long keptBytes(List<TrialSpec> trials, KeepWeights kept) {
        return kept.isAny()
                ? (long) trials.stream()
                        .mapToDouble(trial -> {
                            int epochs = trial.training().epochs();
                            return bytesOfWeights(trial)
                                    * kept.epochs(epochs, epochs).size();
                        })
                        .max()
                        .orElse(0)
                : 0;
    }

    private double bytesOfWeights(TrialSpec spec) {
        return spec.experiment() == Experiment.LEAST_SQUARES
                ? (double) Double.BYTES
                        * spec.problem().outputs()
                        * spec.problem().inputs()
                : Float.BYTES
                        * shapes(spec).stream().mapToDouble(TrialCost::size).sum();
    }

    private int outputs(TrialSpec spec) {
        return spec.experiment() == Experiment.DENOISING ? inputs : classes;
    }

    private List<long[]> shapes(TrialSpec spec) {
        List<Integer> units = Stream.of(List.of(inputs), spec.network().hidden(), List.of(outputs(spec)))
                .flatMap(List::stream)
                .toList();
        return IntStream.range(1, units.size())
                .mapToObj(layer -> new long[] {units.get(layer), units.get(layer - 1)})
                .toList();
    }

    private static double size(long[] shape) {
        return (double) shape[0] * shape[1];
    }

    private static double penalty(TrialSpec spec, List<long[]> shapes) {
        List<String> names = spec.layerNames();
        return IntStream.range(0, shapes.size())
                .filter(layer -> spec.lambda(names.get(layer)) > 0)
                .mapToDouble(layer -> evaluation(spec.regularizer(), shapes.get(layer)))
                .sum();
    }

    private static double evaluation(RegularizerSpec regularizer, long[] shape) {
        double productWithGram = 2 * size(shape) * Math.min(shape[0], shape[1]);
        return switch (regularizer.kind()) {
            case NONE, TIKHONOV, TIKHONOV_BY_LARGER_SIZE, L1 -> 0;
            case CONDITION_NUMBER, CONDITION_NUMBER_BY_LARGER_SIZE, SPECTRAL_NORM -> solve(regularizer.solver(), shape);
            // The Gram matrix in double precision, half of it, and the other end of the spectrum.
            case LOG_CONDITION -> solve(regularizer.solver(), shape) + productWithGram;
            case SOFT_ORTHOGONALITY, PARSEVAL -> 2 * productWithGram;
        };
    }

    private static double solve(SolverSpec solver, long[] shape) {
        double perElement = switch (solver.kind()) {
            case EXACT -> SVD_PER_COLUMN * (double) Math.min(shape[0], shape[1]);
            case LOBPCG -> FLOPS_OF_BLOCK;
            case TRACKING -> FLOPS_OF_TRACKING;
            case LANCZOS, POWER -> FLOPS_PER_STEP_OF_ONE_VECTOR * (double) solver.maxSteps();
        };
        return perElement * size(shape);
    }
}
