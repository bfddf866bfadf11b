package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchDimension.Range;
import dev.kappasweep.sweep.SearchDimension.When;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A search and its events as JSON. Values of parameters are arrays of their elements, as {@link SweepJson} writes them. */
final class SearchJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SearchJson() {}

    static ObjectNode of(SearchSpec search) {
        ObjectNode json = NODES.objectNode();
        json.put("strategy", search.strategy().text());
        json.put("sampler", search.sampler().text());
        json.put("trials", search.trials());
        ArrayNode objectives = json.putArray("objective");
        search.objectives()
                .forEach(one ->
                        objectives.addObject().put("metric", one.metric()).put("maximise", one.maximise()));
        ArrayNode constraints = json.putArray("constraints");
        search.constraints().forEach(one -> constraints.add(one.text()));
        ArrayNode seeds = json.putArray("seeds");
        search.seeds().forEach(seeds::add);
        json.put("minimum", search.rungs().minimum());
        json.put("eta", search.rungs().eta());
        json.put("stopsByMedian", search.stopsByMedian());
        json.put("isOrdered", search.isOrdered());
        json.put("parallel", search.parallel());
        json.put("seed", search.seed());
        ArrayNode from = json.putArray("from");
        search.from().forEach(from::add);
        ObjectNode space = json.putObject("space");
        for (SearchDimension dimension : search.space()) {
            String name = dimension.parameter().text();
            JsonNode before = space.path(name);
            if (before.isMissingNode()) {
                space.set(name, of(dimension));
            } else {
                ArrayNode all = before instanceof ArrayNode list
                        ? list
                        : NODES.arrayNode().add(before);
                space.set(name, all.add(of(dimension)));
            }
        }
        return json;
    }

    private static ObjectNode of(SearchDimension dimension) {
        ObjectNode json = NODES.objectNode();
        dimension
                .asRange()
                .ifPresentOrElse(
                        range -> put(json, range),
                        () -> json.set("values", values(dimension.parameter(), dimension.choices())));
        dimension
                .condition()
                .ifPresent(when ->
                        json.putObject("when").set(when.parameter().text(), values(when.parameter(), when.among())));
        return json;
    }

    private static void put(ObjectNode json, Range range) {
        json.put("from", range.from());
        json.put("to", range.to());
        json.put("step", range.step());
        json.put("log", range.log());
        json.put("whole", range.whole());
    }

    private static ArrayNode values(Parameter parameter, List<Object> values) {
        ArrayNode list = NODES.arrayNode();
        values.forEach(value -> list.add(SweepJson.value(parameter, value)));
        return list;
    }

    /** @throws InvalidInputException if it is not what {@link #of(SearchSpec)} makes */
    static SearchSpec read(JsonNode json) {
        List<SearchDimension> space = new ArrayList<>();
        required(json, "space").properties().forEach(one -> {
            Iterable<JsonNode> all = one.getValue().isArray() ? one.getValue() : List.of(one.getValue());
            all.forEach(dimension -> space.add(dimension(one.getKey(), dimension)));
        });
        return new SearchSpec(
                Named.parse(
                        StrategyKind.class,
                        "strategy",
                        required(json, "strategy").asText()),
                Named.parse(
                        StrategyKind.class, "sampler", required(json, "sampler").asText()),
                required(json, "trials").asInt(),
                list(
                        json,
                        "objective",
                        one -> new SearchObjective(
                                required(one, "metric").asText(),
                                required(one, "maximise").asBoolean())),
                list(json, "constraints", one -> SearchConstraint.parse(one.asText())),
                list(json, "seeds", JsonNode::asLong),
                new SearchSpec.Rungs(
                        required(json, "minimum").asInt(), required(json, "eta").asInt()),
                required(json, "stopsByMedian").asBoolean(),
                required(json, "isOrdered").asBoolean(),
                required(json, "parallel").asInt(),
                required(json, "seed").asLong(),
                list(json, "from", JsonNode::asText),
                space,
                List.of());
    }

    private static SearchDimension dimension(String name, JsonNode json) {
        Parameter parameter = Parameter.named("space", name);
        @Nullable When when = null;
        for (Map.Entry<String, JsonNode> one : json.path("when").properties()) {
            Parameter on = Parameter.named("when", one.getKey());
            when = new When(on, values(on, one.getValue()));
        }
        if (json.has("values")) {
            return new SearchDimension(parameter, values(parameter, json.get("values")), null, when);
        }
        Range range = new Range(
                required(json, "from").asDouble(),
                required(json, "to").asDouble(),
                required(json, "step").asDouble(),
                required(json, "log").asBoolean(),
                required(json, "whole").asBoolean());
        return new SearchDimension(parameter, List.of(), range, when);
    }

    private static List<Object> values(Parameter parameter, JsonNode json) {
        List<Object> values = new ArrayList<>();
        json.forEach(value -> values.add(SweepJson.readValue(parameter, value)));
        return values;
    }

    static ObjectNode of(SearchEvent event) {
        ObjectNode json = NODES.objectNode();
        if (event instanceof SearchEvent.Candidate one) {
            json.put("candidate", one.number());
            json.set("values", values(one.values()));
        } else if (event instanceof SearchEvent.Known one) {
            ObjectNode known = json.putObject("known");
            known.set("values", values(one.values()));
            known.set("measured", texts(one.measured()));
        } else if (event instanceof SearchEvent.Budget one) {
            json.put("budget", one.candidates());
        } else if (event instanceof SearchEvent.Begun one) {
            put(json.putObject("begun"), one.candidate(), one.rung(), one.seed());
        } else if (event instanceof SearchEvent.Ended one) {
            ObjectNode ended = json.putObject("ended");
            put(ended, one.candidate(), one.rung(), one.seed());
            ended.put("status", one.status().text());
            ended.set("measured", texts(one.measured()));
        }
        return json;
    }

    private static ObjectNode values(Map<Parameter, Object> values) {
        ObjectNode json = NODES.objectNode();
        Map<Parameter, Object> ordered = new EnumMap<>(Parameter.class);
        ordered.putAll(values);
        ordered.forEach((parameter, value) -> json.set(parameter.text(), SweepJson.value(parameter, value)));
        return json;
    }

    private static ArrayNode texts(List<Double> measured) {
        ArrayNode list = NODES.arrayNode();
        measured.forEach(value -> list.add(value.toString()));
        return list;
    }

    private static void put(ObjectNode json, long candidate, int rung, long seed) {
        json.put("candidate", candidate).put("rung", rung).put("seed", seed);
    }

    /** @throws InvalidInputException if it is not what {@link #of(SearchEvent)} makes */
    static SearchEvent readEvent(JsonNode json) {
        if (json.has("budget")) {
            return new SearchEvent.Budget(json.get("budget").asInt());
        }
        if (json.has("candidate")) {
            return new SearchEvent.Candidate(json.get("candidate").asLong(), readValues(json));
        }
        if (json.has("known")) {
            return new SearchEvent.Known(readValues(json.get("known")), readMeasured(json.get("known")));
        }
        JsonNode of = json.has("begun") ? json.get("begun") : required(json, "ended");
        long candidate = required(of, "candidate").asLong();
        int rung = required(of, "rung").asInt();
        long seed = required(of, "seed").asLong();
        return json.has("begun")
                ? new SearchEvent.Begun(candidate, rung, seed)
                : new SearchEvent.Ended(
                        candidate,
                        rung,
                        seed,
                        Named.parse(
                                TrialStatus.class,
                                "status",
                                required(of, "status").asText()),
                        readMeasured(of));
    }

    private static Map<Parameter, Object> readValues(JsonNode json) {
        Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        required(json, "values").properties().forEach(one -> {
            Parameter parameter = Parameter.named("values", one.getKey());
            values.put(parameter, SweepJson.readValue(parameter, one.getValue()));
        });
        return values;
    }

    private static List<Double> readMeasured(JsonNode json) {
        return list(json, "measured", value -> Double.valueOf(value.asText()));
    }

    private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> element) {
        List<T> all = new ArrayList<>();
        required(json, field).forEach(one -> all.add(element.apply(one)));
        return all;
    }

    private static JsonNode required(JsonNode json, String field) {
        if (!json.hasNonNull(field)) {
            throw new InvalidInputException("search: there is no " + field + ", expected one");
        }
        return json.get(field);
    }
}
