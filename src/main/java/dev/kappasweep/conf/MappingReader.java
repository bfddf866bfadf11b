package dev.kappasweep.conf;

import dev.kappasweep.sweep.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The entries of one mapping within a sweep file. It notes what is wrong and remembers whether anything was. */
final class MappingReader {
    private final Setting setting;
    private final Problems problems;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final List<MappingReader> children = new ArrayList<>();
    private final Node node;
    private boolean isWhole = true;

    MappingReader(Setting setting, Node node, Problems problems) {
        this.setting = setting;
        this.node = node;
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            refuse(node, "keys with values");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (entries.putIfAbsent(key, entry.getValueNode()) != null) {
                refuse(entry.getKeyNode(), "keys that all differ, and it is there twice");
            }
        }
    }

    /** Whether nothing was wrong here and below. */
    boolean isWhole() {
        return isWhole && children.stream().allMatch(MappingReader::isWhole);
    }

    /** The keys in the order written. */
    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    <T> Optional<T> required(String key, ValueType<T> type) {
        Optional<T> value = single(key, type);
        if (!entries.containsKey(key)) {
            problem(node, key + " is missing, expected " + type.allowed());
        }
        return value;
    }

    <T> Optional<T> single(String key, ValueType<T> type) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).flatMap(value -> read(key, value, type));
    }

    /** A list, for which a single value may stand. */
    <T> Optional<List<T>> list(String key, ValueType<T> type) {
        known.add(key);
        @Nullable Node value = entries.get(key);
        if (value == null) {
            return Optional.empty();
        }
        List<Node> elements = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        List<T> values = new ArrayList<>();
        elements.forEach(element -> read(key, element, type).ifPresent(values::add));
        return Optional.of(values);
    }

    /** What the value of {@code key} is written as. */
    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    Optional<MappingReader> child(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).map(value -> child(key, value));
    }

    /** A list of mappings; empty where it is absent. */
    List<MappingReader> childrenOf(String key) {
        known.add(key);
        @Nullable Node value = entries.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            refuse(value, "a list of mappings");
            return List.of();
        }
        return sequence.getValue().stream().map(element -> child(key, element)).toList();
    }

    /** As {@link #childrenOf}, or one mapping in the place of a list of one. */
    List<MappingReader> childOrChildrenOf(String key) {
        return entries.get(key) instanceof SequenceNode
                ? childrenOf(key)
                : child(key).stream().toList();
    }

    private MappingReader child(String key, Node value) {
        MappingReader child = new MappingReader(at(key), value, problems);
        children.add(child);
        return child;
    }

    /** Notes every key that has not been asked for. */
    void refuseOthers() {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                problem(
                        node,
                        "unknown key '" + Problems.shorten(key) + "'" + Nearest.hint(key, known) + "; known here: "
                                + String.join(", ", known));
            }
        }
    }

    private <T> Optional<T> read(String key, Node value, ValueType<T> type) {
        Optional<T> read = new ScalarElement<>(type).read(at(key), value, problems);
        isWhole &= read.isPresent();
        return read;
    }

    private Setting at(String key) {
        return new Setting(setting.key() + "." + key, setting.node(), setting.origin());
    }

    private void refuse(Node where, String expected) {
        isWhole = false;
        problems.notAllowed(setting, where, expected);
    }

    private void problem(Node where, String message) {
        isWhole = false;
        problems.add(setting.origin(), where, setting.key(), message);
    }
}
