package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.results.ResultJson;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.server.Topic.Event;
import dev.kappasweep.service.RefusedException;
import dev.kappasweep.service.ServiceListener;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes events of what the service tells. How far a sweep is is told at most once a second, and so are most epochs of very many. */
final class EventHub implements ServiceListener, AutoCloseable {
    private static final int SECONDS_BETWEEN_REMINDERS = 10;
    private static final int MOST_EPOCHS_A_SECOND = 200;

    private final SweepService service;
    private final String process;
    private final Topic all;
    private final Map<String, Topic> sweeps = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> epochs = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kappasweep-events");
        thread.setDaemon(true);
        return thread;
    });

    /** @param process tells this process from others */
    EventHub(SweepService service, String process) {
        this.service = service;
        this.process = process;
        this.all = new Topic(
                process,
                () -> service.list().stream()
                        .map(sweep ->
                                new Event(0, "sweep", SweepBodies.of(sweep).toString()))
                        .toList());
        Future<?> unused = ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        unused = ticks.scheduleWithFixedDelay(
                this::remind, SECONDS_BETWEEN_REMINDERS, SECONDS_BETWEEN_REMINDERS, TimeUnit.SECONDS);
    }

    /** Of all sweeps. */
    Topic all() {
        return all;
    }

    /**
     * Of one sweep.
     *
     * @throws RefusedException if there is none
     */
    Topic of(String sweep) {
        service.get(sweep);
        return topic(sweep);
    }

    private Topic topic(String sweep) {
        return sweeps.computeIfAbsent(
                sweep,
                id -> new Topic(
                        process,
                        () -> body(id).map(text -> new Event(0, "sweep", text)).stream()
                                .toList()));
    }

    int clients() {
        return all.clients() + sweeps.values().stream().mapToInt(Topic::clients).sum();
    }

    private Optional<String> body(String sweep) {
        try {
            return Optional.of(SweepBodies.of(service.get(sweep)).toString());
        } catch (RefusedException e) {
            return Optional.empty(); // it was deleted meanwhile
        }
    }

    private void publish(String sweep) {
        body(sweep).ifPresent(text -> {
            all.publish("sweep", text);
            topic(sweep).publish("sweep", text);
        });
    }

    private void tick() {
        epochs.clear();
        for (String sweep : List.copyOf(changed)) {
            changed.remove(sweep);
            publish(sweep);
        }
    }

    private void remind() {
        all.remind();
        sweeps.values().forEach(Topic::remind);
    }

    @Override
    public void changed(String sweep) {
        publish(sweep);
    }

    @Override
    public void stateChanged(String sweep, StateMachine.Change change) {
        publish(sweep);
    }

    @Override
    public void removed(String sweep) {
        String text = SweepBodies.object().put("id", sweep).toString();
        all.publish("removed", text);
        Optional.ofNullable(sweeps.remove(sweep)).ifPresent(topic -> {
            topic.publish("removed", text);
            topic.close();
        });
        changed.remove(sweep);
    }

    @Override
    public void trialStarted(String sweep, TrialId trial) {
        changed.add(sweep);
        topic(sweep)
                .publish(
                        "trial",
                        SweepBodies.object()
                                .put("trial", trial.text())
                                .put("state", "RUNNING")
                                .toString());
    }

    @Override
    public void epochEnded(String sweep, TrialId trial, EpochMeasurement epoch) {
        changed.add(sweep);
        AtomicInteger count = epochs.computeIfAbsent(sweep, id -> new AtomicInteger());
        if (count.incrementAndGet() <= MOST_EPOCHS_A_SECOND) {
            ObjectNode json = SweepBodies.object().put("trial", trial.text());
            json.setAll((ObjectNode) ResultJson.tree(epoch));
            topic(sweep).publish("epoch", json.toString());
        }
    }

    @Override
    public void trialEnded(String sweep, TrialResult result) {
        changed.add(sweep);
        ObjectNode json = SweepBodies.object()
                .put("trial", result.id().text())
                .put("state", result.status().text())
                .put("seconds", result.seconds())
                .put("reason", result.reason());
        topic(sweep).publish("trial", json.toString());
    }

    @Override
    public void noticed(String sweep, String text) {
        topic(sweep).publish("notice", SweepBodies.object().put("text", text).toString());
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        all.close();
        sweeps.values().forEach(Topic::close);
    }
}
