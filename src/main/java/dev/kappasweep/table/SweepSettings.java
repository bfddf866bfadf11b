package dev.kappasweep.table;

import dev.kappasweep.sweep.DecimalText;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of a sweep by key, as text, to be held against those that published numbers were measured with. */
public final class SweepSettings {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Map<String, Function<SweepSpec, String>> BY_KEY = byKey();

    private SweepSettings() {}

    private static Map<String, Function<SweepSpec, String>> byKey() {
        Map<String, Function<SweepSpec, String>> settings = new LinkedHashMap<>();
        settings.put("experiment", sweep -> sweep.experiment().text());
        settings.put("dataset", sweep -> sweep.dataset().name());
        Arrays.stream(Parameter.values())
                .filter(parameter -> !parameter.isAxisOnly())
                .forEach(parameter -> settings.put(parameter.key(), sweep -> each(parameter, sweep, " and ")));
        Parameter.axes()
                .forEach(parameter ->
                        settings.put("axes." + parameter.text(), sweep -> "[" + each(parameter, sweep, ", ") + "]"));
        return settings;
    }

    private static String each(Parameter parameter, SweepSpec sweep, String separator) {
        return sweep.values(parameter).stream()
                .map(value -> text(parameter, value))
                .collect(Collectors.joining(separator));
    }

    /** As it stands in a sweep file. */
    private static String text(Parameter parameter, Object value) {
        List<Object> elements = parameter.form().elements(value);
        String text = elements.stream()
                .map(element -> parameter.textOf(parameter.form().ofElements(List.of(element))))
                .collect(Collectors.joining(", "));
        return parameter.form().takesSingle() && elements.size() == 1 ? text : "[" + text + "]";
    }

    /** The keys that may be compared. */
    public static Set<String> keys() {
        return BY_KEY.keySet();
    }

    /** What {@code sweep} does otherwise than {@code published}, each as {@code key value (published: value)}. */
    public static List<String> differences(SweepSpec sweep, Map<String, String> published) {
        List<String> differences = new ArrayList<>();
        published.forEach((key, value) -> {
            String actual = BY_KEY.getOrDefault(key, ignored -> "unknown").apply(sweep);
            if (!actual.equals(withPlainNumbers(value))) {
                differences.add(key + " " + actual + " (published: " + value + ")");
            }
        });
        return List.copyOf(differences);
    }

    private static String withPlainNumbers(String text) {
        return NUMBER.matcher(text).replaceAll(number -> DecimalText.shown(Double.parseDouble(number.group())));
    }
}
