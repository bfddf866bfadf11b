package dev.kappasweep.server;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The epochs of trials that have not ended, by sweep: what no table has yet. Safe for use by several threads. */
final class LiveEpochs {
    private final Map<String, Map<TrialId, List<EpochMeasurement>>> sweeps = new ConcurrentHashMap<>();

    void add(String sweep, TrialId trial, EpochMeasurement epoch) {
        List<EpochMeasurement> epochs = sweeps.computeIfAbsent(sweep, id -> new ConcurrentHashMap<>())
                .computeIfAbsent(trial, id -> new ArrayList<>());
        synchronized (epochs) {
            epochs.removeIf(known -> known.epoch() >= epoch.epoch()); // an attempt that begins again
            epochs.add(epoch);
        }
    }

    List<EpochMeasurement> of(String sweep, TrialId trial) {
        return Optional.ofNullable(sweeps.get(sweep))
                .map(trials -> trials.get(trial))
                .map(LiveEpochs::copy)
                .orElse(List.of());
    }

    private static List<EpochMeasurement> copy(List<EpochMeasurement> epochs) {
        synchronized (epochs) {
            return List.copyOf(epochs);
        }
    }

    void ended(String sweep, TrialId trial) {
        Optional.ofNullable(sweeps.get(sweep)).ifPresent(trials -> trials.remove(trial));
    }

    void forget(String sweep) {
        sweeps.remove(sweep);
    }
}
