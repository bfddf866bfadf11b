package dev.kappasweep.trial;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.nn.Network;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NumberType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Weights and biases under the names that files of them have: {@code W1, b1, W2, b2}, {@code E1, bE1} of an autoencoder. */
final class WeightArrays {
    private WeightArrays() {}

    /** @param names of the layers from the input on */
    static List<NamedArray> of(Network network, List<String> names) {
        List<NamedArray> arrays = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            DenseLayer layer = network.layers().get(i);
            arrays.add(array(
                    names.get(i),
                    List.of(layer.outputs(), layer.inputs()),
                    layer.weights().value()));
            arrays.add(array(
                    biasOf(names.get(i)), List.of(layer.outputs()), layer.bias().value()));
        }
        return arrays;
    }

    private static String biasOf(String layer) {
        return "b" + (layer.startsWith("W") ? layer.substring(1) : layer);
    }

    private static NamedArray array(String name, List<Integer> shape, Matrix matrix) {
        ByteBuffer from = matrix.bytes().duplicate().rewind();
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return new NamedArray(name, NumberType.nativeFloat(), shape, bytes);
    }

    /** The one matrix of least squares; its digest is that of big-endian numbers. */
    static NamedArray of(String name, double[] weights, int rows) {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * Double.BYTES);
        bytes.asDoubleBuffer().put(weights);
        return new NamedArray(name, NumberType.BIG_ENDIAN_DOUBLE, List.of(rows, weights.length / rows), bytes.array());
    }
}
