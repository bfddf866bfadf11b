package dev.kappasweep.conf;

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
 */
record Key<T>(
        String path,
        String allowed,
        boolean isList,
        Optional<String> defaultText,
        Optional<Key<?>> base,
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
        return new Key<>(path, type.allowed(), false, Optional.empty(), Optional.empty(), single(type));
    }

    static <T> Key<T> optional(String path, ValueType<T> type, String defaultText) {
        return new Key<>(path, type.allowed(), false, Optional.of(defaultText), Optional.empty(), single(type));
    }

    /** A list that may be empty and may have equal values. */
    static <T> Key<List<T>> requiredList(String path, ValueType<T> type) {
        return new Key<>(path, listOf(type), true, Optional.empty(), Optional.empty(), list(type, false));
    }

    static <T> Key<List<T>> optionalList(String path, Element<T> type, String defaultText) {
        return new Key<>(path, listOf(type), true, Optional.of(defaultText), Optional.empty(), list(type, true));
    }

    /** A single value, which reads as a list of one, or a list that may have equal values. */
    static <T> Key<List<T>> oneOrMany(String path, ValueType<T> type, String defaultText) {
        Reading<List<T>> many = list(type, false);
        return new Key<>(
                path,
                type.allowed() + ", or a list of them",
                true,
                Optional.of(defaultText),
                Optional.empty(),
                (setting, problems) -> setting.node() instanceof SequenceNode
                        ? many.read(setting, problems)
                        : type.read(setting, setting.node(), problems).map(List::of));
    }

    /** An axis that has the single value of {@code base} where it is absent. */
    static <T> Key<List<T>> axis(String path, ValueType<T> type, Key<T> base) {
        return new Key<>(path, listOf(type), true, Optional.empty(), Optional.of(base), list(type, true));
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
        return (setting, problems) -> type.read(setting, setting.node(), problems);
    }

    private static String listOf(Element<?> type) {
        return "a list in [], each value " + type.allowed();
    }

    private static <T> Reading<List<T>> list(Element<T> type, boolean distinct) {
        return (setting, problems) -> {
            if (!(setting.node() instanceof SequenceNode sequence)
                    || (distinct && sequence.getValue().isEmpty())) {
                problems.notAllowed(setting, setting.node(), listOf(type) + (distinct ? ", at least one" : ""));
                return Optional.empty();
            }
            List<T> values = elements(type, setting, sequence, distinct, problems);
            return values.size() == sequence.getValue().size() ? Optional.of(values) : Optional.empty();
        };
    }

    private static <T> List<T> elements(
            Element<T> type, Setting setting, SequenceNode sequence, boolean distinct, Problems problems) {
        List<T> values = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (Node element : sequence.getValue()) {
            Optional<T> value = type.read(setting, element, problems);
            boolean isNew = value.isEmpty() || seen.add(value.get()) || !distinct;
            if (!isNew) {
                problems.notAllowed(setting, element, "values that all differ, and it is there twice");
            }
            value.filter(ignored -> isNew).ifPresent(values::add);
        }
        return values;
    }
}
