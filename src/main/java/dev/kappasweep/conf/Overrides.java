package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The settings given by {@code --set KEY=VALUE} options; of several for one key the last one holds. */
final class Overrides {
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    Overrides(List<String> options, Problems problems) {
        options.forEach(option -> read(option, problems));
    }

    Optional<Setting> setting(String path) {
        return Optional.ofNullable(settings.get(path));
    }

    /** In the order in which their keys came first. */
    Collection<Setting> all() {
        return settings.values();
    }

    private void read(String option, Problems problems) {
        Origin origin = Origin.option(option);
        int equals = option.indexOf('=');
        if (equals < 1) {
            problems.add(origin, "expected KEY=VALUE, as in --set axes.lambda=0,0.1");
            return;
        }
        String path = option.substring(0, equals).strip();
        Optional<Key<?>> key = SweepKeys.byPath(path);
        if (key.isEmpty()) {
            problems.add(origin, "unknown key '" + path + "'" + Nearest.hint(path, SweepKeys.paths()) + hint(path));
            return;
        }
        String known = key.get().path();
        parse(key.get(), option.substring(equals + 1).strip(), origin, problems)
                .ifPresent(node -> settings.put(known, new Setting(known, node, origin)));
    }

    private static String hint(String path) {
        return SweepKeys.isSection(path) ? "; set one of its keys: " + String.join(", ", SweepKeys.namesIn(path)) : "";
    }

    /** Whether the first bracket is closed by the last character: {@code [256],[2048]} are two lists. */
    private static boolean isList(String value) {
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            depth += value.charAt(i) == '[' ? 1 : value.charAt(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return i > 0 && i == value.length() - 1;
            }
        }
        return value.startsWith("[");
    }

    private static Optional<Node> parse(Key<?> key, String value, Origin origin, Problems problems) {
        String yaml = key.isList() && !value.isEmpty() && !isList(value) ? "[" + value + "]" : value;
        try {
            Optional<Node> node = YamlText.parse(yaml, origin);
            if (node.isEmpty()) {
                problems.add(origin, "no value, expected " + key.allowed());
            }
            node.ifPresent(root -> YamlText.refuseTags(root, origin, problems));
            return node;
        } catch (InvalidInputException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
