package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.service.Counts;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.List;

/** Sweeps as JSON. */
final class SweepBodies {
    private SweepBodies() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** As lists have it. */
    static ObjectNode of(SweepState sweep) {
        ObjectNode json = object();
        json.put("id", sweep.id());
        json.put("name", sweep.name());
        sweep.key().ifPresent(key -> json.put("key", key));
        json.put("owner", sweep.owner());
        json.put("number", sweep.number());
        json.put("priority", sweep.priority());
        json.put("state", sweep.state().name());
        json.put("wanted", sweep.wanted().name());
        json.put("reason", sweep.reason());
        json.put("since", sweep.since().toString());
        json.put("submitted", sweep.submitted().toString());
        sweep.began().ifPresent(time -> json.put("began", time.toString()));
        Counts counts = sweep.counts();
        ObjectNode states = json.putObject("counts");
        states.put("total", counts.total());
        states.put("pending", sweep.pending());
        states.put("running", sweep.running().size());
        for (TrialStatus status : TrialStatus.values()) {
            states.put(status.text(), counts.ended(status));
        }
        json.put("progress", counts.total() == 0 ? 0 : (double) counts.done() / counts.total());
        sweep.secondsLeft().ifPresent(seconds -> json.put("secondsLeft", seconds));
        counts.best()
                .ifPresent(best -> json.putObject("best")
                        .put("configuration", best.configuration())
                        .put("metric", best.metric())
                        .put("value", best.value())
                        .put("seeds", best.seeds()));
        return json;
    }

    static void putSpec(ObjectNode json, SweepSpec spec) {
        json.put("experiment", spec.experiment().text());
        json.put("dataset", dataset(spec));
        ArrayNode axes = json.putArray("axes");
        Parameter.axes().stream().filter(spec::isAxis).forEach(axis -> {
            ObjectNode one = axes.addObject();
            one.put("name", axis.text());
            spec.texts(axis).forEach(one.putArray("values")::add);
        });
        spec.layerNames().forEach(json.putArray("layers")::add);
        spec.penalisedLayers().forEach(json.putArray("penalisedLayers")::add);
        spec.evaluation().snr().forEach(snr -> json.withArray("snr").add(snr.toString()));
        json.put("epochs", spec.mostEpochs());
        json.put("isSearch", spec.searched().isPresent());
    }

    /** Without the place on this machine. */
    private static String dataset(SweepSpec spec) {
        String name = spec.dataset().name();
        return spec.dataset().isDirectory() ? name.substring(name.lastIndexOf('/') + 1) : name;
    }

    /** The first of those that begin at a token, and where the next begin. */
    static <T> List<T> page(Call call, List<T> all, ObjectNode json) {
        int size = call.integer("page_size", 100, 1, 1_000);
        int from = call.integer("page_token", 0, 0, Integer.MAX_VALUE);
        int end = (int) Math.min(all.size(), (long) from + size);
        json.put("total", all.size());
        if (end < all.size()) {
            json.put("next_page_token", Integer.toString(end));
        }
        return from >= end ? List.of() : all.subList(from, end);
    }
}
