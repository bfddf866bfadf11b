package dev.kappasweep.server;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What trials have measured that have not ended, by sweep: what no table has yet. Safe for use by several threads. */
final class LiveEpochs {
    /** Of one trial; beyond it every second epoch is left out. */
    private static final int MOST_LAYERS = 4_096;

    private final Map<String, Map<TrialId, Live>> sweeps = new ConcurrentHashMap<>();

    /** Of one trial. */
    private static final class Live {
        private final List<EpochMeasurement> epochs = new ArrayList<>();
        private final List<LayerMeasurement> layers = new ArrayList<>();
        private int stride = 1;

        synchronized void add(EpochMeasurement epoch) {
            epochs.removeIf(known -> known.epoch() >= epoch.epoch()); // an attempt that begins again
            epochs.add(epoch);
        }

        synchronized void add(List<LayerMeasurement> measured) {
            int first =
                    measured.stream().mapToInt(LayerMeasurement::epoch).min().orElse(Integer.MAX_VALUE);
            layers.removeIf(known -> known.epoch() >= first);
            measured.stream().filter(layer -> layer.epoch() % stride == 0).forEach(layers::add);
            while (layers.size() > MOST_LAYERS) {
                stride *= 2;
                layers.removeIf(layer -> layer.epoch() % stride != 0);
            }
        }

        synchronized List<EpochMeasurement> epochs() {
            return List.copyOf(epochs);
        }

        synchronized List<LayerMeasurement> layers() {
            return List.copyOf(layers);
        }
    }

    private Live live(String sweep, TrialId trial) {
        return sweeps.computeIfAbsent(sweep, id -> new ConcurrentHashMap<>()).computeIfAbsent(trial, id -> new Live());
    }

    void add(String sweep, TrialId trial, EpochMeasurement epoch) {
        live(sweep, trial).add(epoch);
    }

    void add(String sweep, TrialId trial, List<LayerMeasurement> layers) {
        live(sweep, trial).add(layers);
    }

    private Optional<Live> known(String sweep, TrialId trial) {
        return Optional.ofNullable(sweeps.get(sweep)).map(trials -> trials.get(trial));
    }

    List<EpochMeasurement> of(String sweep, TrialId trial) {
        return known(sweep, trial).map(Live::epochs).orElse(List.of());
    }

    List<LayerMeasurement> layers(String sweep, TrialId trial) {
        return known(sweep, trial).map(Live::layers).orElse(List.of());
    }

    void ended(String sweep, TrialId trial) {
        Optional.ofNullable(sweeps.get(sweep)).ifPresent(trials -> trials.remove(trial));
    }

    void forget(String sweep) {
        sweeps.remove(sweep);
    }
}
