package dev.kappasweep.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.ResultJson;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of one trial.
 *
 * @param spec what was asked; empty never together with an empty {@code row}
 * @param row empty if the trial has not ended yet
 * @param rows of the trial alone
 * @param running what its process says of it now
 * @param log what {@code sweep.log} says of its attempts, oldest first
 */
public record TrialDescription(
        TrialId id,
        String sweep,
        TrialSpec spec,
        Optional<TrialRow> row,
        ResultTables rows,
        Optional<RunningTrial> running,
        List<String> log) {
    /**
     * Of the trial {@code id}.
     *
     * @param rows of it alone
     */
    public static TrialDescription of(TrialId id, SweepStatus status, ResultTables rows, List<String> log) {
        Optional<TrialRow> row = rows.trials().stream().findFirst();
        TrialSpec spec = row.map(TrialRow::spec)
                .or(() -> Optional.ofNullable(status.specs().get(id)))
                .orElseThrow(() -> new IllegalStateException("trial " + id + " is neither asked for nor committed"));
        Optional<RunningTrial> running = status.running().stream()
                .filter(trial -> trial.trial().equals(id))
                .findFirst();
        return new TrialDescription(id, status.sweep().name(), spec, row, rows, running, log);
    }

    /** COMPLETED and so on, or running or pending. */
    public String state() {
        String ended = row.map(last -> last.status().text()).orElse("pending");
        return running.isPresent() ? "running" : ended;
    }

    /** All of a row but what other sections show. */
    public static JsonNode outcome(TrialRow row) {
        ObjectNode all = (ObjectNode) ResultJson.tree(row);
        return all.without(List.of("id", "sweep", "spec", "environment", "spark"));
    }

    /** Where it ran. */
    public static JsonNode environment(TrialRow row) {
        return ((ObjectNode) ResultJson.tree(row.environment())).put("spark", row.spark());
    }

    /** All of it. */
    public ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("trial", id.text());
        root.put("sweep", sweep);
        root.put("state", state());
        root.set("spec", ResultJson.tree(spec));
        running.ifPresent(trial -> root.set("running", ResultJson.tree(trial)));
        row.ifPresent(last -> root.set("outcome", outcome(last)));
        row.ifPresent(last -> root.set("environment", environment(last)));
        rows.epochs().forEach(epoch -> root.withArray("epochs").add(ResultJson.tree(epoch.measurement())));
        rows.layers().forEach(layer -> root.withArray("layers").add(ResultJson.tree(layer.measurement())));
        rows.evaluations().forEach(value -> root.withArray("evaluations").add(ResultJson.tree(value.measurement())));
        log.forEach(root.withArray("log")::add);
        return root;
    }
}
