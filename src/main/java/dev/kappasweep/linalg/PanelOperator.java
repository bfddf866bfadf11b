package dev.kappasweep.linalg;

import dev.kappasweep.kernel.WeightPanels;

/** Float32 weights in panels as an operator: outputs are rows, inputs columns. */
public record PanelOperator(WeightPanels panels) implements LinearOperator {
    @Override
    public int rows() {
        return panels.outputs();
    }

    @Override
    public int cols() {
        return panels.inputs();
    }

    @Override
    public void multiply(Matrix vectors, Matrix products) {
        panels.multiply(vectors.floats(), vectors.rows(), products.floats());
    }

    @Override
    public void multiplyTransposed(Matrix vectors, Matrix products) {
        panels.multiplyTransposed(vectors.floats(), vectors.rows(), products.floats());
    }
}
