package dev.kappasweep.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the key grids: of each grid what its axes are written as, by the path of the axis. Their values are not read yet. */
final class GridReading implements Key.Reading<List<Map<String, Setting>>> {
    static final String ALLOWED = "a list of mappings, each with the axes that differ from those of axes";

    @Override
    public Optional<List<Map<String, Setting>>> read(Setting setting, Problems problems) {
        if (!(setting.node() instanceof SequenceNode sequence)) {
            problems.notAllowed(setting, setting.node(), ALLOWED);
            return Optional.empty();
        }
        List<Map<String, Setting>> grids = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            if (node instanceof MappingNode mapping) {
                grid(setting, mapping, problems).ifPresent(grids::add);
            } else {
                problems.notAllowed(setting, node, ALLOWED);
            }
        }
        return grids.size() == sequence.getValue().size() ? Optional.of(grids) : Optional.empty();
    }

    private static Optional<Map<String, Setting>> grid(Setting setting, MappingNode mapping, Problems problems) {
        Map<String, Setting> axes = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            String path = "axes." + name;
            boolean isKnown =
                    SweepKeys.AXES.stream().anyMatch(axis -> axis.path().equals(path));
            Setting own = new Setting("grids." + name, inList(entry.getValueNode()), setting.origin());
            if (!isKnown || axes.putIfAbsent(path, own) != null) {
                String known = String.join(", ", SweepKeys.namesIn("axes"));
                problems.notAllowed(
                        setting,
                        entry.getKeyNode(),
                        "axes, each once: " + known + Nearest.hint(name, SweepKeys.namesIn("axes")));
            }
        }
        return axes.size() == mapping.getValue().size() ? Optional.of(axes) : Optional.empty();
    }

    /** A single value stands for a list of it. */
    private static Node inList(Node node) {
        return node instanceof ScalarNode ? YamlText.listOf(node) : node;
    }
}
