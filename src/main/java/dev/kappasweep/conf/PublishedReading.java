package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.Tolerance;
import dev.kappasweep.sweep.ValueType;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.SweepSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a table is held against: where the numbers are from, how far one may be off, and a mapping per row. */
final class PublishedReading {
    /** A value of an axis, or of a setting. */
    static final ValueType<String> VALUE =
            ValueType.text("a value of up to 100 characters", Pattern.compile("[^\\p{Cntrl}]{1,100}"));

    private static final ValueType<String> NAME =
            ValueType.text("a word or two, of up to 40 characters", Pattern.compile("[^\\p{Cntrl}]{1,40}"));
    private static final ValueType<String> SOURCE =
            ValueType.text("a line of up to 200 characters", Pattern.compile("[^\\p{Cntrl}]{1,200}"));
    private static final ValueType<Double> NUMBER = ValueType.number("a finite number", value -> true);
    private static final ValueType<String> TOLERANCE = ValueType.text(
            "a number of at least 0, a percentage of the published value, 'seeds' for what one more seed may give, "
                    + "'seeds + NUMBER' or 'none': 0.5, 10 %",
            Pattern.compile("(seeds ?\\+ ?)?[0-9]{1,9}(\\.[0-9]{1,9})?|[0-9]{1,9}(\\.[0-9]{1,9})? ?%|seeds|none"));

    private PublishedReading() {}

    static PublishedTable read(MappingReader published) {
        String name = published.single("name", NAME).orElse(PublishedTable.PUBLISHED);
        String source = published.required("source", SOURCE).orElse("");
        Map<String, String> tolerances =
                published.child("tolerance").map(PublishedReading::tolerances).orElse(Map.of());
        Map<String, String> setting = new LinkedHashMap<>();
        published.child("setting").ifPresent(child -> {
            SweepSettings.keys().forEach(key -> child.single(key, VALUE).ifPresent(value -> setting.put(key, value)));
            child.refuseOthers();
        });
        List<PublishedValue> values = new ArrayList<>();
        published.childrenOf("rows").forEach(row -> addRow(values, row, tolerances));
        published.refuseOthers();
        return new PublishedTable(name, source, setting, values);
    }

    private static Map<String, String> tolerances(MappingReader child) {
        Map<String, String> tolerances = new LinkedHashMap<>();
        for (String metric : metrics(child.keys())) {
            child.single(metric, TOLERANCE).ifPresent(text -> tolerances.put(metric, text));
        }
        child.refuseOthers();
        return tolerances;
    }

    private static void addRow(List<PublishedValue> values, MappingReader row, Map<String, String> tolerances) {
        Map<String, String> at = new LinkedHashMap<>();
        for (Parameter axis : Parameter.ofConfigurations()) {
            row.single(axis.text(), VALUE).ifPresent(value -> at.put(axis.text(), value));
        }
        for (String metric : metrics(row.keys())) {
            row.single(metric, NUMBER)
                    .ifPresent(value ->
                            values.add(new PublishedValue(at, metric, value, tolerance(metric, value, tolerances))));
        }
        row.refuseOthers();
    }

    /** Those of {@code keys} that are metrics; the others are refused as unknown. */
    private static List<String> metrics(List<String> keys) {
        return keys.stream().filter(PublishedReading::isMetric).toList();
    }

    static boolean isMetric(String text) {
        try {
            MetricPattern.parse(text);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** That of the metric with its layer or SNR, else of the metric, else 0. */
    private static Tolerance tolerance(String metric, double value, Map<String, String> tolerances) {
        String general = metric.replaceAll("\\(.*", "");
        return Optional.ofNullable(tolerances.getOrDefault(metric, tolerances.get(general)))
                .map(text -> text.endsWith("%")
                        ? Tolerance.of(Math.abs(value) * Double.parseDouble(text.replaceAll(" ?%", "")) / 100)
                        : Tolerance.parse(text))
                .orElse(Tolerance.of(0));
    }
}
