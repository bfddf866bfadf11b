package dev.kappasweep.results;

import dev.kappasweep.sweep.SweepSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sweep as text for people. */
public final class SweepText {
    private SweepText() {}

    /** Every setting by its path in {@code sweep.json}, {@code training.epochs} to {@code 50}; without the tables. */
    public static SortedMap<String, String> settings(SweepSpec sweep) {
        SortedMap<String, String> settings = new TreeMap<>();
        ManifestDifference.flatten("", ManifestJson.mapper().valueToTree(sweep), settings);
        settings.keySet()
                .removeIf(key -> key.equals("tables")
                        || (key.equals("grids") && sweep.grids().isEmpty()));
        return settings;
    }
}
