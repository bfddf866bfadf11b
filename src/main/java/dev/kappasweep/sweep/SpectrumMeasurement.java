package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One singular value of one weight matrix at the end of one epoch.
 *
 * @param epoch 0 is the initial state
 * @param layer W1, W2, ...
 * @param rank its place in decreasing order, counted from 1 (the largest) to min(rows, cols)
 * @param sigma the singular value, at least 0
 */
public record SpectrumMeasurement(int epoch, String layer, int rank, double sigma) implements Serializable {
    /** The most values that are kept of one spectrum. */
    public static final int MOST_VALUES = 64;

    public SpectrumMeasurement {
        Require.layer("spectra.layer", layer);
    }

    /** Of the spectrum {@code sigma} in decreasing order: all values, or 64 evenly spread ones with the largest and the smallest. */
    public static List<SpectrumMeasurement> of(int epoch, String layer, double[] sigma) {
        List<SpectrumMeasurement> values = new ArrayList<>();
        for (int rank : ranks(sigma.length)) {
            values.add(new SpectrumMeasurement(epoch, layer, rank, sigma[rank - 1]));
        }
        return List.copyOf(values);
    }

    private static TreeSet<Integer> ranks(int count) {
        TreeSet<Integer> ranks = new TreeSet<>();
        int kept = Math.min(count, MOST_VALUES);
        for (int i = 0; i < kept; i++) {
            ranks.add(kept == 1 ? 1 : 1 + (int) Math.round((double) i * (count - 1) / (kept - 1)));
        }
        return ranks;
    }

    /** Whether spectra are kept at {@code epoch} of {@code epochs}: at 0, 1, 2, 5, 10, 20, 50, 100, ... and after the last. */
    public static boolean isKeptAt(int epoch, int epochs) {
        int leading = epoch;
        while (leading >= 10 && leading % 10 == 0) {
            leading /= 10;
        }
        return epoch == epochs || epoch == 0 || leading == 1 || leading == 2 || leading == 5;
    }
}
