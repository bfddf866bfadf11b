package dev.kappasweep.linalg;

import java.util.Arrays;

/**
 * Combinations of a few rows that are orthonormal, found from the rows' Gram matrix alone; combinations that are zero to rounding
 * are left out.
 */
final class Whitening {
    // Below this share of the largest eigenvalue of the Gram matrix a combination of unit rows is mostly rounding.
    private static final double DEPENDENCE_ULPS = 100;
    // What the correction of nearly orthonormal rows leaves is the square of this.
    private static final double NEARLY = 1e-4;

    private final int size;
    private final double dependence;
    private final SymmetricEigen eigen;
    private final double[][] gram;
    private final double[][] remaining;
    private final double[][] outsides;
    private final double[][] shares;
    private final double[] scale;
    private final double[][] rows;
    private final double[][] columns;
    private final double[] image;
    private int independent;

    /** @param eigen for problems of up to {@code size}; others may use it in between */
    Whitening(Precision precision, int size, SymmetricEigen eigen) {
        this.size = size;
        this.dependence = DEPENDENCE_ULPS * precision.epsilon();
        this.eigen = eigen;
        this.gram = new double[size][size];
        this.remaining = new double[size][size];
        this.outsides = new double[size][size];
        this.shares = new double[size][size];
        this.scale = new double[size];
        this.rows = new double[size][size];
        this.columns = new double[size][size];
        this.image = new double[size];
    }

    /**
     * Finds the combinations.
     *
     * @param products size x size, the inner products of the rows
     */
    void find(Matrix products) {
        begin(products);
        whitenByEigenvectors(0, size);
        transpose();
    }

    /**
     * The same in two parts, the basis rows before {@code split} and what the others have outside of them: smaller problems, and
     * none for the first part where its rows are orthonormal already, to rounding.
     */
    void find(Matrix products, int split) {
        begin(products);
        if (isNearlyOrthonormal(split)) {
            correct(split);
        } else {
            whitenByEigenvectors(0, split);
        }
        removeFirstPart(split);
        whitenByEigenvectors(split, size);
        transpose();
    }

    private void begin(Matrix products) {
        independent = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                gram[i][j] = products.get(i, j);
                remaining[i][j] = gram[i][j];
                outsides[i][j] = i == j ? 1 : 0;
            }
        }
    }

    /** Rows of zeros aside. */
    private boolean isNearlyOrthonormal(int count) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            double expected = gram[i][i] == 0 ? 0 : 1;
            for (int j = 0; j <= i; j++) {
                largest = Math.max(largest, Math.abs(gram[i][j] - (i == j ? expected : 0)));
            }
        }
        return largest < NEARLY;
    }

    /** The inverse root of the first rows' Gram matrix G, which is near I: (3 I - G)/2, off by 3/8 (G - I)^2. */
    private void correct(int count) {
        for (int i = 0; i < count; i++) {
            if (gram[i][i] > 0) {
                double[] row = rows[independent++];
                Arrays.fill(row, 0);
                for (int j = 0; j < count; j++) {
                    row[j] = -gram[i][j] / 2;
                }
                row[i] += 1.5;
            }
        }
    }

    /** Makes the rest of the Gram matrix that of the parts outside the vectors found so far, whose combinations are kept. */
    private void removeFirstPart(int split) {
        for (int i = split; i < size; i++) {
            for (int k = 0; k < independent; k++) {
                shares[i][k] = DenseRows.dot(rows[k], gram[i]);
                DenseRows.addScaled(-shares[i][k], rows[k], outsides[i]);
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

    /** The rows of {@code rows} that combine the outsides of some basis rows to orthonormal vectors. */
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
            double[] row = rows[independent++];
            Arrays.fill(row, 0);
            for (int i = 0; i < count; i++) {
                DenseRows.addScaled(eigen.vector(rank, i) * scale[i] * factor, outsides[from + i], row);
            }
        }
        for (int i = independent; to == size && i < size; i++) {
            Arrays.fill(rows[i], 0);
        }
    }

    private void transpose() {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                columns[j][i] = rows[i][j];
            }
        }
    }

    /** The number of combinations. */
    int independent() {
        return independent;
    }

    /** The combinations, one a row; rows of zeros from {@link #independent} on. */
    double[][] rows() {
        return rows;
    }

    /** The same, one a column. */
    double[][] columns() {
        return columns;
    }

    /** The coordinates by the orthonormal vectors of what {@code weights} make of the rows. */
    void coordinates(double[] weights, double[] result) {
        DenseRows.combine(weights, gram, image);
        DenseRows.combine(image, columns, result);
    }
}
