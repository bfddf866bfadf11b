package dev.kappasweep.server;

import dev.kappasweep.results.StoredResults;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.table.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The curves of one sweep that were asked for last: read once, then told of each trial that ends. */
final class CurveCache {
    private static final int MOST = 16;

    private final SweepView view;
    private final Map<Key, CurveSet> sets = new LinkedHashMap<>(MOST, 0.75f, true);

    CurveCache(SweepView view) {
        this.view = view;
    }

    /** @param filter as it was asked for */
    record Key(CurveMetric metric, String layer, String filter, int limit) {}

    /** Curves of some trials, each an array by epoch from 0 on. */
    static final class CurveSet {
        private final Key key;
        private final Map<Configuration, List<TrialEntry>> shown;
        private final int leftOut;
        private final Map<TrialId, double[]> curves = new ConcurrentHashMap<>();

        private CurveSet(Key key, Map<Configuration, List<TrialEntry>> shown, int leftOut) {
            this.key = key;
            this.shown = shown;
            this.leftOut = leftOut;
        }

        Map<Configuration, List<TrialEntry>> shown() {
            return shown;
        }

        int leftOut() {
            return leftOut;
        }

        Map<TrialId, double[]> curves() {
            return curves;
        }

        private boolean has(TrialId trial) {
            return shown.values().stream()
                    .anyMatch(trials -> trials.stream().anyMatch(one -> one.id().equals(trial)));
        }
    }

    CurveSet get(Key key) {
        CurveSet set;
        synchronized (sets) {
            CurveSet there = sets.get(key);
            if (there != null) {
                return there;
            }
            set = chosen(key);
            sets.put(key, set); // told of what ends from here on
            if (sets.size() > MOST) {
                sets.remove(sets.keySet().iterator().next());
            }
        }
        read(set);
        return set;
    }

    private CurveSet chosen(Key key) {
        Predicate<TrialEntry> filter = TrialCondition.filter(key.filter(), view);
        Map<Configuration, List<TrialEntry>> shown = new LinkedHashMap<>();
        Map<Configuration, Boolean> others = new LinkedHashMap<>();
        view.trials().stream().filter(filter).forEach(trial -> {
            Configuration configuration = Configuration.of(trial.spec());
            if (shown.containsKey(configuration) || shown.size() < key.limit()) {
                shown.computeIfAbsent(configuration, one -> new ArrayList<>()).add(trial);
            } else {
                others.put(configuration, true);
            }
        });
        return new CurveSet(key, shown, others.size());
    }

    private void read(CurveSet set) {
        Map<TrialId, TrialEntry> wanted = new LinkedHashMap<>();
        set.shown().values().forEach(trials -> trials.forEach(trial -> wanted.put(trial.id(), trial)));
        Map<TrialId, double[]> read = new LinkedHashMap<>();
        StoredResults rows = StoredResults.read(view.directory());
        if (set.key.metric() == CurveMetric.KAPPA) {
            rows.eachLayer(row -> {
                TrialEntry trial = wanted.get(row.trial());
                if (trial != null && row.measurement().layer().equals(set.key.layer())) {
                    put(
                            read,
                            trial,
                            row.measurement().epoch(),
                            row.measurement().spectrum().kappa());
                }
            });
        } else {
            rows.eachEpoch(row -> {
                TrialEntry trial = wanted.get(row.trial());
                if (trial != null) {
                    put(read, trial, row.measurement().epoch(), set.key.metric().of(row.measurement()));
                }
            });
        }
        read.forEach(set.curves()::putIfAbsent);
    }

    private static void put(Map<TrialId, double[]> curves, TrialEntry trial, int epoch, double value) {
        double[] curve = curves.computeIfAbsent(trial.id(), id -> empty(trial));
        if (epoch < curve.length) {
            curve[epoch] = value;
        }
    }

    /** Without a value of any epoch. */
    static double[] empty(TrialEntry trial) {
        double[] curve = new double[trial.spec().training().epochs() + 1];
        Arrays.fill(curve, Double.NaN);
        return curve;
    }

    void add(TrialEntry trial, TrialResult result) {
        if (!result.status().isMeasured()) {
            return;
        }
        synchronized (sets) {
            sets.values().stream()
                    .filter(set -> set.has(trial.id()))
                    .forEach(set -> set.curves().put(trial.id(), curve(set.key, trial, result)));
        }
    }

    private static double[] curve(Key key, TrialEntry trial, TrialResult result) {
        if (key.metric() != CurveMetric.KAPPA) {
            return curve(key.metric(), trial, result.epochs());
        }
        double[] curve = empty(trial);
        for (LayerMeasurement layer : result.layers()) {
            if (layer.layer().equals(key.layer()) && layer.epoch() < curve.length) {
                curve[layer.epoch()] = layer.spectrum().kappa();
            }
        }
        return curve;
    }

    /** Of the epochs so far. */
    static double[] curve(CurveMetric metric, TrialEntry trial, List<EpochMeasurement> epochs) {
        double[] curve = empty(trial);
        for (EpochMeasurement epoch : epochs) {
            if (epoch.epoch() < curve.length) {
                curve[epoch.epoch()] = metric.of(epoch);
            }
        }
        return curve;
    }
}
