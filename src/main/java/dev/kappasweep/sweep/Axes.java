package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The axes of one grid; their product, with a sweep's settings for all else, is its trials. Each axis has at least one value, all
 * different, and the values keep the order of the file.
 */
public record Axes(Map<Parameter, List<Object>> values) implements Serializable {
    /** A single trial. */
    public static final Axes NONE = new Axes(Map.of());

    public Axes {
        Map<Parameter, List<Object>> copy = new EnumMap<>(Parameter.class);
        values.forEach((parameter, list) -> copy.put(parameter, Require.distinct("axes." + parameter.text(), list)));
        values = Collections.unmodifiableMap(copy);
    }

    /** The same with these values of one axis, in the place of those it had. */
    public Axes with(Parameter parameter, Object... axis) {
        return with(parameter, List.of(axis));
    }

    /** The same with these values of one axis, in the place of those it had. */
    public Axes with(Parameter parameter, List<?> axis) {
        Map<Parameter, List<Object>> changed = new EnumMap<>(Parameter.class);
        changed.putAll(values);
        changed.put(parameter, List.copyOf(axis));
        return new Axes(changed);
    }

    /** The same with the layers of each penalty in the order of the network, and each penalty once. */
    Axes withLayersInOrder() {
        List<Object> layers = values.get(Parameter.LAYERS);
        if (layers == null) {
            return this;
        }
        return with(
                Parameter.LAYERS,
                layers.stream()
                        .map(value -> Parameter.LAYERS.form().elements(value).stream()
                                .map(String.class::cast)
                                .toList())
                        .map(RegularizerSpec::inOrder)
                        .distinct()
                        .toList());
    }

    /** The values of an axis; of what is none the one in {@code settings}. */
    List<Object> of(Parameter parameter, Settings settings) {
        return values.getOrDefault(parameter, List.of(settings.get(parameter)));
    }

    /** The number of points in the grid, or the largest long where it is beyond that. */
    public long size() {
        long size = 1;
        for (List<Object> axis : values.values()) {
            size = size > Long.MAX_VALUE / axis.size() ? Long.MAX_VALUE : size * axis.size();
        }
        return size;
    }
}
