package dev.kappasweep.conf;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One key of a sweep file: what it may hold and what holds where it is absent.
 *
 * @param path the key, after its section's name and a dot where it has a section
 * @param allowed completes the sentence "expected ..."
 * @param isList whether the value is a list, which {@code --set} also takes without brackets
 * @param defaultText in YAML; empty where the key is required or has a {@code base}
 * @param base the key whose value is the only one of this axis where the axis is absent
 * @param parameter that it sets or varies
 * @param type of the value or, of a list, of each, where it is not that of a parameter
 */
record Key<T>(
        String path,
        String allowed,
        boolean isList,
        Optional<String> defaultText,
        Optional<Key<?>> base,
        Optional<Parameter> parameter,
        Optional<ValueType<?>> type,
        Reading<T> reading) {

    /** What one value of a list may be. */
    interface Element<T> {
        /** Completes the sentence "expected ...". */
        String allowed();

        /** The value of {@code node}; empty, with the problem noted, if it is not allowed. */
        Optional<T> read(Setting setting, Node node, Problems problems);
    }

    /** Turns what was written into a value; empty, with the problems noted, if it is not allowed. */
    @FunctionalInterface
    interface Reading<T> {
        Optional<T> read(Setting setting, Problems problems);
    }

    static <T> Key<T> required(String path, ValueType<T> type) {
        return new Key<>(
                path,
                type.allowed(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(type),
                single(type));
    }

    static <T> Key<T> optional(String path, ValueType<T> type, String defaultText) {
        return new Key<>(
                path,
                type.allowed(),
                false,
                Optional.of(defaultText),
                Optional.empty(),
                Optional.empty(),
                Optional.of(type),
                single(type));
    }

    static <T> Key<List<T>> optionalList(String path, ValueType<T> type, String defaultText) {
        Element<T> element = new ScalarElement<>(type);
        return new Key<>(
                path,
                listOf(element),
                true,
                Optional.of(defaultText),
                Optional.empty(),
                Optional.empty(),
                Optional.of(type),
                list(element));
    }

    /** A key with a way of its own. */
    static <T> Key<T> special(
            String path, String allowed, boolean isList, Optional<String> defaultText, Reading<T> reading) {
        return new Key<>(
                path, allowed, isList, defaultText, Optional.empty(), Optional.empty(), Optional.empty(), reading);
    }

    /** The one value of what is no axis. Its default depends on the experiment. */
    static Key<Object> of(Parameter parameter) {
        Element<Object> element = new ParameterElement(parameter);
        return new Key<>(
                parameter.key(),
                element.allowed(),
                parameter.form().takesList(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(parameter),
                Optional.empty(),
                (setting, problems) -> element.read(setting, setting.node(), problems));
    }

    /** The values of an axis; {@code base} where a file may also say the value of what is none. */
    static Key<List<Object>> axis(Parameter parameter, Optional<Key<?>> base) {
        Element<Object> element = new ParameterElement(parameter);
        return new Key<>(
                "axes." + parameter.text(),
                valuesOf(parameter),
                true,
                Optional.empty(),
                base,
                Optional.of(parameter),
                Optional.empty(),
                new AxisReading(parameter, element));
    }

    /** The part before the dot, empty for a key without a section. */
    String section() {
        return path.contains(".") ? path.substring(0, path.indexOf('.')) : "";
    }

    /** The part after the dot. */
    String name() {
        return path.substring(path.indexOf('.') + 1);
    }

    private static <T> Reading<T> single(ValueType<T> type) {
        Element<T> element = new ScalarElement<>(type);
        return (setting, problems) -> element.read(setting, setting.node(), problems);
    }

    /** What an axis may hold. */
    static String valuesOf(Parameter parameter) {
        return parameter.form().takesSingle()
                ? listOf(new ParameterElement(parameter))
                : "a list of lists, [[...], [...]], each value "
                        + parameter.form().element().allowed();
    }

    static String listOf(Element<?> type) {
        return "a list in [], each value " + type.allowed();
    }

    private static <T> Reading<List<T>> list(Element<T> type) {
        return (setting, problems) -> {
            if (!(setting.node() instanceof SequenceNode sequence)
                    || sequence.getValue().isEmpty()) {
                problems.notAllowed(setting, setting.node(), listOf(type) + ", at least one");
                return Optional.empty();
            }
            return distinct(type, setting, sequence.getValue(), problems);
        };
    }

    /** The values of all elements, which must differ; empty, with the problems noted, if one is not allowed. */
    static <T> Optional<List<T>> distinct(Element<T> type, Setting setting, List<Node> elements, Problems problems) {
        List<T> values = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (Node element : elements) {
            Optional<T> value = type.read(setting, element, problems);
            boolean isNew = value.isEmpty() || seen.add(value.get());
            if (!isNew) {
                problems.notAllowed(setting, element, "values that all differ, and it is there twice");
            }
            value.filter(ignored -> isNew).ifPresent(values::add);
        }
        return values.size() == elements.size() ? Optional.of(values) : Optional.empty();
    }
}
