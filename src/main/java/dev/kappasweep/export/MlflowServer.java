package dev.kappasweep.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.sweep.InvalidInputException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Logs trials to a running MLflow tracking server by its REST API, version 2.0. A run is found again by its tag
 * {@code kappasweep.trial_id}; one that an earlier export did not finish, or whose trial was run again since, is deleted and
 * made anew.
 */
public final class MlflowServer {
    /** Of the 1000 that MLflow takes in one request. */
    private static final int MOST_METRICS = 800;

    private final MlflowRest rest;

    /**
     * @param uri such as {@code http://localhost:5000}
     * @param environment for {@code MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code ..._PASSWORD}
     * @throws InvalidInputException if it is not an http or https URI
     */
    public MlflowServer(URI uri, Map<String, String> environment) {
        this(new MlflowRest(uri, environment));
    }

    MlflowServer(MlflowRest rest) {
        this.rest = rest;
    }

    /**
     * Adds the trials that are not there yet, to an experiment of the sweep's name.
     *
     * @throws InvalidInputException if the server does not answer, or refuses; the trials before that stay there
     */
    public ExportCount write(ResultRows results) {
        String experiment = experiment(results.sweep().name());
        int written = 0;
        for (MlflowRun run : MlflowRun.of(results)) {
            if (!isThere(run, experiment)) {
                log(run, experiment);
                written++;
            }
        }
        return new ExportCount(results.trials().size(), written);
    }

    private String experiment(String name) {
        return rest.get("experiments/get-by-name", "experiment_name", name)
                .map(answer -> rest.id("experiments/get-by-name", answer, "/experiment/experiment_id"))
                .orElseGet(() -> rest.id(
                        "experiments/create",
                        rest.post("experiments/create", object().put("name", name)),
                        "/experiment_id"));
    }

    /** Deletes runs of this trial that are not what would be written now. */
    private boolean isThere(MlflowRun run, String experiment) {
        ObjectNode query = object().put("filter", "tags.`" + MlflowRun.TRIAL_TAG + "` = '" + run.trial() + "'");
        query.putArray("experiment_ids").add(experiment);
        boolean isThere = false;
        for (JsonNode found : rest.post("runs/search", query).path("runs")) {
            if (!isThere && isSame(found, run)) {
                isThere = true;
            } else {
                rest.post("runs/delete", object().put("run_id", rest.id("runs/search", found, "/info/run_id")));
            }
        }
        return isThere;
    }

    private static boolean isSame(JsonNode found, MlflowRun run) {
        boolean hasEnded = found.at("/info/status").asText().equals(status(run));
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : found.at("/data/tags")) {
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return hasEnded && run.isAs(tags);
    }

    private void log(MlflowRun run, String experiment) {
        ObjectNode created = object().put("experiment_id", experiment)
                .put("run_name", run.name())
                .put("start_time", run.start());
        created.set("tags", pairs(run.tags()));
        String id = rest.id("runs/create", rest.post("runs/create", created), "/run/info/run_id");
        ObjectNode params = object().put("run_id", id);
        params.set("params", pairs(run.params()));
        rest.post("runs/log-batch", params);
        for (List<MlflowRun.Metric> some : batches(run.metrics())) {
            ObjectNode metrics = object().put("run_id", id);
            ArrayNode values = metrics.putArray("metrics");
            some.forEach(metric -> values.addObject()
                    .put("key", metric.key())
                    .put("value", metric.value())
                    .put("timestamp", metric.millis())
                    .put("step", metric.step()));
            rest.post("runs/log-batch", metrics);
        }
        // The end is told last: a run without it was not written whole.
        rest.post(
                "runs/update",
                object().put("run_id", id).put("status", status(run)).put("end_time", run.end()));
    }

    private static String status(MlflowRun run) {
        return run.isFinished() ? "FINISHED" : "FAILED";
    }

    private static List<List<MlflowRun.Metric>> batches(List<MlflowRun.Metric> metrics) {
        List<List<MlflowRun.Metric>> batches = new ArrayList<>();
        for (int from = 0; from < metrics.size(); from += MOST_METRICS) {
            batches.add(metrics.subList(from, Math.min(metrics.size(), from + MOST_METRICS)));
        }
        return batches;
    }

    private static ArrayNode pairs(Map<String, String> values) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        values.forEach((key, value) -> pairs.addObject().put("key", key).put("value", value));
        return pairs;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
