package dev.kappasweep.conf;

import dev.kappasweep.sweep.Parameter;
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

/** Reads the key grids: of each grid what its axes are written as, by parameter. Their values are not read yet. */
final class GridReading implements Key.Reading<List<Map<Parameter, Setting>>> {
    static final String ALLOWED = "a list of mappings, each with the axes that differ from those of axes";

    @Override
    public Optional<List<Map<Parameter, Setting>>> read(Setting setting, Problems problems) {
        if (!(setting.node() instanceof SequenceNode sequence)) {
            problems.notAllowed(setting, setting.node(), ALLOWED);
            return Optional.empty();
        }
        List<Map<Parameter, Setting>> grids = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            if (node instanceof MappingNode mapping) {
                grid(setting, mapping, problems).ifPresent(grids::add);
            } else {
                problems.notAllowed(setting, node, ALLOWED);
            }
        }
        return grids.size() == sequence.getValue().size() ? Optional.of(grids) : Optional.empty();
    }

    private static Optional<Map<Parameter, Setting>> grid(Setting setting, MappingNode mapping, Problems problems) {
        Map<Parameter, Setting> axes = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Optional<Parameter> axis =
                    SweepKeys.byPath(SweepKeys.AXES_SECTION + "." + name).flatMap(Key::parameter);
            Setting own = new Setting("grids." + name, inList(entry.getValueNode()), setting.origin());
            if (axis.isEmpty() || axes.putIfAbsent(axis.get(), own) != null) {
                List<String> known = SweepKeys.namesIn(SweepKeys.AXES_SECTION);
                problems.notAllowed(
                        setting,
                        entry.getKeyNode(),
                        "axes, each once: " + String.join(", ", known) + Nearest.hint(name, known));
            }
        }
        return axes.size() == mapping.getValue().size() ? Optional.of(axes) : Optional.empty();
    }

    /** A single value stands for a list of it. */
    private static Node inList(Node node) {
        return node instanceof ScalarNode ? YamlText.listOf(node) : node;
    }
}
