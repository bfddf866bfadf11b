package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRun.RunningTrial;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A sweep's status as text and as JSON.
 *
 * @param gaps the finished trials that are not evaluated at every test SNR
 */
record StatusReport(SweepStatus status, List<EvaluationGap> gaps, Path directory, Instant now) {
    private static final int MOST_LISTED = 10;

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("sweep " + status.sweep().name() + " in " + directory + ": " + process());
        lines.add(counts());
        if (!gaps.isEmpty()) {
            lines.add(gaps.size() + " finished trials lack values of evaluation.snr, which the next run adds");
        }
        timeLeft().ifPresent(lines::add);
        section(lines, "running", status.running().stream().map(this::line).toList());
        section(lines, "slowest", status.slowest().stream().map(this::slow).toList());
        section(
                lines,
                "failed",
                status.ended(TrialStatus.FAILED).stream().map(this::failure).toList());
        section(
                lines,
                "timed out",
                status.ended(TrialStatus.TIMED_OUT).stream().map(this::failure).toList());
        return String.join("\n", lines) + "\n";
    }

    private String process() {
        if (status.live().isPresent()) {
            LiveRun run = status.live().get();
            return "run by " + run.holder().text() + ", heard of " + DurationText.of(seconds(run.silence(now)))
                    + " ago";
        }
        return status.killed()
                .map(run -> "not running; " + run.holder().text() + " ended without a word, last heard of "
                        + run.heartbeat() + "; the same run command resumes")
                .orElse("not running");
    }

    private String counts() {
        StringBuilder text = new StringBuilder(status.total() + " trials");
        for (TrialStatus state : TrialStatus.values()) {
            text.append(", ")
                    .append(status.ended(state).size())
                    .append(' ')
                    .append(state.text().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        text.append(", ").append(status.running().size()).append(" running");
        text.append(", ").append(status.pending()).append(" pending");
        if (status.offAxes() > 0) {
            text.append("; ").append(status.offAxes()).append(" more of values that are not on the axes now");
        }
        return text.toString();
    }

    private Optional<String> timeLeft() {
        if (status.live().isPresent()) {
            return Optional.of(
                    status.secondsLeft().isPresent()
                            ? "about " + DurationText.of(status.secondsLeft().getAsDouble()) + " left"
                            : "time left not known yet");
        }
        return status.coreSecondsLeft().isPresent() && status.coreSecondsLeft().getAsDouble() > 0
                ? Optional.of(
                        "about " + DurationText.of(status.coreSecondsLeft().getAsDouble()) + " left on one core")
                : Optional.empty();
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add(title);
            entries.stream().limit(MOST_LISTED).forEach(entry -> lines.add("  " + entry));
        }
        if (entries.size() > MOST_LISTED) {
            lines.add("  and " + (entries.size() - MOST_LISTED) + " more, all with --json");
        }
    }

    private String line(RunningTrial trial) {
        String attempt = trial.attempt() > 1 ? ", attempt " + trial.attempt() : "";
        return trial.trial() + "  epoch " + trial.epoch() + " of " + trial.epochs() + ", for "
                + DurationText.of(seconds(Duration.between(trial.since(), now))) + attempt + "  "
                + parameters(trial.trial());
    }

    private String slow(TrialRow row) {
        return row.id() + "  " + DurationText.of(row.seconds()) + "  " + names().parameters(row.spec());
    }

    private String failure(TrialRow row) {
        return row.id() + "  " + row.reason() + " (attempt " + row.attempt() + ")  " + names().parameters(row.spec());
    }

    private String parameters(TrialId trial) {
        return Optional.ofNullable(status.specs().get(trial))
                .map(names()::parameters)
                .orElse("");
    }

    private TrialText names() {
        return new TrialText(status.sweep());
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toMillis() / 1e3);
    }

    ObjectNode json() {
        ObjectNode root = Json.object();
        root.put("sweep", status.sweep().name());
        root.put("directory", directory.toString());
        root.put("isRunning", status.live().isPresent());
        status.live().or(status::killed).ifPresent(run -> putProcess(root.putObject("process"), run));
        root.put("total", status.total());
        ObjectNode counts = root.putObject("counts");
        for (TrialStatus state : TrialStatus.values()) {
            counts.put(state.text(), status.ended(state).size());
        }
        counts.put("running", status.running().size());
        counts.put("pending", status.pending());
        root.put("offAxes", status.offAxes());
        root.put("toEvaluate", gaps.size());
        status.secondsLeft().ifPresent(seconds -> root.put("secondsLeft", seconds));
        status.coreSecondsLeft().ifPresent(seconds -> root.put("coreSecondsLeft", seconds));
        ArrayNode running = root.putArray("running");
        status.running().forEach(trial -> putRunning(running.addObject(), trial));
        putRows(root.putArray("slowest"), status.slowest());
        putRows(root.putArray("failed"), status.ended(TrialStatus.FAILED));
        putRows(root.putArray("timedOut"), status.ended(TrialStatus.TIMED_OUT));
        return root;
    }

    private static void putProcess(ObjectNode json, LiveRun run) {
        json.put("host", run.holder().host());
        json.put("pid", run.holder().pid());
        json.put("since", run.holder().since().toString());
        json.put("heartbeat", run.heartbeat().toString());
    }

    private void putRunning(ObjectNode json, RunningTrial trial) {
        json.put("trial", trial.trial().text());
        json.put("parameters", parameters(trial.trial()));
        json.put("since", trial.since().toString());
        json.put("attempt", trial.attempt());
        json.put("epoch", trial.epoch());
        json.put("epochs", trial.epochs());
    }

    private void putRows(ArrayNode json, List<TrialRow> rows) {
        rows.forEach(row -> json.addObject()
                .put("trial", row.id().text())
                .put("parameters", names().parameters(row.spec()))
                .put("status", row.status().text())
                .put("seconds", row.seconds())
                .put("attempt", row.attempt())
                .put("reason", row.reason()));
    }
}
