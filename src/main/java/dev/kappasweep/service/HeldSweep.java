package dev.kappasweep.service;

import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.run.StateMachine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;

/** What a service has of one sweep in memory. Reading is safe at any time; the service's lock guards what changes it. */
final class HeldSweep {
    private final StateMachine machine;
    private final StateMachine.Change initial;
    private final StateMachine.Change recovered;
    private volatile Entry entry;
    private volatile Entry stored;
    private volatile Optional<Run> run = Optional.empty();
    private volatile String reason = "";

    /** One that is under way. */
    record Run(int revision, Tally tally, Optional<RunProgress> progress) {}

    HeldSweep(Entry entry, Executor listenerThread, Clock clock) {
        RunState state = entry.recovered();
        this.entry = entry;
        this.stored = entry;
        this.machine = new StateMachine(state, listenerThread, clock);
        this.initial = machine.last();
        boolean isKept = state == entry.state().state();
        this.recovered = isKept
                ? entry.state()
                : new StateMachine.Change(state, entry.state().reason(), initial.at());
    }

    StateMachine machine() {
        return machine;
    }

    Entry entry() {
        return entry;
    }

    /** Before it is in the queue. */
    void keep(Entry other) {
        entry = other;
    }

    void stored(Entry other) {
        entry = other;
        stored = other;
    }

    /** As it is in the queue. */
    Entry stored() {
        return stored;
    }

    /** A state that was entered before this process began keeps its time and reason. */
    StateMachine.Change last() {
        StateMachine.Change last = machine.last();
        return last.equals(initial) ? recovered : last;
    }

    /** Whether it is the one with which this object began. */
    boolean isInitial(StateMachine.Change change) {
        return change.equals(initial);
    }

    /** Why it was last asked to stop or to pause. */
    String reason() {
        return reason;
    }

    void because(String asked) {
        reason = asked;
    }

    boolean isUnderWay() {
        return run.isPresent();
    }

    /** Whether it was extended or asked to go on since its run began. */
    boolean isAskedAgain() {
        return run.map(now -> now.revision() != entry.revision()).orElse(false);
    }

    void begin(Run begun) {
        run = Optional.of(begun);
    }

    void started(RunProgress progress) {
        run = run.map(before -> new Run(before.revision(), before.tally(), Optional.of(progress)));
    }

    void end() {
        run = Optional.empty();
    }

    Counts counts() {
        return run.map(this::counts).orElse(entry.counts());
    }

    private Counts counts(Run now) {
        return now.progress()
                .map(progress -> now.tally().counts(progress.total()))
                .orElse(entry.counts());
    }

    SweepState state(Path directory) {
        Entry now = entry;
        StateMachine.Change last = last();
        Optional<RunProgress> progress = run.flatMap(Run::progress);
        List<RunningTrial> running = progress.map(RunProgress::running).orElse(List.of());
        OptionalDouble left = last.state() == RunState.RUNNING
                ? progress.map(RunProgress::secondsLeft).orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
        return new SweepState(
                now.id(),
                now.name(),
                now.key(),
                now.owner(),
                now.file(),
                now.number(),
                now.priority(),
                last.state(),
                now.wanted(),
                last.reason(),
                last.at(),
                now.submitted(),
                now.began(),
                counts(),
                running,
                left,
                directory);
    }
}
