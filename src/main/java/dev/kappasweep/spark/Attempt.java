package dev.kappasweep.spark;

import dev.kappasweep.run.CarriedWeights;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.Rung;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;

/** One attempt at a trial, on its executor: takes what the trial tells to the driver, and stops it in time. */
final class Attempt implements TrialObserver {
    /** Bytes in one result, which the driver holds in memory. */
    private static final long MOST_CARRIED = 512 << 20;

    private final TaskContext context;
    private final TrialSite site;
    private final TrialId trial;
    private final Optional<Rung> stop;
    private final TaskSays says;
    private final long startNanos = System.nanoTime();
    private final List<CarriedWeights> carried = new ArrayList<>();
    private List<LayerMeasurement> measured = List.of();
    private long carriedBytes;
    private boolean timedOut;

    /** @param leg of the sweep; what is run for it may have another id */
    Attempt(TaskContext context, TrialSite site, Leg leg, TaskSays says) {
        this.context = context;
        this.site = site;
        this.trial = leg.id();
        this.stop = leg.stop();
        this.says = says;
    }

    @Override
    public Optional<Rung> stop() {
        return stop;
    }

    @Override
    public void layersMeasured(TrialId id, List<LayerMeasurement> layers) {
        measured = layers;
    }

    @Override
    public void epochEnded(TrialId id, EpochMeasurement epoch) {
        says.epochs().add(new EndedEpoch(epoch, measured));
    }

    @Override
    public boolean isCancelled() {
        timedOut |= site.run().hasTimeout()
                && Seconds.since(startNanos) > site.run().timeoutSeconds();
        return timedOut || context.isInterrupted();
    }

    /** Whether the trial was told to stop because its time was over. */
    boolean hasTimedOut() {
        return timedOut;
    }

    @Override
    public void notice(TrialId id, String text) {
        notice(text);
    }

    @Override
    public Checkpoints checkpoints() {
        return site.checkpoints(this::notice);
    }

    private void notice(String text) {
        says.notices().add(FailedTrial.oneLine(text));
    }

    @Override
    public KeepWeights keepWeights() {
        return site.run().keepWeights();
    }

    @Override
    public void weights(TrialId id, int epoch, byte[] npz) {
        if (site.leaveWeights(trial, epoch, npz, this::notice)) {
            return;
        }
        carriedBytes += npz.length;
        if (carriedBytes > MOST_CARRIED) {
            throw new IllegalStateException("the weights to keep of the trial have more than " + (MOST_CARRIED >> 20)
                    + " MiB, too much for one result; keep fewer (run.keepWeights), or give run.checkpointDirectory a"
                    + " path that all machines see");
        }
        carried.add(new CarriedWeights(epoch, npz));
    }

    /** The weights that only the result can bring to the driver. */
    List<CarriedWeights> carried() {
        return carried;
    }
}
