package dev.kappasweep.gradcheck;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sweep.RegularizerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Compares the gradient of every regulariser with differences of its values, in double precision, on matrices of every class;
 * where it is not differentiable, holds what is returned against the subdifferential.
 *
 * @param cases matrices of each class, at least 1
 * @param seed of the matrices and directions
 */
public record GradientCheck(int cases, long seed) {
    /** Relative to the size of gradients at the matrix; differences of values lose about so many digits near a tie. */
    public static final double GRADIENT_BOUND = 1e-6;

    /** Relative likewise; computed without differences, so all but rounding. */
    public static final double DISTANCE_BOUND = 1e-9;

    /** Relative likewise; a one-sided difference errs by its step times the curvature. */
    public static final double SLOPE_BOUND = 1e-5;

    /** One finding for each regulariser and class, in the order of their declaration. */
    public List<GradientFinding> run() {
        List<GradientFinding> findings = new ArrayList<>();
        Arrays.stream(RegularizerKind.values())
                .filter(kind -> kind != RegularizerKind.NONE)
                .forEach(kind -> {
                    for (MatrixClass matrices : MatrixClass.values()) {
                        findings.add(find(new CheckedRegularizer(kind), matrices));
                    }
                });
        return findings;
    }

    private GradientFinding find(CheckedRegularizer regularizer, MatrixClass matrices) {
        // The same matrices for every regulariser.
        RandomGenerator random = RandomStreams.stream(seed, "gradcheck " + matrices.text());
        Worst worst = new Worst();
        for (int i = 1; i <= cases; i++) {
            try (KnownMatrix known = matrices.draw(random);
                    Case one = new Case(regularizer, known, RandomStreams.stream(seed, "directions " + i))) {
                worst.add(one.measure(), known.shape() + ", no. " + i);
            }
        }
        return worst.finding(regularizer.kind().text(), matrices.text(), cases);
    }
}
