package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.inspect.TrialDescription;
import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultJson;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is known of one trial as text. */
record DescriptionText(TrialDescription trial) {
    String text(Instant at) {
        List<String> lines = new ArrayList<>();
        lines.add("trial " + trial.id() + " of sweep " + trial.sweep() + ": " + trial.state());
        trial.running().ifPresent(now -> lines.add(line(now, at)));
        section(lines, "asked", fields(ResultJson.tree(trial.spec())));
        trial.row().ifPresent(last -> section(lines, "outcome", fields(TrialDescription.outcome(last))));
        trial.row().ifPresent(last -> section(lines, "environment", fields(TrialDescription.environment(last))));
        section(
                lines,
                "epochs",
                table(trial.rows().epochs().stream().map(EpochRow::measurement).toList()));
        section(
                lines,
                "layers",
                table(trial.rows().layers().stream().map(LayerRow::measurement).toList()));
        section(
                lines,
                "evaluations",
                table(trial.rows().evaluations().stream()
                        .map(EvaluationRow::measurement)
                        .toList()));
        section(lines, "log", trial.log());
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("");
            lines.add(title);
            entries.forEach(entry -> lines.add("  " + entry));
        }
    }

    private static String line(RunningTrial running, Instant at) {
        return "  epoch " + running.epoch() + " of " + running.epochs() + ", for "
                + DurationText.of(Duration.between(running.since(), at).toMillis() / 1e3) + ", attempt "
                + running.attempt() + " of this run";
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
        if (value.isNull()) {
            return "-";
        }
        return value.isTextual() ? value.textValue() : value.toString().replace("\"", "");
    }
}
