package dev.kappasweep.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The start of a training, the loss of each step and the weights at the end, as arrays by name. */
record Recording(Map<String, float[]> arrays) {
    static Recording of(Classifier classifier, int steps) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put("images", values(classifier.images()));
        arrays.put("labels", values(classifier.labels().to(torch.ScalarType.Float)));
        arrays.put("v", values(classifier.lastV()));
        putParameters(arrays, classifier, "start");
        float[] losses = new float[steps];
        for (int i = 0; i < steps; i++) {
            losses[i] = (float) classifier.stepWithLoss(i);
        }
        arrays.put("losses", losses);
        putParameters(arrays, classifier, "end");
        return new Recording(arrays);
    }

    private static void putParameters(Map<String, float[]> arrays, Classifier classifier, String when) {
        String[] names = {"W1", "b1", "W2", "b2"};
        for (int i = 0; i < names.length; i++) {
            arrays.put(names[i] + "." + when, values(classifier.parameters().get(i)));
        }
    }

    private static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        new FloatPointer(tensor.detach().contiguous().data_ptr()).get(values);
        return values;
    }

    /** One file of float32 for each array, little-endian. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, float[]> array : arrays.entrySet()) {
            float[] values = array.getValue();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            Files.write(directory.resolve(array.getKey()), bytes.array());
        }
    }
}
