package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A parameter that tells configurations apart, in the order of the grid. */
public enum ConfigurationAxis implements Named {
    REGULARIZER("regularizer"),
    SOLVER("solver"),
    LAMBDA("lambda"),
    TRAIN_SNR("trainSnr"),
    DROPOUT("dropout"),
    LEARNING_RATE("learningRate"),
    BATCH("batch");

    private final String title;

    ConfigurationAxis(String title) {
        this.title = title;
    }

    @Override
    public String text() {
        return title;
    }

    String title() {
        return title;
    }

    /** The value that {@code configuration} has. */
    public String text(Configuration configuration) {
        return switch (this) {
            case REGULARIZER -> configuration.regularizer().text();
            case SOLVER -> configuration.solver().toString();
            case LAMBDA -> lambda(configuration.strength());
            case TRAIN_SNR -> configuration.trainSnr().toString();
            case DROPOUT -> NumberText.plain(configuration.dropout());
            case LEARNING_RATE -> NumberText.plain(configuration.learningRate());
            case BATCH -> Integer.toString(configuration.batch());
        };
    }

    /** All its values in the same words. */
    List<String> texts(Axes axes) {
        return switch (this) {
            case REGULARIZER -> texts(axes.regularizer(), RegularizerKind::text);
            case SOLVER -> texts(axes.solver(), SolverSpec::toString);
            case LAMBDA -> texts(axes.lambda(), ConfigurationAxis::lambda);
            case TRAIN_SNR -> texts(axes.trainSnr(), Snr::toString);
            case DROPOUT -> texts(axes.dropout(), NumberText::plain);
            case LEARNING_RATE -> texts(axes.learningRate(), NumberText::plain);
            case BATCH -> texts(axes.batch(), batch -> Integer.toString(batch));
        };
    }

    private static <T> List<String> texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toList();
    }

    /** {@code 0.1}, or {@code 0.1/0.005} where groups of layers have their own. */
    private static String lambda(Strength strength) {
        return strength.values().stream().map(NumberText::plain).collect(Collectors.joining("/"));
    }

    /** Lambda, and every other axis with more than one value. */
    public static List<ConfigurationAxis> shown(Axes axes) {
        return Arrays.stream(values())
                .filter(axis -> axis == LAMBDA || axis.count(axes) > 1)
                .toList();
    }

    /** Puts the value of every axis into {@code row}: numbers as such, but an SNR as text, since it may be infinite. */
    static void putAll(Configuration configuration, DataTable.Row row) {
        for (ConfigurationAxis axis : values()) {
            String text = axis.text(configuration);
            if (axis != TRAIN_SNR && text.matches("[0-9.]+(E-?[0-9]+)?")) {
                row.put(axis.title(), new BigDecimal(text));
            } else {
                row.put(axis.title(), text);
            }
        }
    }

    /** Whether {@code configuration} has this value, written in whatever way: 0.001 is 1e-3. */
    boolean matches(Configuration configuration, String value) {
        return isSame(text(configuration), value);
    }

    static boolean isSame(String text, String value) {
        return text.equals(value) || isSameNumber(text, value);
    }

    private static boolean isSameNumber(String left, String right) {
        try {
            return Double.parseDouble(left) == Double.parseDouble(right);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether it has no meaning without a penalty. */
    public boolean isOfPenalty() {
        return this == REGULARIZER || this == SOLVER || this == LAMBDA;
    }

    /** Whether its values are larger and smaller. */
    boolean isOrdered() {
        return this != REGULARIZER && this != SOLVER;
    }

    /** The value as a number that orders it where it {@link #isOrdered}, else its place among those of {@code all}. */
    double number(Configuration configuration, List<Configuration> all) {
        return switch (this) {
            case LAMBDA -> configuration.lambda();
            // No noise is the weakest noise; forests need finite numbers.
            case TRAIN_SNR ->
                Math.min(Double.MAX_VALUE, configuration.trainSnr().value());
            case DROPOUT -> configuration.dropout();
            case LEARNING_RATE -> configuration.learningRate();
            case BATCH -> configuration.batch();
            case REGULARIZER, SOLVER ->
                all.stream().map(this::text).distinct().toList().indexOf(text(configuration));
        };
    }

    /** How many values it has. */
    int count(Axes axes) {
        return texts(axes).size();
    }
}
