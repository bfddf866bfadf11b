package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchDimension.Range;
import dev.kappasweep.sweep.SearchDimension.When;
import dev.kappasweep.sweep.ValueType;
import dev.kappasweep.sweep.ValueType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the key search.space: what a search may try of each parameter. */
final class SpaceReading implements Key.Reading<List<SearchDimension>> {
    static final String ALLOWED =
            "parameters, each with a list of values, {from: A, to: B} with log: true or step: C if wanted, or {values:"
                    + " [...]}; of the last two with when: {PARAMETER: [values]} if it varies then only, and in a list"
                    + " if they differ by its values";

    private static final ValueType<Double> NUMBER = ValueType.number("a finite number", number -> true);

    @Override
    public Optional<List<SearchDimension>> read(Setting setting, Problems problems) {
        if (!(setting.node() instanceof MappingNode mapping)) {
            problems.notAllowed(setting, setting.node(), ALLOWED);
            return Optional.empty();
        }
        List<SearchDimension> space = new ArrayList<>();
        boolean isWhole = true;
        for (NodeTuple entry : mapping.getValue()) {
            for (Node node : parts(entry.getValueNode())) {
                Optional<SearchDimension> dimension = dimension(setting, entry.getKeyNode(), node, problems);
                dimension.ifPresent(space::add);
                isWhole &= dimension.isPresent();
            }
        }
        return isWhole ? Optional.of(space) : Optional.empty();
    }

    /** Those of a list that says what holds under which condition, else all as it is. */
    private static List<Node> parts(Node node) {
        return node instanceof SequenceNode list
                        && !list.getValue().isEmpty()
                        && list.getValue().stream().allMatch(MappingNode.class::isInstance)
                ? list.getValue()
                : List.of(node);
    }

    private static Optional<SearchDimension> dimension(Setting setting, Node key, Node value, Problems problems) {
        Optional<Parameter> parameter = parameter(key);
        if (parameter.isEmpty()) {
            List<String> known = SweepKeys.namesIn(SweepKeys.AXES_SECTION);
            problems.notAllowed(
                    setting, key, "parameters: " + String.join(", ", known) + Nearest.hint(text(key), known));
            return Optional.empty();
        }
        Setting own = at(setting, parameter.get());
        return value instanceof MappingNode
                ? mapped(parameter.get(), own, value, problems)
                : choices(parameter.get(), own, value, problems)
                        .flatMap(values -> made(own, value, problems, parameter.get(), values, null, null));
    }

    private static Setting at(Setting setting, Parameter parameter) {
        return new Setting(setting.key() + "." + parameter.text(), setting.node(), setting.origin());
    }

    private static Optional<Parameter> parameter(Node key) {
        return SweepKeys.byPath(SweepKeys.AXES_SECTION + "." + text(key)).flatMap(Key::parameter);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static Optional<List<Object>> choices(Parameter parameter, Setting own, Node node, Problems problems) {
        return new AxisReading(parameter, new ParameterElement(parameter))
                .read(new Setting(own.key(), node, own.origin()), problems);
    }

    private static Optional<SearchDimension> mapped(Parameter parameter, Setting own, Node node, Problems problems) {
        MappingReader reader = new MappingReader(own, node, problems);
        Optional<Node> values = reader.node("values");
        Optional<Double> from = values.isPresent() ? Optional.empty() : reader.required("from", NUMBER);
        Optional<Double> to = values.isPresent() ? Optional.empty() : reader.required("to", NUMBER);
        Optional<Boolean> log = values.isPresent() ? Optional.empty() : reader.single("log", ValueType.BOOLEAN);
        Optional<Double> step = values.isPresent() ? Optional.empty() : reader.single("step", NUMBER);
        Optional<Node> condition = reader.node("when");
        reader.refuseOthers();
        Optional<When> when = condition.flatMap(one -> when(own, one, problems));
        if (!reader.isWhole() || (condition.isPresent() && when.isEmpty())) {
            return Optional.empty();
        }
        if (values.isPresent()) {
            return choices(parameter, own, values.get(), problems)
                    .flatMap(all -> made(own, node, problems, parameter, all, null, when.orElse(null)));
        }
        return range(parameter, own, node, problems, from.orElseThrow(), to.orElseThrow(), step, log)
                .flatMap(range -> made(own, node, problems, parameter, List.of(), range, when.orElse(null)));
    }

    private static Optional<Range> range(
            Parameter parameter,
            Setting own,
            Node node,
            Problems problems,
            double from,
            double to,
            Optional<Double> step,
            Optional<Boolean> log) {
        Kind kind = parameter.form().element().kind();
        boolean isWhole = kind == Kind.INTEGER;
        if (!parameter.form().takesSingle() || !(isWhole || kind == Kind.NUMBER || kind == Kind.NUMBER_OR_NAME)) {
            problems.add(own.origin(), node, own.key(), "is no number, expected a list of values");
            return Optional.empty();
        }
        if (isWhole && !(isWhole(from) && isWhole(to) && isWhole(step.orElse(1.0)))) {
            problems.add(own.origin(), node, own.key(), "is a whole number, expected whole numbers");
            return Optional.empty();
        }
        try {
            return Optional.of(new Range(from, to, step.orElse(0.0), log.orElse(false), isWhole));
        } catch (InvalidInputException e) {
            problems.add(own.origin(), node, own.key(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean isWhole(double number) {
        return Math.rint(number) == number;
    }

    private static Optional<When> when(Setting own, Node node, Problems problems) {
        Setting where = new Setting(own.key() + ".when", node, own.origin());
        Optional<NodeTuple> entry =
                node instanceof MappingNode mapping && mapping.getValue().size() == 1
                        ? Optional.of(mapping.getValue().get(0))
                        : Optional.empty();
        Optional<Parameter> on = entry.flatMap(one -> parameter(one.getKeyNode()));
        if (entry.isEmpty() || on.isEmpty()) {
            problems.notAllowed(where, node, "one parameter of the space with the values for which this varies");
            return Optional.empty();
        }
        Node among = entry.get().getValueNode();
        return choices(on.get(), where, among instanceof ScalarNode ? YamlText.listOf(among) : among, problems)
                .map(values -> new When(on.get(), values));
    }

    private static Optional<SearchDimension> made(
            Setting own,
            Node node,
            Problems problems,
            Parameter parameter,
            List<Object> choices,
            @Nullable Range range,
            @Nullable When when) {
        try {
            return Optional.of(new SearchDimension(parameter, choices, range, when));
        } catch (InvalidInputException e) {
            problems.add(own.origin(), node, own.key(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * A few values of each parameter as the values of an axis would be written: all of a list, the ends of a range.
     *
     * @param setting that was read without a problem
     */
    static Map<Parameter, Setting> samples(Setting setting) {
        Map<Parameter, Setting> samples = new LinkedHashMap<>();
        for (NodeTuple entry : ((MappingNode) setting.node()).getValue()) {
            parameter(entry.getKeyNode())
                    .ifPresent(parameter -> samples.put(
                            parameter,
                            new Setting(
                                    at(setting, parameter).key(), samples(entry.getValueNode()), setting.origin())));
        }
        return samples;
    }

    private static Node samples(Node node) {
        List<Node> parts = parts(node);
        if (parts.size() > 1) {
            Map<Object, Node> all = new LinkedHashMap<>();
            parts.stream()
                    .map(SpaceReading::samples)
                    .flatMap(one -> one instanceof SequenceNode list ? list.getValue().stream() : Stream.of(one))
                    .forEach(one -> all.putIfAbsent(sameness(one), one));
            return listOf(List.copyOf(all.values()));
        }
        if (!(parts.get(0) instanceof MappingNode mapping)) {
            return node;
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.getValue().forEach(entry -> entries.put(text(entry.getKeyNode()), entry.getValueNode()));
        @Nullable Node values = entries.get("values");
        return values == null
                ? listOf(
                        List.of(Objects.requireNonNull(entries.get("from")), Objects.requireNonNull(entries.get("to"))))
                : values;
    }

    /** Equal for nodes that are one value. */
    private static Object sameness(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return node;
        }
        try {
            return Double.valueOf(scalar.getValue());
        } catch (NumberFormatException e) {
            return scalar.getValue();
        }
    }

    /** The same values after another one. */
    static Setting after(Setting first, Setting samples) {
        List<Node> all = new ArrayList<>(List.of(first.node()));
        all.addAll(samples.node() instanceof SequenceNode list ? list.getValue() : List.of(samples.node()));
        return new Setting(samples.key(), listOf(all), samples.origin());
    }

    private static Node listOf(List<Node> nodes) {
        Node first = nodes.get(nodes.size() - 1);
        return new SequenceNode(Tag.SEQ, true, nodes, first.getStartMark(), first.getEndMark(), FlowStyle.FLOW);
    }
}
