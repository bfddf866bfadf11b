package dev.kappasweep.conf;

import dev.kappasweep.sweep.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value of the axis lambda: a number, or a list with one for each group of layers. */
record StrengthElement(ValueType<Double> number) implements Key.Element<Strength> {
    @Override
    public String allowed() {
        return number.allowed() + ", or a list of one for each group of layers";
    }

    @Override
    public Optional<Strength> read(Setting setting, Node node, Problems problems) {
        if (!(node instanceof SequenceNode sequence)) {
            return number.read(setting, node, problems).map(Strength::of);
        }
        if (sequence.getValue().isEmpty()) {
            problems.notAllowed(setting, node, allowed());
            return Optional.empty();
        }
        List<Double> values = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            number.read(setting, element, problems).ifPresent(values::add);
        }
        return values.size() == sequence.getValue().size() ? Optional.of(new Strength(values)) : Optional.empty();
    }
}
