package dev.kappasweep.linalg;

import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Piece;
import dev.kappasweep.crew.Team;
import java.util.Arrays;

/**
 * The best approximations to the top right singular vectors of S within the span of a few given rows, which need be neither
 * orthogonal nor independent: rows are scaled to unit length, and combinations that are zero to rounding are left out.
 */
final class RayleighRitz implements AutoCloseable {
    // Shorter directions, in units of the Ritz vector's length, are mostly rounding.
    private static final double SHORTEST = 0.01;
    // Of a direction's length.
    private static final double NEW_SHARE = 0.01;

    private final int size;
    private final int wanted;
    private final Matrix basisProducts;
    private final Matrix imageProducts;
    private final Matrix laterProducts;
    private final Matrix firstProducts;
    private final double[][] projected;
    private final Matrix coefficients;
    private final SymmetricEigen eigen;
    private final double[] weights;
    private final Whitening whitening;
    private final double[][] ritzVectors;
    private final double[][] rotated;
    private final double[][] directions;
    private final double[] image;

    // Of the second form of solve, and what it is given.
    private final Piece products;
    private Matrix basisRows;
    private Matrix laterImageRows;
    private Matrix firstSquareRows;

    /**
     * @param size rows in the basis
     * @param wanted vectors to find; of each the part outside the first {@code wanted} basis rows is found too, its direction
     */
    RayleighRitz(Precision precision, int size, int wanted) {
        this(precision, size, wanted, 0, Team.ALONE);
    }

    /**
     * The same, whose products the team makes together.
     *
     * @param length of the rows, all of them together
     */
    RayleighRitz(Precision precision, int size, int wanted, long length, Team team) {
        this.size = size;
        this.wanted = wanted;
        this.basisProducts = Matrix.zeros(precision, size, size);
        this.imageProducts = Matrix.zeros(precision, size, size);
        this.laterProducts = Matrix.zeros(precision, Math.max(1, size - wanted), Math.max(1, size - wanted));
        this.firstProducts = Matrix.zeros(precision, wanted, size);
        this.projected = new double[size][size];
        this.coefficients = Matrix.zeros(precision, 2 * wanted, size);
        this.eigen = new SymmetricEigen(size);
        this.weights = new double[size];
        this.whitening = new Whitening(precision, size, eigen);
        this.ritzVectors = new double[wanted][size];
        this.rotated = new double[size][size];
        this.directions = new double[wanted][size];
        this.image = new double[size];
        this.basisRows = basisProducts;
        this.laterImageRows = laterProducts;
        this.firstSquareRows = firstProducts;
        Effort effort = new Effort(2.0 * size * size * length, 0);
        this.products = Piece.ofParts(team, effort, (part, seat) -> multiply(part), 2);
    }

    /**
     * Finds the combinations.
     *
     * @param basis size x cols, one vector a row
     * @param images size x rows of S: basis S^T
     */
    void solve(Matrix basis, Matrix images) {
        Blas.innerProducts(basis, basis, basisProducts);
        Blas.innerProducts(images, images, imageProducts);
        setProjected(imageProducts, 0);
        whitening.find(basisProducts);
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
        basisRows = basis;
        laterImageRows = laterImages;
        firstSquareRows = firstSquares;
        products.run();
        setProjected(laterProducts, wanted);
        for (int i = 0; i < wanted; i++) {
            for (int j = i; j < size; j++) {
                projected[i][j] = firstProducts.get(i, j);
                projected[j][i] = projected[i][j];
            }
        }
        solveWhitened();
    }

    /** One of two halves that do not need each other. */
    private void multiply(int half) {
        if (half == 0) {
            Blas.innerProducts(basisRows, basisRows, basisProducts);
            whitening.find(basisProducts, Math.min(size, 2 * wanted));
        } else {
            Blas.innerProducts(laterImageRows, laterImageRows, laterProducts);
            Blas.innerProducts(firstSquareRows, basisRows, firstProducts);
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
        int independent = whitening.independent();
        for (int i = 0; i < independent; i++) {
            DenseRows.combine(whitening.rows()[i], projected, rotated[i]);
        }
        eigen.begin(independent);
        for (int i = 0; i < independent; i++) {
            DenseRows.combine(rotated[i], whitening.columns(), image);
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

    /** Row {@code rank}: the Ritz vector; row wanted + rank: its part outside the first {@code wanted} rows of the basis. */
    private void setCoefficients(int rank) {
        if (rank < whitening.independent()) {
            DenseRows.combine(ritzVectors[rank], whitening.rows(), image);
        } else {
            Arrays.fill(image, 0);
        }
        coefficients.assignRow(rank, image);
        Arrays.fill(image, 0, wanted, 0);
        coefficients.assignRow(wanted + rank, image);
    }

    /**
     * Replaces the parts outside the first {@code wanted} basis rows by orthonormal ones that are orthogonal to the Ritz vectors
     * too. A part that is short or mostly depends on what came before it becomes zero: what would be left is rounding.
     */
    void orthonormalizeDirections() {
        for (int i = 0; i < wanted; i++) {
            for (int l = 0; l < size; l++) {
                weights[l] = coefficients.get(wanted + i, l);
            }
            whitening.coordinates(weights, directions[i]);
            boolean isNew = normalize(directions[i], SHORTEST) && removeProjections(i);
            if (isNew) {
                DenseRows.combine(directions[i], whitening.rows(), image);
            } else {
                Arrays.fill(image, 0);
            }
            coefficients.assignRow(wanted + i, image);
        }
    }

    /** Twice, since once leaves what rounding left; false if too little of the direction is new. */
    private boolean removeProjections(int i) {
        double[] direction = directions[i];
        for (int repeat = 0; repeat < 2; repeat++) {
            for (int rank = 0; rank < Math.min(wanted, whitening.independent()); rank++) {
                DenseRows.addScaled(-DenseRows.dot(ritzVectors[rank], direction), ritzVectors[rank], direction);
            }
            for (int j = 0; j < i; j++) {
                DenseRows.addScaled(-DenseRows.dot(directions[j], direction), directions[j], direction);
            }
        }
        return normalize(direction, NEW_SHARE);
    }

    /** Makes the coordinates a unit vector if they are longer than {@code least}, else zero. */
    private static boolean normalize(double[] coordinates, double least) {
        double norm = Math.sqrt(DenseRows.dot(coordinates, coordinates));
        boolean isLong = norm > least;
        for (int l = 0; l < coordinates.length; l++) {
            coordinates[l] = isLong ? coordinates[l] / norm : 0;
        }
        return isLong;
    }

    /**
     * Applies the combinations found: first the Ritz vectors, then their parts outside the first {@code wanted} basis rows.
     *
     * @param rows size x any
     * @param combined receives (wanted + directions) x the same
     */
    void combine(Matrix rows, Matrix combined) {
        Blas.multiply(coefficients, rows, combined);
    }

    @Override
    public void close() {
        basisProducts.close();
        imageProducts.close();
        laterProducts.close();
        firstProducts.close();
        coefficients.close();
    }
}
