package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * The size of a weight matrix.
 *
 * @param rows output units, at least 1
 * @param cols input units, at least 1
 */
public record Shape(int rows, int cols) implements Serializable {
    public Shape {
        Require.positive("rows", rows);
        Require.positive("cols", cols);
    }
}
