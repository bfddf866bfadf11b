package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings of a sweep by key, as text, to be held against those that published numbers were measured with. */
public final class SweepSettings {
    private static final Map<String, Function<SweepSpec, Object>> BY_KEY = byKey();

    private SweepSettings() {}

    private static Map<String, Function<SweepSpec, Object>> byKey() {
        Map<String, Function<SweepSpec, Object>> settings = new LinkedHashMap<>();
        settings.put("experiment", sweep -> sweep.experiment().text());
        settings.put("protocol", sweep -> sweep.protocol().text());
        settings.put("dataset", sweep -> sweep.dataset().name());
        settings.put("network.hidden", sweep -> sweep.network().hidden());
        settings.put("network.activation", SweepSettings::activation);
        settings.put("regularizer.layers", sweep -> sweep.regularizer().layers());
        settings.put("training.epochs", sweep -> sweep.training().epochs());
        settings.put("training.optimizer", sweep -> sweep.training().optimizer().text());
        settings.put("training.trainImages", sweep -> sweep.training().trainImages());
        settings.put("axes.solver", sweep -> sweep.axes().solver());
        settings.put("axes.batch", sweep -> sweep.axes().batch());
        settings.put("axes.learningRate", sweep -> sweep.axes().learningRate());
        return settings;
    }

    /** The keys that may be compared. */
    public static Set<String> keys() {
        return BY_KEY.keySet();
    }

    /** What {@code sweep} does otherwise than {@code published}, each as {@code key value (published: value)}. */
    public static List<String> differences(SweepSpec sweep, Map<String, String> published) {
        List<String> differences = new ArrayList<>();
        published.forEach((key, value) -> {
            String actual = String.valueOf(
                    BY_KEY.getOrDefault(key, ignored -> "unknown").apply(sweep));
            if (!actual.equals(value)) {
                differences.add(key + " " + actual + " (published: " + value + ")");
            }
        });
        return List.copyOf(differences);
    }

    /** One name where all hidden layers have the same. */
    private static String activation(SweepSpec sweep) {
        return sweep.network().activations().stream()
                .map(Activation::text)
                .distinct()
                .collect(Collectors.joining(","));
    }
}
