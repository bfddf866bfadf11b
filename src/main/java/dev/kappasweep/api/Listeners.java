package dev.kappasweep.api;

import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;

/** Passes everything on to several listeners, in their order. */
record Listeners(List<SweepListener> all) implements SweepListener {
    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void started(RunProgress progress) {
        all.forEach(listener -> listener.started(progress));
    }

    @Override
    public void trialStarted(TrialId trial) {
        all.forEach(listener -> listener.trialStarted(trial));
    }

    @Override
    public void layersMeasured(TrialId trial, List<LayerMeasurement> layers) {
        all.forEach(listener -> listener.layersMeasured(trial, layers));
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        all.forEach(listener -> listener.epochEnded(trial, epoch));
    }

    @Override
    public void noticed(TrialId trial, String text) {
        all.forEach(listener -> listener.noticed(trial, text));
    }

    @Override
    public void noticed(String text) {
        all.forEach(listener -> listener.noticed(text));
    }

    @Override
    public void trialEnded(TrialResult result) {
        all.forEach(listener -> listener.trialEnded(result));
    }
}
