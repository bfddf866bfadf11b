package dev.kappasweep.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A sweep's status as JSON. */
public final class StatusJson {
    private final SweepStatus status;
    private final TrialText names;
    private final int toEvaluate;
    private final Path directory;
    private final Instant now;

    /**
     * Of the sweep in {@code directory}.
     *
     * @param toEvaluate how many finished trials are not evaluated at every test SNR
     */
    public StatusJson(SweepStatus status, int toEvaluate, Path directory, Instant now) {
        this.status = status;
        this.names = new TrialText(status.sweep());
        this.toEvaluate = toEvaluate;
        this.directory = directory;
        this.now = now;
    }

    /** All of it, with all failures. */
    public ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
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
        root.put("toEvaluate", toEvaluate);
        status.secondsLeft(now).ifPresent(seconds -> root.put("secondsLeft", seconds));
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
                .put("parameters", names.parameters(row.spec()))
                .put("status", row.status().text())
                .put("seconds", row.seconds())
                .put("attempt", row.attempt())
                .put("reason", row.reason()));
    }

    private String parameters(TrialId trial) {
        return Optional.ofNullable(status.specs().get(trial))
                .map(names::parameters)
                .orElse("");
    }
}
