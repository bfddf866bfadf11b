package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.server.TrialEntry.Outcome;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trials of one sweep as JSON, as they stand at one moment. */
final class TrialBodies {
    private static final String RUNNING = "RUNNING";
    private static final String PAUSED = "PAUSED";
    private static final String PENDING = "PENDING";

    /** Of trials, those that have ended by their status. */
    static final List<String> STATES = Stream.concat(
                    Stream.of(PENDING, RUNNING, PAUSED),
                    Arrays.stream(TrialStatus.values()).map(TrialStatus::text))
            .toList();

    private final SweepState sweep;
    private final SweepView view;
    private final LiveEpochs live;
    private final Map<TrialId, RunningTrial> running;

    TrialBodies(SweepState sweep, SweepView view, LiveEpochs live) {
        this.sweep = sweep;
        this.view = view;
        this.live = live;
        this.running = sweep.running().stream()
                .collect(Collectors.toMap(RunningTrial::trial, Function.identity(), (first, second) -> first));
    }

    String state(TrialEntry trial) {
        Optional<TrialStatus> ended = trial.outcome().map(Outcome::status);
        if (running.containsKey(trial.id())
                && ended.filter(TrialStatus::isFinal).isEmpty()) {
            return RUNNING;
        }
        return ended.map(TrialStatus::text).orElseGet(() -> waiting(trial));
    }

    private String waiting(TrialEntry trial) {
        boolean hasBegun = sweep.state() == RunState.PAUSED
                && !live.of(sweep.id(), trial.id()).isEmpty();
        return hasBegun ? PAUSED : PENDING;
    }

    ObjectNode of(TrialEntry trial) {
        ObjectNode json = SweepBodies.object();
        json.put("id", trial.id().text());
        String state = state(trial);
        json.put("state", state);
        json.put("text", view.names().parameters(trial.spec()));
        ObjectNode parameters = json.putObject("parameters");
        view.parameters().forEach(parameter -> parameters.put(parameter.text(), trial.text(parameter)));
        json.put("epochs", trial.spec().training().epochs());
        RunningTrial now = running.get(trial.id());
        if (state.equals("RUNNING") && now != null) {
            json.put("epoch", now.epoch());
            json.put("attempt", now.attempt());
            json.put("startedAt", now.since().toString());
        } else {
            trial.outcome().ifPresent(outcome -> put(json, outcome));
        }
        return json;
    }

    private void put(ObjectNode json, Outcome outcome) {
        json.put("attempt", outcome.attempt());
        json.put("startedAt", outcome.startedAt().toString());
        json.put("seconds", outcome.seconds());
        json.put("host", outcome.host());
        json.put("reason", outcome.reason());
        ObjectNode values = json.putObject("values");
        view.columns().forEach((name, place) -> {
            if (Double.isFinite(outcome.value(place))) {
                values.put(name, outcome.value(place));
            }
        });
    }
}
