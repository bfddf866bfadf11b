package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Optional;

/**
 * The sizes of a least-squares problem: W is outputs x inputs, X inputs x samples, Y outputs x samples.
 *
 * @param outputs n in (4.1), at least 1
 * @param inputs m in (4.1), at least 1
 * @param samples d in (4.1), at least {@code inputs}, so that the minimum without a penalty is unique
 */
public record ProblemSpec(int outputs, int inputs, int samples) implements Serializable {
    /** Section 4.1 of the paper. */
    public static final ProblemSpec PUBLISHED = new ProblemSpec(20, 50, 100);

    /** Steps between two measurements: an epoch of least squares. */
    public static final int STEPS_PER_EPOCH = 1000;

    /** 2 GiB: X, Y and what is computed of them lie in arrays on the Java heap. W and X X^T are no larger, as d is at least m. */
    private static final long MOST_ELEMENTS = 1L << 28;

    public ProblemSpec {
        Require.positive("problem.outputs", outputs);
        Require.positive("problem.inputs", inputs);
        Require.none(expectedSamples(inputs, samples), "problem.samples", samples);
        long largest = Math.max((long) inputs * samples, (long) outputs * samples);
        Require.require(
                largest <= MOST_ELEMENTS,
                "problem",
                outputs + " outputs, " + inputs + " inputs and " + samples + " samples",
                "matrices of at most " + MOST_ELEMENTS + " numbers each, and here is one of " + largest,
                largest);
    }

    /** What is expected in the place of {@code samples}; empty where they are enough for {@code inputs}. */
    public static Optional<String> expectedSamples(int inputs, int samples) {
        return samples >= inputs
                ? Optional.empty()
                : Optional.of("a whole number of at least problem.inputs, " + inputs);
    }
}
