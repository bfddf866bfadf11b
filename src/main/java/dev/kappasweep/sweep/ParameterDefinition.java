package dev.kappasweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is said of a {@link Parameter}, once. Complete when its constant is made. */
final class ParameterDefinition {
    static final ValueType<Double> POSITIVE = ValueType.number("a finite number above 0", value -> value > 0);
    static final ValueType<Double> NON_NEGATIVE =
            ValueType.number("a finite number of at least 0", value -> value >= 0);
    static final ValueType<Double> FRACTION =
            ValueType.number("a number above 0 and below 1", value -> value > 0 && value < 1);
    static final ValueType<Double> SHARE =
            ValueType.number("a number of at least 0 and below 1", value -> value >= 0 && value < 1);
    static final ValueType<String> LAYER = ValueType.text(
            "a layer's name such as W1, or E1 and D1 of an autoencoder", Pattern.compile("[WED][1-9][0-9]{0,3}"));
    static final ValueType<LearningRateSchedule> SCHEDULE = new ValueType<>(
            LearningRateSchedule.ALLOWED,
            List.of("constant", "cosine", "step"),
            ValueType.Kind.TEXT,
            ParameterDefinition::schedule);
    static final ValueForm STRENGTH = new ValueForm(
            NON_NEGATIVE,
            ValueForm.Shape.SINGLE_OR_LIST,
            "a list of one for each group of layers",
            "/",
            values -> new Strength(values.stream().map(Double.class::cast).toList()),
            value -> List.copyOf(((Strength) value).values()));

    final String key;
    final ValueForm form;
    String axis;
    String label;
    boolean isAxisOnly;
    boolean isOrdered;
    boolean isOfPenalty;
    boolean isBare;
    private boolean isInLineOfAnother;
    private boolean isLeftOutWhereNeutral;
    private Optional<String> standard = Optional.empty();
    private final Map<Experiment, Object> standardValues = new ConcurrentHashMap<>();
    Optional<DataKind> data = Optional.empty();
    Optional<ParameterColumn> column = Optional.empty();
    Optional<ParameterCondition> condition = Optional.empty();
    private String canonicalKey;
    private Optional<Function<TrialSpec, String>> canonical = Optional.empty();

    ParameterDefinition(String key, ValueForm form) {
        this.key = key;
        this.form = form;
        this.axis = key;
        this.label = key;
        this.canonicalKey = key;
    }

    private static Optional<LearningRateSchedule> schedule(String text) {
        try {
            return Optional.of(LearningRateSchedule.parse(text));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    ParameterDefinition axis(String name) {
        axis = name;
        return this;
    }

    ParameterDefinition axisOnly() {
        isAxisOnly = true;
        return this;
    }

    /** In YAML. */
    ParameterDefinition standard(String text) {
        standard = Optional.of(text);
        return this;
    }

    /** Of a parameter that trials have had from the beginning without its being said: at this value it is in no identity. */
    ParameterDefinition neutral(String text) {
        isLeftOutWhereNeutral = true;
        return standard(text);
    }

    /** Where {@code on} is not so, it is neutral whatever was asked. */
    ParameterDefinition where(Parameter on, Predicate<Object> holds, String words) {
        condition = Optional.of(new ParameterCondition(on, holds, words));
        return this;
    }

    /** Of experiments with such data; it changes nothing in others. */
    ParameterDefinition only(DataKind own) {
        data = Optional.of(own);
        return this;
    }

    ParameterDefinition column(String name, ParameterColumn.Type type) {
        return column(name, type, 1);
    }

    ParameterDefinition column(String name, ParameterColumn.Type type, int sinceVersion) {
        column = Optional.of(
                switch (type) {
                    case TEXT ->
                        new ParameterColumn(
                                name,
                                type,
                                sinceVersion,
                                value -> form.text(value, ParameterDefinition::stored),
                                this::parsed);
                    case REAL -> new ParameterColumn(name, type, sinceVersion, ParameterDefinition::real, this::ofReal);
                    case INTEGER, BIG_INTEGER ->
                        new ParameterColumn(name, type, sinceVersion, Function.identity(), Function.identity());
                });
        return this;
    }

    /** An element in a column of texts; numbers as {@link Strength} writes them. */
    private static String stored(Object element) {
        if (element instanceof Double number) {
            return DecimalText.plain(number);
        }
        return element instanceof Named named ? named.text() : element.toString();
    }

    private static Object real(Object value) {
        return value instanceof Snr snr ? snr.value() : value;
    }

    private Object ofReal(Object stored) {
        return form.element().equals(ValueType.SNR) ? new Snr((Double) stored) : stored;
    }

    private Object parsed(Object stored) {
        return form.parse(String.valueOf(stored))
                .orElseThrow(() -> new InvalidInputException(
                        key + ": '" + stored + "' is not allowed, expected " + form.allowed()));
    }

    ParameterDefinition label(String text) {
        label = text;
        return this;
    }

    ParameterDefinition ordered() {
        isOrdered = true;
        return this;
    }

    ParameterDefinition bare() {
        isBare = true;
        return this;
    }

    ParameterDefinition ofPenalty() {
        isOfPenalty = true;
        return this;
    }

    ParameterDefinition canonical(String lineKey, Function<TrialSpec, String> text) {
        canonicalKey = lineKey;
        canonical = Optional.of(text);
        return this;
    }

    ParameterDefinition inLineOfAnother() {
        isInLineOfAnother = true;
        return this;
    }

    Optional<String> standard() {
        return standard;
    }

    Object standardValue(Parameter parameter, Experiment experiment) {
        return standardValues.computeIfAbsent(
                experiment, known -> parsedStandard(parameter.standard(known).orElse("")));
    }

    private Object parsedStandard(String text) {
        return parsed(
                text.startsWith("[") ? text.substring(1, text.length() - 1).replace(", ", ",") : text);
    }

    Optional<String> canonicalLine(Parameter parameter, TrialSpec trial) {
        Object value = trial.settings().get(parameter);
        if (isInLineOfAnother
                || (isLeftOutWhereNeutral && value.equals(standardValue(parameter, trial.experiment())))) {
            return Optional.empty();
        }
        return Optional.of(
                canonicalKey + "=" + canonical.map(text -> text.apply(trial)).orElseGet(() -> canonicalText(value)));
    }

    private static String canonicalText(Object value) {
        if (value instanceof Double number) {
            return DecimalText.shortest(number);
        }
        return value instanceof Named named ? named.text() : value.toString();
    }

    static String shown(Object element) {
        if (element instanceof Double number) {
            return DecimalText.shown(number);
        }
        if (element instanceof Snr snr) {
            return snr.isNoisy() ? DecimalText.shown(snr.value()) : snr.toString();
        }
        return element instanceof Named named ? named.text() : element.toString();
    }
}
