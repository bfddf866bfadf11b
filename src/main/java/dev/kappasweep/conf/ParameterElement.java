package dev.kappasweep.conf;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ValueForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One value of a parameter in YAML: an element, or a list of them, as its form allows. */
record ParameterElement(Parameter parameter) implements Key.Element<Object> {
    @Override
    public String allowed() {
        return parameter.form().allowed();
    }

    @Override
    public Optional<Object> read(Setting setting, Node node, Problems problems) {
        ValueForm form = parameter.form();
        Key.Element<Object> element = scalar(form);
        if (node instanceof SequenceNode sequence && form.takesList()) {
            return elements(element, setting, sequence, problems).map(form::ofElements);
        }
        if (!form.takesSingle()) {
            problems.notAllowed(setting, node, allowed() + atLeastOne());
            return Optional.empty();
        }
        return element.read(setting, node, problems).map(value -> form.ofElements(List.of(value)));
    }

    @SuppressWarnings("unchecked") // what is read is only handed on
    private static Key.Element<Object> scalar(ValueForm form) {
        return (Key.Element<Object>) (Key.Element<?>) new ScalarElement<>(form.element());
    }

    private Optional<List<Object>> elements(
            Key.Element<Object> element, Setting setting, SequenceNode sequence, Problems problems) {
        List<Node> nodes = sequence.getValue();
        ValueForm.Shape shape = parameter.form().shape();
        if (nodes.isEmpty() && shape != ValueForm.Shape.LIST) {
            problems.notAllowed(setting, sequence, allowed() + atLeastOne());
            return Optional.empty();
        }
        if (shape == ValueForm.Shape.DISTINCT_LIST) {
            return Key.distinct(element, setting, nodes, problems);
        }
        List<Object> values = new ArrayList<>();
        nodes.forEach(node -> element.read(setting, node, problems).ifPresent(values::add));
        return values.size() == nodes.size() ? Optional.of(values) : Optional.empty();
    }

    private String atLeastOne() {
        return parameter.form().shape() == ValueForm.Shape.DISTINCT_LIST ? ", at least one" : "";
    }
}
