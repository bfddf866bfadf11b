package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.ValueType;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the key search.constraints: bounds of metrics. */
final class ConstraintReading implements Key.Reading<List<SearchConstraint>> {
    private static final ValueType<SearchConstraint> CONSTRAINT =
            new ValueType<>(SearchConstraint.ALLOWED, List.of(), ValueType.Kind.TEXT, ConstraintReading::parse);

    static final String ALLOWED = "a list in [], each value " + SearchConstraint.ALLOWED;

    private static Optional<SearchConstraint> parse(String text) {
        try {
            return Optional.of(SearchConstraint.parse(text)).filter(one -> PublishedReading.isMetric(one.metric()));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<SearchConstraint>> read(Setting setting, Problems problems) {
        List<Node> nodes = setting.node() instanceof SequenceNode list ? list.getValue() : List.of(setting.node());
        return Key.distinct(new ScalarElement<>(CONSTRAINT), setting, nodes, problems);
    }
}
