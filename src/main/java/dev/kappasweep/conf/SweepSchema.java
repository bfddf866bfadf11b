package dev.kappasweep.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ValueForm;
import dev.kappasweep.sweep.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sweep file as JSON Schema, draft 2020-12, for editors: every key with what it may be and its default. What only the program can tell, such as
 * values that do not go together, it does not say; what it refuses, the program refuses too.
 */
public final class SweepSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String RANGE = "^([+-]?[0-9]+\\.\\.[+-]?[0-9]+|(lin|log)space\\(.*)$";
    private static final String NUMBER = "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$";
    private static final List<String> NO_NOISE = List.of("inf", ".inf", "infinity");

    private SweepSchema() {}

    /** The whole schema. */
    public static ObjectNode schema() {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "A sweep file of Kappasweep");
        root.put("type", "object");
        root.put("additionalProperties", false);
        root.putArray("required").add(SweepKeys.NAME.path());
        ObjectNode properties = root.putObject("properties");
        SweepKeys.ALL.forEach(key -> section(properties, key).set(key.name(), property(key)));
        SweepKeys.parametersOfAxes().forEach(parameter -> addKeyOfAxis(properties, parameter));
        properties.withObject("/grids/items").set("properties", gridAxes(properties.at("/axes/properties")));
        return root;
    }

    private static ObjectNode section(ObjectNode properties, Key<?> key) {
        if (key.section().isEmpty()) {
            return properties;
        }
        ObjectNode section = properties.withObject("/" + key.section());
        section.put("type", "object");
        section.put("additionalProperties", false);
        return section.withObject("/properties");
    }

    /** An axis may also have the name of its key. */
    private static void addKeyOfAxis(ObjectNode properties, Parameter parameter) {
        ObjectNode axes = (ObjectNode) properties.at("/axes/properties");
        if (!axes.has(parameter.key())) {
            axes.set(parameter.key(), axes.get(parameter.text()).deepCopy());
        }
    }

    /** Of a grid a single value may stand for a list of it. */
    private static ObjectNode gridAxes(JsonNode axes) {
        ObjectNode all = NODES.objectNode();
        axes.properties().forEach(axis -> {
            ObjectNode own = axis.getValue().deepCopy();
            ((ArrayNode) own.get("anyOf")).add(own.at("/anyOf/0/items").deepCopy());
            all.set(axis.getKey(), own);
        });
        return all;
    }

    private static ObjectNode property(Key<?> key) {
        ObjectNode property = key.parameter()
                .map(parameter -> key.section().equals(SweepKeys.AXES_SECTION) ? axis(parameter) : value(parameter))
                .orElseGet(() -> other(key));
        property.put("description", "Expected: " + key.allowed() + ".");
        defaultText(key).ifPresent(text -> property.put("default", text));
        return property;
    }

    private static Optional<String> defaultText(Key<?> key) {
        return key.base().isPresent() ? Optional.empty() : ExperimentKeys.defaultText(Experiment.DEFAULT, 1, key);
    }

    private static ObjectNode axis(Parameter parameter) {
        ObjectNode axis = NODES.objectNode();
        ArrayNode forms = axis.putArray("anyOf");
        ObjectNode list = forms.addObject();
        list.put("type", "array");
        list.put("minItems", 1);
        list.set("items", elementOfAxis(parameter));
        forms.addObject().put("type", "string").put("pattern", RANGE);
        return axis;
    }

    private static ObjectNode elementOfAxis(Parameter parameter) {
        ObjectNode element = NODES.objectNode();
        ArrayNode forms = element.putArray("anyOf");
        forms.add(value(parameter));
        forms.addObject().put("type", "string").put("pattern", RANGE);
        return element;
    }

    private static ObjectNode value(Parameter parameter) {
        ValueForm form = parameter.form();
        ObjectNode single = element(form.element());
        if (!form.takesList()) {
            return single;
        }
        ObjectNode list = NODES.objectNode();
        list.put("type", "array");
        list.set("items", single);
        if (!form.takesSingle()) {
            return list;
        }
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(single.deepCopy()).add(list);
        return either;
    }

    private static ObjectNode element(ValueType<?> type) {
        ObjectNode element = NODES.objectNode();
        switch (type.kind()) {
            case CHOICE -> type.names().forEach(element.putArray("enum")::add);
            case TEXT -> element.put("type", "string");
            case NUMBER -> number(element);
            case INTEGER -> element.put("type", "integer");
            case INTEGER_OR_NAME -> {
                ArrayNode forms = element.putArray("anyOf");
                forms.addObject().put("type", "integer");
                type.names().forEach(forms.addObject().putArray("enum")::add);
            }
            case BOOLEAN -> element.put("type", "boolean");
            case NUMBER_OR_NAME -> {
                ArrayNode forms = element.putArray("anyOf");
                number(forms.addObject());
                NO_NOISE.forEach(forms.addObject().putArray("enum")::add);
            }
        }
        return element;
    }

    /** To readers of YAML 1.1 {@code 1e-4} is a text. */
    private static void number(ObjectNode element) {
        element.putArray("type").add("number").add("string");
        element.put("pattern", NUMBER);
    }

    private static ObjectNode other(Key<?> key) {
        ObjectNode property = NODES.objectNode();
        if (key.equals(SweepKeys.DATASET)) {
            ArrayNode forms = property.putArray("anyOf");
            forms.addObject().put("type", "string");
            ObjectNode directory = forms.addObject().put("type", "object").put("additionalProperties", false);
            directory.putArray("required").add("directory");
            directory.withObject("/properties/directory").put("type", "string");
            return property;
        }
        if (key.equals(SearchKeys.SPACE)) {
            return space();
        }
        if (key.equals(SearchKeys.OBJECTIVE)) {
            property.put("type", "object").put("additionalProperties", false);
            for (String direction : List.of("maximise", "minimise")) {
                ArrayNode forms =
                        property.withObject("/properties/" + direction).putArray("anyOf");
                forms.addObject().put("type", "string");
                forms.add(listOf(element(ObjectiveReading.METRIC)));
            }
            return property;
        }
        if (key.equals(SearchKeys.SEEDS)) {
            return axis(Parameter.SEED);
        }
        if (key.equals(SearchKeys.CONSTRAINTS) || key.equals(SearchKeys.FROM)) {
            ArrayNode forms = property.putArray("anyOf");
            forms.addObject().put("type", "string");
            forms.add(listOf(NODES.objectNode().put("type", "string")));
            return property;
        }
        if (key.equals(SweepKeys.GRIDS) || key.equals(SweepKeys.TABLES)) {
            property.put("type", "array");
            property.putObject("items").put("type", "object").put("additionalProperties", key.equals(SweepKeys.TABLES));
            return property;
        }
        return key.type()
                .map(type -> key.isList() ? listOf(element(type)) : element(type))
                .orElse(property);
    }

    /** Of each parameter a list of values, a range, or values under a condition, or several of the last. */
    private static ObjectNode space() {
        ObjectNode space = NODES.objectNode();
        space.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = space.putObject("properties");
        for (Parameter parameter : SweepKeys.parametersOfAxes()) {
            if (parameter != Parameter.SEED) {
                ObjectNode dimension = dimension(parameter);
                properties.set(parameter.text(), dimension);
                properties.set(parameter.key(), dimension.deepCopy());
            }
        }
        return space;
    }

    private static ObjectNode dimension(Parameter parameter) {
        ObjectNode dimension = axis(parameter);
        ArrayNode forms = (ArrayNode) dimension.get("anyOf");
        ObjectNode mapped = forms.addObject();
        mapped.put("type", "object").put("additionalProperties", false);
        ObjectNode entries = mapped.putObject("properties");
        entries.set("values", axis(parameter));
        Stream.of("from", "to", "step").forEach(name -> number(entries.putObject(name)));
        entries.putObject("log").put("type", "boolean");
        entries.putObject("when").put("type", "object").put("minProperties", 1).put("maxProperties", 1);
        ObjectNode part = NODES.objectNode().put("type", "object");
        part.putArray("required").add("when");
        forms.add(listOf(part));
        return dimension;
    }

    private static ObjectNode listOf(ObjectNode element) {
        ObjectNode list = NODES.objectNode();
        list.put("type", "array");
        list.set("items", element);
        return list;
    }
}
