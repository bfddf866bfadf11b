package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.LiveRun.RunningTrial;
import dev.kappasweep.results.ResultJson;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
record TrialDescription(
        TrialId id,
        String sweep,
        TrialSpec spec,
        Optional<TrialRow> row,
        ResultTables rows,
        Optional<RunningTrial> running,
        List<String> log) {
    static TrialDescription of(TrialId id, SweepStatus status, ResultTables rows, List<String> log) {
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
    private String state() {
        String ended = row.map(last -> last.status().text()).orElse("pending");
        return running.isPresent() ? "running" : ended;
    }

    String text(Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("trial " + id + " of sweep " + sweep + ": " + state());
        running.ifPresent(trial -> lines.add("  epoch " + trial.epoch() + " of " + trial.epochs() + ", for "
                + DurationText.of(Duration.between(trial.since(), now).toMillis() / 1e3) + ", attempt "
                + trial.attempt() + " of this run"));
        section(lines, "asked", fields(ResultJson.tree(spec)));
        row.ifPresent(last -> section(lines, "outcome", fields(outcome(last))));
        row.ifPresent(last -> section(lines, "environment", fields(environment(last))));
        section(
                lines,
                "epochs",
                table(rows.epochs().stream().map(EpochRow::measurement).toList()));
        section(
                lines,
                "layers",
                table(rows.layers().stream().map(LayerRow::measurement).toList()));
        section(
                lines,
                "evaluations",
                table(rows.evaluations().stream()
                        .map(EvaluationRow::measurement)
                        .toList()));
        section(lines, "log", log);
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("");
            lines.add(title);
            entries.forEach(entry -> lines.add("  " + entry));
        }
    }

    /** All of a row but what other sections show. */
    private static JsonNode outcome(TrialRow row) {
        ObjectNode all = (ObjectNode) ResultJson.tree(row);
        return all.without(List.of("id", "sweep", "spec", "environment", "spark"));
    }

    private static JsonNode environment(TrialRow row) {
        return ((ObjectNode) ResultJson.tree(row.environment())).put("spark", row.spark());
    }

    /** One line for each value, named by its path. */
    private static List<String> fields(JsonNode json) {
        List<List<String>> rows = new ArrayList<>();
        flatten("", json, rows);
        return new AlignedRows(List.of("", ""), rows).lines().stream().skip(1).toList();
    }

    private static void flatten(String path, JsonNode json, List<List<String>> rows) {
        if (!json.isObject()) {
            rows.add(List.of(path, cell(json)));
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            flatten(prefix + field.getKey(), field.getValue(), rows);
        }
    }

    /** A table with the records' components as columns. */
    private static List<String> table(List<? extends Record> measurements) {
        List<JsonNode> trees = measurements.stream().map(ResultJson::tree).toList();
        if (trees.isEmpty()) {
            return List.of();
        }
        List<String> header =
                trees.get(0).properties().stream().map(Map.Entry::getKey).toList();
        List<List<String>> cells = trees.stream()
                .map(tree -> header.stream().map(name -> cell(tree.get(name))).toList())
                .toList();
        return new AlignedRows(header, cells).lines();
    }

    private static String cell(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString().replace("\"", "");
    }

    ObjectNode json() {
        ObjectNode root = Json.object();
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
