package dev.kappasweep.linalg;

/**
 * The best approximations to the top right singular vectors of S within the span of a few given rows, which need be neither
 * orthogonal nor independent: rows are scaled to unit length, and combinations that are zero to rounding are left out.
 */
final class RayleighRitz implements AutoCloseable {
    // Below this share of the largest eigenvalue of the Gram matrix a combination of unit rows is mostly rounding.
    private static final double DEPENDENCE_ULPS = 100;
    // Shorter directions, in units of the Ritz vector's length, are mostly rounding.
    private static final double SHORTEST = 0.01;
    // Of a direction's length.
    private static final double NEW_SHARE = 0.01;

    private final int size;
    private final int wanted;
    private final double dependence;
    private final Matrix gram;
    private final Matrix projected;
    private final Matrix coefficients;
    private final Matrix firstCoefficients;
    private final SymmetricEigen eigen;
    private final double[] scale;
    private final double[][] whitening;
    private final double[][] rotated;
    private final double[][] directions;
    private final double[] image;
    private int independent;

    /**
     * @param size rows in the basis
     * @param wanted vectors to find; of each the part outside the first {@code wanted} basis rows is found too, its direction
     */
    RayleighRitz(Precision precision, int size, int wanted) {
        this.size = size;
        this.wanted = wanted;
        this.dependence = DEPENDENCE_ULPS * precision.epsilon();
        this.gram = Matrix.zeros(precision, size, size);
        this.projected = Matrix.zeros(precision, size, size);
        this.coefficients = Matrix.zeros(precision, 2 * wanted, size);
        this.firstCoefficients = coefficients.rowRange(0, 1);
        this.eigen = new SymmetricEigen(size);
        this.scale = new double[size];
        this.whitening = new double[size][size];
        this.rotated = new double[size][size];
        this.directions = new double[wanted][size];
        this.image = new double[size];
    }

    /**
     * Finds the combinations.
     *
     * @param basis size x cols, one vector a row
     * @param images size x rows of S: basis S^T
     */
    void solve(Matrix basis, Matrix images) {
        Blas.multiplyTransposed(1, basis, basis, 0, gram);
        Blas.multiplyTransposed(1, images, images, 0, projected);
        whiten();
        rotateProjected();
        eigen.begin(independent);
        for (int i = 0; i < independent; i++) {
            for (int j = 0; j <= i; j++) {
                eigen.set(i, j, dot(whitening[i], rotated[j]));
            }
        }
        eigen.solve();
        for (int i = 0; i < wanted; i++) {
            setCoefficients(i);
        }
    }

    /** Rows of {@code whitening} that combine the basis to orthonormal vectors. */
    private void whiten() {
        for (int i = 0; i < size; i++) {
            double squaredNorm = gram.get(i, i);
            scale[i] = squaredNorm > Float.MIN_NORMAL ? 1 / Math.sqrt(squaredNorm) : 0;
        }
        eigen.begin(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                eigen.set(i, j, gram.get(i, j) * scale[i] * scale[j]);
            }
        }
        eigen.solve();
        independent = 0;
        while (independent < size && eigen.value(independent) > dependence * eigen.value(0)) {
            double factor = 1 / Math.sqrt(eigen.value(independent));
            for (int i = 0; i < size; i++) {
                whitening[independent][i] = eigen.vector(independent, i) * scale[i] * factor;
            }
            independent++;
        }
    }

    private void rotateProjected() {
        for (int i = 0; i < independent; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int l = 0; l < size; l++) {
                    sum += whitening[i][l] * projected.get(j, l);
                }
                rotated[i][j] = sum;
            }
        }
    }

    /** Row {@code rank}: the Ritz vector; row wanted + rank: its part outside the first {@code wanted} rows of the basis. */
    private void setCoefficients(int rank) {
        for (int i = 0; i < size; i++) {
            double coefficient = 0;
            for (int l = 0; rank < independent && l < independent; l++) {
                coefficient += eigen.vector(rank, l) * whitening[l][i];
            }
            coefficients.set(rank, i, coefficient);
            coefficients.set(wanted + rank, i, i < wanted ? 0 : coefficient);
        }
    }

    /**
     * Replaces the parts outside the first {@code wanted} basis rows by orthonormal ones that are orthogonal to the Ritz vectors
     * too. A part that is short or mostly depends on what came before it becomes zero: what would be left is rounding.
     */
    void orthonormalizeDirections() {
        for (int i = 0; i < wanted; i++) {
            whiten(wanted + i, directions[i]);
            boolean isNew = normalize(directions[i], SHORTEST) && removeProjections(i);
            for (int j = 0; j < size; j++) {
                double coefficient = 0;
                for (int l = 0; isNew && l < independent; l++) {
                    coefficient += directions[i][l] * whitening[l][j];
                }
                coefficients.set(wanted + i, j, coefficient);
            }
        }
    }

    /** The coordinates of a combination of the basis by the orthonormal vectors of {@code whitening}. */
    private void whiten(int combination, double[] coordinates) {
        for (int j = 0; j < size; j++) {
            image[j] = 0;
            for (int l = 0; l < size; l++) {
                image[j] += gram.get(j, l) * coefficients.get(combination, l);
            }
        }
        for (int l = 0; l < independent; l++) {
            coordinates[l] = dot(whitening[l], image);
        }
    }

    /** Twice, since once leaves what rounding left; false if too little of the direction is new. */
    private boolean removeProjections(int i) {
        double[] direction = directions[i];
        for (int repeat = 0; repeat < 2; repeat++) {
            for (int rank = 0; rank < Math.min(wanted, independent); rank++) {
                double product = 0;
                for (int l = 0; l < independent; l++) {
                    product += eigen.vector(rank, l) * direction[l];
                }
                for (int l = 0; l < independent; l++) {
                    direction[l] -= product * eigen.vector(rank, l);
                }
            }
            for (int j = 0; j < i; j++) {
                double product = 0;
                for (int l = 0; l < independent; l++) {
                    product += directions[j][l] * direction[l];
                }
                for (int l = 0; l < independent; l++) {
                    direction[l] -= product * directions[j][l];
                }
            }
        }
        return normalize(direction, NEW_SHARE);
    }

    /** Makes the coordinates a unit vector if they are longer than {@code least}, else zero. */
    private boolean normalize(double[] coordinates, double least) {
        double squares = 0;
        for (int l = 0; l < independent; l++) {
            squares += coordinates[l] * coordinates[l];
        }
        double norm = Math.sqrt(squares);
        boolean isLong = norm > least;
        for (int l = 0; l < independent; l++) {
            coordinates[l] = isLong ? coordinates[l] / norm : 0;
        }
        return isLong;
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * Applies the combinations found: first the Ritz vectors, then their parts outside the first {@code wanted} basis rows.
     *
     * @param rows size x any
     * @param combined receives (wanted + directions) x the same
     */
    void combine(Matrix rows, Matrix combined) {
        Blas.multiply(1, coefficients, rows, 0, combined);
    }

    /**
     * Applies the first combination only, the best Ritz vector.
     *
     * @param rows size x any
     * @param combined receives the same
     */
    void combineFirst(Matrix rows, Matrix combined) {
        Blas.transposedMultiplyVector(rows, firstCoefficients, combined);
    }

    @Override
    public void close() {
        gram.close();
        projected.close();
        coefficients.close();
        eigen.close();
    }
}
