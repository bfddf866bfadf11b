package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.ValueType;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A single value in YAML. */
record ScalarElement<T>(ValueType<T> type) implements Key.Element<T> {
    @Override
    public String allowed() {
        return type.allowed();
    }

    @Override
    public Optional<T> read(Setting setting, Node node, Problems problems) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.notAllowed(setting, node, allowed());
            return Optional.empty();
        }
        if (!type.isText() && scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            problems.notAllowed(setting, node, allowed() + ", without quotes");
            return Optional.empty();
        }
        try {
            Optional<T> value = type.parser().apply(scalar.getValue());
            if (value.isEmpty()) {
                problems.notAllowed(setting, node, allowed() + Nearest.hint(scalar.getValue(), type.names()));
            }
            return value;
        } catch (InvalidInputException e) {
            problems.add(setting.origin(), node, setting.key(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
