package dev.kappasweep.trial;

import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.List;

/** About what it takes to train one network, counted in floating-point operations. */
final class NetworkCost {
    private static final int UPDATE_PER_PARAMETER = 12;
    private static final int SVD_PER_COLUMN = 20;
    private static final int FLOPS_PER_STEP_OF_ONE_VECTOR = 4;
    // Three products with a block of 8; most solves take one step, whatever the most they may take.
    private static final int FLOPS_OF_BLOCK = 3 * 2 * 8;
    // S times 24 vectors and S^T times 8.
    private static final int FLOPS_OF_TRACKING = 2 * 32;

    // Weights and two moments; each is read and written by the update, and the weights are read by the forward product.
    private static final double NUMBERS_KEPT = 3;
    private static final double NUMBERS_MOVED = 2 * NUMBERS_KEPT + 1;
    private static final double FLOPS_OF_NUMBER_IN_BLOCK = 2 * 8;

    private final TrialSpec spec;
    private final TrainingSpec training;
    private final int images;
    private final List<long[]> shapes;

    NetworkCost(TrialSpec spec, Dataset data, TaskShape task) {
        this.spec = spec;
        this.training = spec.training();
        this.images = TrainingSplit.learned(spec, data.train());
        this.shapes = shapes(spec.network().hidden(), data.train().size(), task.outputs());
    }

    double flops() {
        double steps = Math.ceil((double) images / training.batch());
        double parameters = weights();
        double penalty = spec.strength().isZero() ? 0 : penalty();
        return training.epochs() * (6 * parameters * images + (UPDATE_PER_PARAMETER * parameters + penalty) * steps);
    }

    /** What is kept are the weights and what the optimiser knows of them; a solver's product with a block of vectors reads the weights. */
    StepDemand step() {
        double weights = weights();
        double penalty = spec.strength().isZero() ? 0 : penalty();
        double flops = weights * (6.0 * training.batch() + UPDATE_PER_PARAMETER) + penalty;
        double numbers = weights * NUMBERS_MOVED + penalty / FLOPS_OF_NUMBER_IN_BLOCK;
        return new StepDemand(flops, Float.BYTES * numbers, Float.BYTES * NUMBERS_KEPT * weights);
    }

    double bytesOfWeights() {
        return Float.BYTES * weights();
    }

    private double weights() {
        double weights = 0;
        for (long[] shape : shapes) {
            weights += size(shape);
        }
        return weights;
    }

    private static List<long[]> shapes(List<Integer> hidden, int inputs, int outputs) {
        List<long[]> shapes = new ArrayList<>();
        int below = inputs;
        for (int units : hidden) {
            shapes.add(new long[] {units, below});
            below = units;
        }
        shapes.add(new long[] {outputs, below});
        return shapes;
    }

    private static double size(long[] shape) {
        return (double) shape[0] * shape[1];
    }

    private double penalty() {
        RegularizerSpec regularizer = spec.regularizer();
        List<String> names = spec.layerNames();
        double flops = 0;
        for (int layer = 0; layer < shapes.size(); layer++) {
            if (regularizer.lambda(spec.strength(), names.get(layer)) > 0) {
                flops += evaluation(regularizer, shapes.get(layer));
            }
        }
        return flops;
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
