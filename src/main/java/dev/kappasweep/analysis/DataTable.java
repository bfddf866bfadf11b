package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.table.Configuration;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table for programs.
 *
 * @param columns the name of every column
 * @param rows a value for every column: a String, an Integer, a BigDecimal, a finite Double, or null where there is none
 */
public record DataTable(List<String> columns, List<Map<String, @Nullable Object>> rows) {
    public DataTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static DataTable of(List<Map<String, @Nullable Object>> rows) {
        return new DataTable(
                rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet()), rows);
    }

    /** Collects one row in the order of its columns. */
    static final class Row {
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        Row put(String column, String value) {
            values.put(column, value);
            return this;
        }

        Row put(String column, int value) {
            values.put(column, value);
            return this;
        }

        Row put(String column, BigDecimal value) {
            values.put(column, value);
            return this;
        }

        /** Null in place of NaN and infinities. */
        Row put(String column, double value) {
            values.put(column, Double.isFinite(value) ? (Double) value : null);
            return this;
        }

        /** Values of a configuration; an SNR and lists as text, since the one may be infinite and the others have several. */
        Row put(Configuration configuration, List<Parameter> parameters) {
            for (Parameter parameter : parameters) {
                String text = configuration.text(parameter);
                boolean isText =
                        parameter == Parameter.TRAIN_SNR || !parameter.form().takesSingle();
                if (!isText && text.matches("[0-9.]+(e-?[0-9]+)?")) {
                    put(parameter.label(), new BigDecimal(text));
                } else {
                    put(parameter.label(), text);
                }
            }
            return this;
        }

        Map<String, @Nullable Object> values() {
            return Collections.unmodifiableMap(values);
        }
    }
}
