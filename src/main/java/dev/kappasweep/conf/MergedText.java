package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A sweep file with some of its keys replaced, as the text of one file; its comments are lost where a key is. */
final class MergedText {
    private MergedText() {}

    /** As the file says it with the settings. */
    static String of(String text, String name, List<String> overrides) {
        Problems problems = new Problems();
        Overrides settings = new Overrides(overrides, problems);
        problems.throwIfAny();
        if (overrides.isEmpty()) {
            return text;
        }
        Node root = YamlText.parse(text, Origin.file(name)).orElseThrow();
        settings.all().forEach(setting -> put((MappingNode) root, setting.key(), setting.node()));
        StringWriter merged = new StringWriter();
        new Yaml(block()).serialize(root, merged);
        return requireSame(text, name, overrides, merged.toString());
    }

    private static DumperOptions block() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        return options;
    }

    private static void put(MappingNode mapping, String path, Node value) {
        int dot = path.indexOf('.');
        if (dot > 0 && SweepKeys.isSection(path.substring(0, dot))) {
            set(section(mapping, path.substring(0, dot)), path.substring(dot + 1), value);
        } else {
            set(mapping, path, value);
        }
    }

    private static MappingNode section(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (isKey(tuple, key) && tuple.getValueNode() instanceof MappingNode there) {
                return there;
            }
        }
        MappingNode empty = new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
        set(mapping, key, empty);
        return empty;
    }

    private static void set(MappingNode mapping, String key, Node value) {
        List<NodeTuple> tuples = new ArrayList<>(mapping.getValue());
        tuples.removeIf(tuple -> isKey(tuple, key));
        ScalarNode name = new ScalarNode(Tag.STR, key, value.getStartMark(), value.getEndMark(), ScalarStyle.PLAIN);
        tuples.add(new NodeTuple(name, value));
        mapping.setValue(tuples);
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
    }

    private static String requireSame(String text, String name, List<String> overrides, String merged) {
        SweepFile asked = SweepFileReader.parse(text, name, overrides);
        if (!SweepFileReader.parse(merged, name, List.of()).equals(asked)) {
            throw new InvalidInputException(name
                    + ": these settings cannot be written into the file, expected them to be written there by hand");
        }
        return merged;
    }
}
