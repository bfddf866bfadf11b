package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Snr;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
    /** Of {@code count} images of one pixel; image i has label i. */
    private static BatchSource source(int count, long seed) {
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) i;
            pixels[i] = (byte) (2 * i);
        }
        LabelledImages images = new LabelledImages(1, 1, pixels, labels);
        return new BatchSource(
                images,
                TrainingSplit.first(count),
                InputScaling.published(images),
                BatchSource.Target.LABEL,
                Snr.INFINITE,
                seed);
    }

    private static String order(BatchSource source, Matrix input, Matrix target) {
        source.fill(input, target);
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < target.rows(); i++) {
            order.append((int) target.get(i)).append(' ');
        }
        return order.toString().strip();
    }

    /** From src/test/resources/data/streams.py. */
    @Test
    void orderIsThatOfTheDocumentedShuffle() {
        try (Matrix input = Matrix.zeros(Precision.FLOAT32, 12, 1);
                Matrix target = Matrix.zeros(Precision.FLOAT32, 12, 1)) {
            assertThat(order(source(12, 1), input, target)).isEqualTo("1 7 9 6 3 10 8 4 5 0 11 2");
        }
    }

    @Test
    void everyOrderOfSixImagesIsAsLikelyAsAnother() {
        int epochs = 40_000;
        Map<String, Integer> seen = new HashMap<>();
        try (Matrix input = Matrix.zeros(Precision.FLOAT32, 6, 1);
                Matrix target = Matrix.zeros(Precision.FLOAT32, 6, 1)) {
            BatchSource source = source(6, 3);
            for (int epoch = 0; epoch < epochs; epoch++) {
                seen.merge(order(source, input, target), 1, Integer::sum);
                source.startEpoch();
            }
        }
        double expected = epochs / 720.0;
        double chiSquare = seen.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(seen).hasSize(720);
        assertThat(ChiSquaredDistribution.of(719).survivalProbability(chiSquare))
                .as("p of chi-square %s", chiSquare)
                .isBetween(0.001, 0.999);
    }
}
