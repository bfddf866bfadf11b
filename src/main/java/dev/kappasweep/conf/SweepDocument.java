package dev.kappasweep.conf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The settings of one sweep file by key path. Keys that are unknown or there twice are noted as problems. */
final class SweepDocument {
    private final Origin origin;
    private final Problems problems;
    private final Map<String, Setting> settings = new HashMap<>();
    private final Map<String, Integer> firstLines = new HashMap<>();

    SweepDocument(Node root, Origin origin, Problems problems) {
        this.origin = origin;
        this.problems = problems;
        YamlText.refuseTags(root, origin, problems);
        readSection("", root);
    }

    Optional<Setting> setting(String path) {
        return Optional.ofNullable(settings.get(path));
    }

    /** Whether the section is there, though its keys may not be readable. */
    boolean hasUnreadable(String section) {
        return firstLines.containsKey(section)
                && settings.keySet().stream().noneMatch(path -> path.startsWith(section + "."));
    }

    private void readSection(String section, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            String name = section.isEmpty() ? "sweep file" : section;
            problems.notAllowed(new Setting(name, node, origin), node, "keys with values: " + allowed(section));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            readEntry(section, entry.getKeyNode(), entry.getValueNode());
        }
    }

    private void readEntry(String section, Node keyNode, Node value) {
        String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Key<?>> key = name.indexOf('.') < 0 || section.equals(SweepKeys.AXES_SECTION)
                ? SweepKeys.byPath(section.isEmpty() ? name : section + "." + name)
                : Optional.empty();
        String path = key.map(Key::path).orElse(section.isEmpty() ? name : section + "." + name);
        @Nullable Integer first = firstLines.putIfAbsent(path, Origin.line(keyNode));
        if (first != null) {
            problems.add(origin, keyNode, path, "is there twice, first in line " + first);
        } else if (section.isEmpty() && SweepKeys.isSection(name)) {
            readSection(name, value);
        } else if (key.isPresent()) {
            settings.put(path, new Setting(path, value, origin));
        } else {
            problems.add(origin, keyNode, Problems.shorten(path), "unknown key" + hint(section, name));
        }
    }

    private static String hint(String section, String name) {
        Optional<String> here = Nearest.to(name, SweepKeys.namesIn(section));
        if (here.isEmpty()) {
            List<String> elsewhere = SweepKeys.paths().stream()
                    .filter(path -> path.endsWith("." + name) || path.equals(name))
                    .toList();
            if (!elsewhere.isEmpty()) {
                return ", did you mean " + String.join(" or ", elsewhere) + "?";
            }
        }
        return here.map(known -> ", did you mean '" + known + "'?").orElse(";") + " known here: " + allowed(section);
    }

    private static String allowed(String section) {
        return String.join(", ", SweepKeys.namesIn(section));
    }
}
