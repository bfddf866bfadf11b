package dev.kappasweep.linalg;

import java.util.Arrays;

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
    // What the correction of nearly orthonormal rows leaves is the square of this.
    private static final double NEARLY = 1e-4;

    private final int size;
    private final int wanted;
    private final double dependence;
    private final Matrix basisProducts;
    private final Matrix imageProducts;
    private final Matrix laterProducts;
    private final Matrix firstProducts;
    private final double[][] gram;
    private final double[][] projected;
    private final Matrix coefficients;
    private final SymmetricEigen eigen;
    private final double[] scale;
    private final double[] weights;
    private final double[][] remaining;
    private final double[][] outsides;
    private final double[][] shares;
    private final double[][] whitening;
    private final double[][] whiteningColumns;
    private final double[][] ritzVectors;
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
        this.basisProducts = Matrix.zeros(precision, size, size);
        this.imageProducts = Matrix.zeros(precision, size, size);
        this.laterProducts = Matrix.zeros(precision, Math.max(1, size - wanted), Math.max(1, size - wanted));
        this.firstProducts = Matrix.zeros(precision, wanted, size);
        this.gram = new double[size][size];
        this.projected = new double[size][size];
        this.coefficients = Matrix.zeros(precision, 2 * wanted, size);
        this.eigen = new SymmetricEigen(size);
        this.scale = new double[size];
        this.weights = new double[size];
        this.remaining = new double[size][size];
        this.outsides = new double[size][size];
        this.shares = new double[size][size];
        this.whitening = new double[size][size];
        this.whiteningColumns = new double[size][size];
        this.ritzVectors = new double[wanted][size];
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
        setGram(basis);
        Blas.multiplyTransposed(1, images, images, 0, imageProducts);
        setProjected(imageProducts, 0);
        whiten();
        solveWhitened();
    }

    /**
     * The same where the images of the basis rows from {@code wanted} on need only be near: every product with one of the first
     * rows is taken from S^T S.
     *
     * @param basis size x cols, one vector a row
     * @param laterImages (size - wanted) x rows of S: S b for the rows b from {@code wanted} on
     * @param firstSquares wanted x cols: S^T S b for the rows before
     */
    void solve(Matrix basis, Matrix laterImages, Matrix firstSquares) {
        setGram(basis);
        Blas.multiplyTransposed(1, laterImages, laterImages, 0, laterProducts);
        setProjected(laterProducts, wanted);
        Blas.multiplyTransposed(1, firstSquares, basis, 0, firstProducts);
        for (int i = 0; i < wanted; i++) {
            for (int j = i; j < size; j++) {
                projected[i][j] = firstProducts.get(i, j);
                projected[j][i] = projected[i][j];
            }
        }
        whiten(Math.min(size, 2 * wanted));
        solveWhitened();
    }

    private void setGram(Matrix basis) {
        Blas.multiplyTransposed(1, basis, basis, 0, basisProducts);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                gram[i][j] = basisProducts.get(i, j);
                remaining[i][j] = gram[i][j];
                outsides[i][j] = i == j ? 1 : 0;
            }
        }
    }

    private void setProjected(Matrix products, int first) {
        for (int i = first; i < size; i++) {
            for (int j = first; j < size; j++) {
                projected[i][j] = products.get(i - first, j - first);
            }
        }
    }

    private void solveWhitened() {
        for (int i = 0; i < independent; i++) {
            combineRows(whitening[i], projected, rotated[i]);
        }
        transpose();
        eigen.begin(independent);
        for (int i = 0; i < independent; i++) {
            combineRows(rotated[i], whiteningColumns, image);
            for (int j = 0; j <= i; j++) {
                eigen.set(i, j, image[j]);
            }
        }
        eigen.solve();
        for (int rank = 0; rank < Math.min(wanted, independent); rank++) {
            for (int l = 0; l < size; l++) {
                ritzVectors[rank][l] = l < independent ? eigen.vector(rank, l) : 0;
            }
        }
        for (int rank = 0; rank < wanted; rank++) {
            setCoefficients(rank);
        }
    }

    /** result = the sum of weights[i] rows[i] over i; loops along rows, which the JIT vectorises. */
    private void combineRows(double[] weights, double[][] rows, double[] result) {
        Arrays.fill(result, 0);
        for (int i = 0; i < size; i++) {
            addScaled(weights[i], rows[i], result);
        }
    }

    private static void addScaled(double factor, double[] row, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * row[j];
        }
    }

    private void transpose() {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                whiteningColumns[j][i] = i < independent ? whitening[i][j] : 0;
            }
        }
    }

    /** Rows of {@code whitening} that combine the basis to orthonormal vectors. */
    private void whiten() {
        independent = 0;
        whitenByEigenvectors(0, size);
    }

    /**
     * The same in two parts, the basis rows before {@code split} and what the others have outside of them: smaller problems, and
     * none for the first part where its rows are orthonormal already, to rounding.
     */
    private void whiten(int split) {
        independent = 0;
        if (isNearlyOrthonormal(split)) {
            correct(split);
        } else {
            whitenByEigenvectors(0, split);
        }
        removeFirstPart(split);
        whitenByEigenvectors(split, size);
    }

    /** Rows of zeros aside. */
    private boolean isNearlyOrthonormal(int rows) {
        double largest = 0;
        for (int i = 0; i < rows; i++) {
            double expected = gram[i][i] == 0 ? 0 : 1;
            for (int j = 0; j <= i; j++) {
                largest = Math.max(largest, Math.abs(gram[i][j] - (i == j ? expected : 0)));
            }
        }
        return largest < NEARLY;
    }

    /** The inverse root of the first rows' Gram matrix G, which is near I: (3 I - G)/2, off by 3/8 (G - I)^2. */
    private void correct(int rows) {
        for (int i = 0; i < rows; i++) {
            if (gram[i][i] > 0) {
                double[] row = whitening[independent++];
                Arrays.fill(row, 0);
                for (int j = 0; j < rows; j++) {
                    row[j] = -gram[i][j] / 2;
                }
                row[i] += 1.5;
            }
        }
    }

    /** Makes the rest of the Gram matrix that of the parts outside the vectors found so far, whose combinations are kept. */
    private void removeFirstPart(int split) {
        for (int i = split; i < size; i++) {
            double[] outside = outsides[i];
            Arrays.fill(outside, 0);
            outside[i] = 1;
            for (int k = 0; k < independent; k++) {
                shares[i][k] = dot(whitening[k], gram[i]);
                addScaled(-shares[i][k], whitening[k], outside);
            }
        }
        for (int i = split; i < size; i++) {
            for (int j = split; j <= i; j++) {
                double inside = 0;
                for (int k = 0; k < independent; k++) {
                    inside += shares[i][k] * shares[j][k];
                }
                remaining[i][j] = gram[i][j] - inside;
            }
        }
    }

    /** Row {@code rank}: the Ritz vector; row wanted + rank: its part outside the first {@code wanted} rows of the basis. */
    private void setCoefficients(int rank) {
        if (rank < independent) {
            combineRows(ritzVectors[rank], whitening, image);
        } else {
            Arrays.fill(image, 0);
        }
        coefficients.assignRow(rank, image);
        Arrays.fill(image, 0, wanted, 0);
        coefficients.assignRow(wanted + rank, image);
    }

    /** The rows of {@code whitening} that combine the outsides of some basis rows to orthonormal vectors. */
    private void whitenByEigenvectors(int from, int to) {
        int count = to - from;
        for (int i = 0; i < count; i++) {
            double squaredNorm = gram[from + i][from + i];
            scale[i] = squaredNorm > Float.MIN_NORMAL ? 1 / Math.sqrt(squaredNorm) : 0;
        }
        eigen.begin(count);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                eigen.set(i, j, remaining[from + i][from + j] * scale[i] * scale[j]);
            }
        }
        eigen.solve();
        double least = dependence * (from == 0 ? eigen.value(0) : 1);
        for (int rank = 0; rank < count && eigen.value(rank) > least; rank++) {
            double factor = 1 / Math.sqrt(eigen.value(rank));
            double[] row = whitening[independent++];
            Arrays.fill(row, 0);
            for (int i = 0; i < count; i++) {
                addScaled(eigen.vector(rank, i) * scale[i] * factor, outsides[from + i], row);
            }
        }
        for (int i = independent; to == size && i < size; i++) {
            Arrays.fill(whitening[i], 0);
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
            if (isNew) {
                combineRows(directions[i], whitening, image);
            } else {
                Arrays.fill(image, 0);
            }
            coefficients.assignRow(wanted + i, image);
        }
    }

    /** The coordinates of a combination of the basis by the orthonormal vectors of {@code whitening}. */
    private void whiten(int combination, double[] coordinates) {
        for (int l = 0; l < size; l++) {
            weights[l] = coefficients.get(combination, l);
        }
        combineRows(weights, gram, image);
        combineRows(image, whiteningColumns, coordinates);
    }

    /** Twice, since once leaves what rounding left; false if too little of the direction is new. */
    private boolean removeProjections(int i) {
        double[] direction = directions[i];
        for (int repeat = 0; repeat < 2; repeat++) {
            for (int rank = 0; rank < Math.min(wanted, independent); rank++) {
                addScaled(-dot(ritzVectors[rank], direction), ritzVectors[rank], direction);
            }
            for (int j = 0; j < i; j++) {
                addScaled(-dot(directions[j], direction), directions[j], direction);
            }
        }
        return normalize(direction, NEW_SHARE);
    }

    /** Makes the coordinates a unit vector if they are longer than {@code least}, else zero. */
    private static boolean normalize(double[] coordinates, double least) {
        double norm = Math.sqrt(dot(coordinates, coordinates));
        boolean isLong = norm > least;
        for (int l = 0; l < coordinates.length; l++) {
            coordinates[l] = isLong ? coordinates[l] / norm : 0;
        }
        return isLong;
    }

    /** In four parts, which do not wait for each other. */
    private static double dot(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
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

    @Override
    public void close() {
        basisProducts.close();
        imageProducts.close();
        laterProducts.close();
        firstProducts.close();
        coefficients.close();
        eigen.close();
    }
}
