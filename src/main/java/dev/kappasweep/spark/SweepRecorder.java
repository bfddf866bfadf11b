package dev.kappasweep.spark;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.run.SweepOutcome.Failure;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Commits results, tells the listener, and keeps count. Not thread-safe: one thread calls it. */
final class SweepRecorder {
    private final ResultStore store;
    private final String sparkVersion;
    private final RunProgress progress;
    private final SweepListener listener;
    private final Optional<SharedCheckpoints> checkpoints;
    private final WeightsRecorder weights;
    private final GapRecorder gaps;
    private final IntConsumer afterFailure;
    private final Set<String> noticesTold = new HashSet<>();
    private final Map<TrialId, Integer> epochsTold = new HashMap<>();
    private final Set<TrialId> started = new HashSet<>();
    private final Set<TrialId> ended = new HashSet<>();
    private final List<Uncommitted> uncommitted = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    private record Uncommitted(TrialEnd end, Runnable kept) {}

    SweepRecorder(
            ResultStore store,
            String sparkVersion,
            RunProgress progress,
            SweepListener listener,
            Optional<SharedCheckpoints> checkpoints,
            WeightsRecorder weights,
            GapRecorder gaps,
            IntConsumer afterFailure) {
        this.store = store;
        this.sparkVersion = sparkVersion;
        this.progress = progress;
        this.listener = listener;
        this.checkpoints = checkpoints;
        this.weights = weights;
        this.gaps = gaps;
        this.afterFailure = afterFailure;
    }

    void trialStarted(TrialId trial) {
        if (!ended.contains(trial)) {
            started.add(trial);
            progress.trialStarted(trial);
            listener.trialStarted(trial);
        }
    }

    /**
     * Tells those of {@code epochs} that come after the last one told.
     *
     * @param epochs in their order, of one attempt; after a lost executor they start again at an earlier one
     */
    void epochsEnded(TrialId trial, List<EndedEpoch> epochs) {
        if (!ended.contains(trial)) {
            epochs.stream()
                    .filter(epoch -> epoch.measurement().epoch() > epochsTold.getOrDefault(trial, 0))
                    .forEach(epoch -> tell(trial, epoch));
        }
    }

    private void tell(TrialId trial, EndedEpoch epoch) {
        epochsTold.put(trial, epoch.measurement().epoch());
        progress.epochEnded(trial, epoch.measurement());
        if (!epoch.layers().isEmpty()) {
            listener.layersMeasured(trial, epoch.layers());
        }
        listener.epochEnded(trial, epoch.measurement());
    }

    /** @param notices all of one attempt so far */
    void noticed(TrialId trial, List<String> notices) {
        notices.stream().filter(text -> noticesTold.add(trial + text)).forEach(text -> listener.noticed(trial, text));
    }

    /** Of no trial in particular. */
    void noticed(String text) {
        listener.noticed(text);
    }

    /**
     * Takes a result, which {@link #commit} makes durable.
     *
     * @param kept to be called then
     */
    void trialEnded(TrialEnd result, Runnable kept) {
        uncommitted.add(new Uncommitted(result, kept));
    }

    boolean hasUncommitted() {
        return !uncommitted.isEmpty();
    }

    /** Commits the results that have come since the last time, and tells them. */
    void commit() {
        if (!uncommitted.isEmpty()) {
            List<Runnable> kept = uncommitted.stream().map(Uncommitted::kept).toList();
            List<TrialEnd> results = uncommitted.stream()
                    .map(Uncommitted::end)
                    .map(gaps::checked)
                    .toList();
            uncommitted.clear();
            results.forEach(this::keepWeights);
            Map<Boolean, List<TrialEnd>> byKind = results.stream().collect(Collectors.partitioningBy(gaps::isGap));
            gaps.commit(byKind.getOrDefault(true, List.of()));
            List<TrialEnd> trained = byKind.getOrDefault(false, List.of());
            store.commit(trained.stream().map(TrialEnd::result).toList(), sparkVersion);
            results.forEach(ended -> committed(ended.result()));
            kept.forEach(Runnable::run);
        }
    }

    private void keepWeights(TrialEnd ended) {
        boolean isTrained = !gaps.isGap(ended) || !ended.result().epochs().isEmpty();
        if (isTrained && ended.result().status().isMeasured()) {
            noticed(ended.result().id(), weights.keep(ended));
        }
    }

    private void committed(TrialResult result) {
        TrialId trial = result.id();
        if (result.status().isFinal()) {
            deleteCheckpoint(result);
        }
        if (!started.contains(trial)) {
            trialStarted(trial); // the result has overtaken the message
        }
        epochsEnded(
                trial,
                result.epochs().stream()
                        .map(epoch -> new EndedEpoch(epoch, List.of()))
                        .toList());
        if (result.status() != TrialStatus.STOPPED_EARLY) { // such a one may go on
            epochsTold.remove(trial);
            ended.add(trial);
        }
        countFailure(result);
        progress.trialEnded(result);
        listener.trialEnded(result);
    }

    private void deleteCheckpoint(TrialResult result) {
        try {
            if (checkpoints.isPresent()) {
                checkpoints.get().delete(gaps.asked(result).orElse(result.id()));
            }
            weights.deleteLeft(result);
        } catch (IOException e) {
            noticed(result.id(), List.of("its checkpoint cannot be deleted: " + FailedTrial.reason(e)));
        }
    }

    private void countFailure(TrialResult result) {
        if (!result.status().isMeasured()) {
            failures.add(new Failure(result.id(), result.reason()));
            afterFailure.accept(failures.size());
        }
    }

    void started() {
        listener.started(progress);
    }

    /** A search lets the trial go on no more. */
    void stateUnused(TrialId trial) {
        try {
            if (checkpoints.isPresent()) {
                checkpoints.get().delete(trial);
            }
        } catch (IOException e) {
            noticed(trial, List.of("its checkpoint cannot be deleted: " + FailedTrial.reason(e)));
        }
    }

    /** A search has come to its end. */
    void allFound() {
        progress.allFound();
    }

    /** @param stopReason why the run gave up; empty if it did not */
    SweepOutcome outcome(String stopReason) {
        return new SweepOutcome(progress.total(), progress.alreadyDone(), progress.ended(), failures, stopReason);
    }
}
