package dev.kappasweep.spark;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.spark.SweepOutcome.Failure;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commits results, tells the listener, and keeps count. Not thread-safe: one thread calls it. */
final class SweepRecorder {
    private final ResultStore store;
    private final String sparkVersion;
    private final SweepListener listener;
    private final Map<TrialId, Integer> epochsTold = new HashMap<>();
    private final Set<TrialId> ended = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private int completed;
    private int diverged;

    SweepRecorder(ResultStore store, String sparkVersion, SweepListener listener) {
        this.store = store;
        this.sparkVersion = sparkVersion;
        this.listener = listener;
    }

    void trialStarted(TrialId trial) {
        if (!ended.contains(trial)) {
            listener.trialStarted(trial);
        }
    }

    /**
     * Tells what is new in {@code epochs}.
     *
     * @param epochs all that have ended in one attempt so far; after a lost executor they start again at the first
     */
    void epochsEnded(TrialId trial, List<EpochMeasurement> epochs) {
        if (ended.contains(trial)) {
            return;
        }
        int told = epochsTold.getOrDefault(trial, 0);
        if (epochs.size() > told) {
            epochs.subList(told, epochs.size()).forEach(epoch -> listener.epochEnded(trial, epoch));
            epochsTold.put(trial, epochs.size());
        }
    }

    void trialEnded(TrialResult result) {
        TrialId trial = result.id();
        store.commit(result, sparkVersion);
        epochsEnded(trial, result.epochs());
        epochsTold.remove(trial);
        ended.add(trial);
        count(result);
        listener.trialEnded(result);
    }

    private void count(TrialResult result) {
        switch (result.status()) {
            case COMPLETED -> completed++;
            case DIVERGED -> diverged++;
            case FAILED -> failures.add(new Failure(result.id(), result.reason()));
        }
    }

    boolean hasEnded(TrialId trial) {
        return ended.contains(trial);
    }

    void started(int total, int alreadyDone) {
        listener.started(total, alreadyDone);
    }

    SweepOutcome outcome(int total, int alreadyDone) {
        int notRun = total - alreadyDone - ended.size();
        return new SweepOutcome(total, alreadyDone, completed, diverged, failures, notRun);
    }
}
