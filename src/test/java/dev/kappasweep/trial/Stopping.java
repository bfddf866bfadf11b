package dev.kappasweep.trial;

import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import java.util.ArrayList;
import java.util.List;

/** Stops the trial after some steps, and keeps what it is told. */
final class Stopping implements TrialObserver {
    private final Checkpoints checkpoints;
    private int stepsLeft;
    private final List<Integer> epochs = new ArrayList<>();
    private final List<LayerMeasurement> layers = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    Stopping(Checkpoints checkpoints, int steps) {
        this.checkpoints = checkpoints;
        this.stepsLeft = steps;
    }

    /** The epochs that it was told of. */
    List<Integer> epochs() {
        return epochs;
    }

    /** Those that it was told of. */
    List<LayerMeasurement> layers() {
        return layers;
    }

    List<String> notices() {
        return notices;
    }

    @Override
    public void layersMeasured(TrialId trial, List<LayerMeasurement> measured) {
        layers.addAll(measured);
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        epochs.add(epoch.epoch());
    }

    @Override
    public boolean isCancelled() {
        return stepsLeft-- <= 0;
    }

    @Override
    public void notice(TrialId trial, String text) {
        notices.add(text);
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }
}
