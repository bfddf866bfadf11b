package dev.kappasweep.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.DecimalText;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.ValueForm;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as JSON with the keys of a sweep file: every parameter that is no axis of all grids by its key, {@code training.epochs} as {@code epochs} in
 * {@code training}; then {@code axes}, {@code grids} where there are several, or {@code search}.
 */
final class SweepJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SweepJson() {}

    static final class Writer extends StdSerializer<SweepSpec> {
        Writer() {
            super(SweepSpec.class);
        }

        @Override
        public void serialize(SweepSpec sweep, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            provider.defaultSerializeField("name", sweep.name(), json);
            provider.defaultSerializeField("experiment", sweep.experiment(), json);
            provider.defaultSerializeField("dataset", sweep.dataset(), json);
            writeFields(
                    settings(sweep.settings(), sweep.experiment(), parameter -> !isAxisOfAll(parameter, sweep)), json);
            if (sweep.searched().isPresent()) {
                json.writeFieldName("search");
                json.writeTree(SearchJson.of(sweep.searched().get()));
            } else {
                boolean isOne = sweep.grids().size() == 1;
                json.writeFieldName(isOne ? "axes" : "grids");
                json.writeTree(isOne ? axes(sweep.grids().get(0)) : grids(sweep.grids()));
            }
            provider.defaultSerializeField("evaluation", sweep.evaluation(), json);
            provider.defaultSerializeField("table", sweep.table(), json);
            provider.defaultSerializeField("tables", sweep.tables(), json);
            json.writeEndObject();
        }
    }

    /** A trial with the same keys; {@code lambda}, {@code trainSnr} and {@code seed} stand beside the sections. */
    static final class TrialWriter extends StdSerializer<TrialSpec> {
        TrialWriter() {
            super(TrialSpec.class);
        }

        @Override
        public void serialize(TrialSpec trial, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            provider.defaultSerializeField("experiment", trial.experiment(), json);
            provider.defaultSerializeField("dataset", trial.dataset(), json);
            writeFields(settings(trial.settings(), trial.experiment(), parameter -> true), json);
            provider.defaultSerializeField("evaluation", trial.evaluation(), json);
            json.writeEndObject();
        }
    }

    private static void writeFields(ObjectNode fields, JsonGenerator json) throws IOException {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            json.writeFieldName(field.getKey());
            json.writeTree(field.getValue());
        }
    }

    private static ObjectNode settings(Settings settings, Experiment experiment, Predicate<Parameter> isShown) {
        ObjectNode root = NODES.objectNode();
        Arrays.stream(Parameter.values())
                .filter(parameter -> parameter.isStored(experiment))
                .filter(isShown)
                .forEach(parameter -> {
                    String key = parameter.key();
                    int dot = key.indexOf('.');
                    ObjectNode section = dot < 0 ? root : root.withObject("/" + key.substring(0, dot));
                    section.set(key.substring(dot + 1), value(parameter, settings.get(parameter)));
                });
        return root;
    }

    private static boolean isAxisOfAll(Parameter parameter, SweepSpec sweep) {
        if (sweep.searched().isPresent()) {
            return parameter == Parameter.SEED
                    || sweep.searched()
                            .get()
                            .dimension(parameter)
                            .filter(dimension -> dimension.condition().isEmpty())
                            .isPresent();
        }
        return sweep.grids().stream().allMatch(grid -> grid.values().containsKey(parameter));
    }

    private static ArrayNode grids(List<Axes> grids) {
        ArrayNode list = NODES.arrayNode();
        grids.forEach(grid -> list.add(axes(grid)));
        return list;
    }

    private static ObjectNode axes(Axes grid) {
        ObjectNode axes = NODES.objectNode();
        grid.values().forEach((parameter, values) -> {
            ArrayNode list = axes.putArray(parameter.text());
            values.forEach(value -> list.add(value(parameter, value)));
        });
        return axes;
    }

    static JsonNode value(Parameter parameter, Object value) {
        ValueForm form = parameter.form();
        List<Object> elements = form.elements(value);
        if (form.takesSingle() && elements.size() == 1) {
            return element(parameter, elements.get(0));
        }
        ArrayNode list = NODES.arrayNode();
        elements.forEach(element -> list.add(element(parameter, element)));
        return list;
    }

    private static JsonNode element(Parameter parameter, Object element) {
        if (element instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (element instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (element instanceof Double number) {
            return NODES.numberNode(new BigDecimal(DecimalText.shown(number)));
        }
        return NODES.textNode(parameter.textOf(parameter.form().ofElements(List.of(element))));
    }

    static final class Reader extends StdDeserializer<SweepSpec> {
        Reader() {
            super(SweepSpec.class);
        }

        @Override
        public SweepSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode json = context.readTree(parser);
            Experiment experiment = context.readTreeAsValue(required(json, "experiment"), Experiment.class);
            List<Axes> grids = new ArrayList<>();
            @Nullable SearchSpec search = json.has("search") ? SearchJson.read(json.get("search")) : null;
            if (search != null) {
                grids.add(Axes.NONE.with(Parameter.SEED, search.seeds()));
            } else if (json.has("grids")) {
                required(json, "grids").forEach(grid -> grids.add(readAxes(grid)));
            } else {
                grids.add(readAxes(required(json, "axes")));
            }
            List<TableSpec> tables = new ArrayList<>();
            for (JsonNode table : required(json, "tables")) {
                tables.add(context.readTreeAsValue(table, TableSpec.class));
            }
            return new SweepSpec(
                    required(json, "name").asText(),
                    experiment,
                    context.readTreeAsValue(required(json, "dataset"), DatasetSpec.class),
                    readSettings(json, experiment, grids.get(0)),
                    grids,
                    context.readTreeAsValue(required(json, "evaluation"), EvaluationSpec.class),
                    required(json, "table").asText(),
                    tables,
                    search);
        }
    }

    private static JsonNode required(JsonNode json, String field) {
        if (!json.hasNonNull(field)) {
            throw new InvalidInputException("results: sweep.json has no " + field + " of the sweep, expected one");
        }
        return json.get(field);
    }

    private static Settings readSettings(JsonNode json, Experiment experiment, Axes first) {
        Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            JsonNode value = json.at("/" + parameter.key().replace('.', '/'));
            if (!value.isMissingNode()) {
                values.put(parameter, readValue(parameter, value));
            } else if (first.values().containsKey(parameter)) {
                values.put(parameter, first.values().get(parameter).get(0));
            }
        }
        return Settings.standard(experiment).with(values);
    }

    private static Axes readAxes(JsonNode json) {
        Axes axes = Axes.NONE;
        for (Map.Entry<String, JsonNode> axis : json.properties()) {
            Parameter parameter = Parameter.named("axes", axis.getKey());
            List<Object> values = new ArrayList<>();
            axis.getValue().forEach(value -> values.add(readValue(parameter, value)));
            axes = axes.with(parameter, values);
        }
        return axes;
    }

    static Object readValue(Parameter parameter, JsonNode value) {
        if (!value.isArray()) {
            return parameter.parse(value.asText());
        }
        ValueForm form = parameter.form();
        List<Object> elements = new ArrayList<>();
        value.forEach(element -> elements.addAll(form.elements(parameter.parse(element.asText()))));
        return form.ofElements(elements);
    }
}
