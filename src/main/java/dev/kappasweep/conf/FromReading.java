package dev.kappasweep.conf;

import dev.kappasweep.sweep.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the key search.from: directories of results. */
final class FromReading implements Key.Reading<List<String>> {
    static final String ALLOWED = "a list in [], each value the directory of a sweep's results";

    private static final ValueType<String> DIRECTORY =
            ValueType.text("the directory of a sweep's results", Pattern.compile("[^\\p{Cntrl}]+"));

    @Override
    public Optional<List<String>> read(Setting setting, Problems problems) {
        List<Node> nodes = setting.node() instanceof SequenceNode list ? list.getValue() : List.of(setting.node());
        return Key.distinct(new ScalarElement<>(DIRECTORY), setting, nodes, problems);
    }
}
