package dev.kappasweep.conf;

import dev.kappasweep.sweep.Parameter;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The values of an axis: a list, in which a range such as {@code 1..5} stands for its numbers; or such a range alone. */
record AxisReading(Parameter parameter, Key.Element<Object> element) implements Key.Reading<List<Object>> {
    @Override
    public Optional<List<Object>> read(Setting setting, Problems problems) {
        Optional<List<Node>> nodes = nodes(setting.node());
        if (nodes.isEmpty() || nodes.get().isEmpty()) {
            problems.notAllowed(setting, setting.node(), Key.valuesOf(parameter) + ", at least one");
            return Optional.empty();
        }
        return Ranges.expanded(nodes.get(), setting, problems)
                .flatMap(all -> Key.distinct(element, setting, all, problems));
    }

    private Optional<List<Node>> nodes(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(List.<Node>of(node)).filter(ignored -> Ranges.isRange(scalar.getValue()));
        }
        if (!(node instanceof SequenceNode sequence)) {
            return Optional.empty();
        }
        boolean isOneList = !parameter.form().takesSingle()
                && !sequence.getValue().isEmpty()
                && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance);
        return Optional.of(isOneList ? List.of(node) : sequence.getValue());
    }
}
