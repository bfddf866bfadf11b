package dev.kappasweep.gradcheck;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Named;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A kind of matrices on which gradients are checked. */
public enum MatrixClass implements Named {
    /** Gaussian elements, 1 to 16 rows and columns, scales from 1e-3 to 1e3. */
    RANDOM("random") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            return KnownMatrix.of(gaussian(random, 1 + random.nextInt(16), 1 + random.nextInt(16), 0));
        }
    },
    /** Gaussian elements of which two in ten are zero. */
    WITH_ZEROS("with zeros") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            return KnownMatrix.of(gaussian(random, 8 + random.nextInt(5), 8 + random.nextInt(5), 0.2));
        }
    },
    /** sigma_2 is 1e-4 below sigma_1, and the last but one as much above the last. */
    NEAR_TIE("near a tie") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            double[] sigma = spread(random, 5 + random.nextInt(5));
            sigma[1] = sigma[0] * (1 - NEAR);
            sigma[sigma.length - 2] = sigma[sigma.length - 1] * (1 + NEAR);
            return shaped(random, sigma);
        }
    },
    /** Two to four singular values are equal to the largest one, and two to the smallest one. */
    TIE("at a tie") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            double[] sigma = spread(random, 7 + random.nextInt(5));
            Arrays.fill(sigma, 0, 2 + random.nextInt(3), sigma[0]);
            sigma[sigma.length - 2] = sigma[sigma.length - 1];
            return shaped(random, sigma);
        }
    },
    /** All singular values are equal: a multiple of a matrix with orthonormal rows or columns. */
    ORTHOGONAL("orthogonal") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            double[] sigma = new double[2 + random.nextInt(8)];
            Arrays.fill(sigma, 0.5 + random.nextDouble());
            return shaped(random, sigma);
        }
    },
    /** Rank 1 to 4 of at least 8. */
    RANK_DEFICIENT("rank-deficient") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            int rank = 1 + random.nextInt(4);
            double[] sigma = Arrays.copyOf(spread(random, rank), 8 + random.nextInt(4));
            return shaped(random, sigma);
        }
    },
    /** Nothing but zeros. */
    ZERO("zero") {
        @Override
        KnownMatrix draw(RandomGenerator random) {
            return KnownMatrix.of(Matrix.zeros(Precision.FLOAT64, 1 + random.nextInt(8), 1 + random.nextInt(8)));
        }
    };

    private static final double NEAR = 1e-4;

    private final String text;

    MatrixClass(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    abstract KnownMatrix draw(RandomGenerator random);

    private static Matrix gaussian(RandomGenerator random, int rows, int cols, double zeros) {
        double scale = StrictMath.pow(10, 6 * random.nextDouble() - 3);
        Matrix matrix = Matrix.zeros(Precision.FLOAT64, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextDouble() < zeros ? 0 : scale * random.nextGaussian());
        }
        return matrix;
    }

    /** Decreasing, with gaps of at least 0.1: from a random largest one, which is at least the number of values, down to 0.5. */
    private static double[] spread(RandomGenerator random, int count) {
        double[] sigma = new double[count];
        double value = 0.5 + random.nextDouble();
        for (int i = count - 1; i >= 0; i--) {
            sigma[i] = value;
            value += 0.1 + random.nextDouble();
        }
        return sigma;
    }

    private static KnownMatrix shaped(RandomGenerator random, double[] sigma) {
        int larger = sigma.length + random.nextInt(6);
        boolean isTall = random.nextBoolean();
        return KnownMatrix.of(isTall ? larger : sigma.length, isTall ? sigma.length : larger, sigma, random);
    }
}
