package dev.kappasweep.trial;

import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Rung;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.weights.NamedArray;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of one trial, whatever it trains: epoch by epoch, with what is measured before the first and after each, from a kept
 * state where there is one, and how it ends.
 */
abstract class TrialExecution implements AutoCloseable {
    private final TrialSpec spec;
    private final TrialObserver observer;
    private final TrialCheckpoint checkpoint;
    private final TrialRecord record;
    private final Optional<Rung> stop;
    private final WeightsTold weights;
    private final Supplier<TrialProgress> progress = this::progress;

    TrialExecution(TrialSpec spec, TrialObserver observer) {
        this.spec = spec;
        this.observer = observer;
        this.record = new TrialRecord(spec, observer);
        this.stop = observer.stop();
        this.checkpoint = new TrialCheckpoint(spec.id(), observer);
        this.weights = new WeightsTold(spec, observer);
    }

    /** What is trained, as it is now. */
    abstract Checkpointed state();

    /** Brings what is trained back to its beginning. */
    abstract void renew();

    /** Goes on within an epoch. */
    void goOn(EpochSums current) {}

    /** What the steps of the epoch under way add up to. */
    EpochSums current() {
        return EpochSums.NONE;
    }

    /**
     * Trains for one epoch and adds it to the record.
     *
     * @throws DivergedException if it cannot go on
     */
    abstract void train(int epoch);

    /** Adds the spectra of all layers to the record. */
    abstract void measure(int epoch);

    /** What is measured at the end. */
    abstract Measured evaluate();

    /** How a trial has ended that was trained to its end. */
    Ending ending() {
        return Ending.COMPLETED;
    }

    abstract List<NamedArray> weights();

    abstract String weightsDigest();

    /** Done so far. */
    abstract long steps();

    @Override
    public void close() {}

    final TrialSpec spec() {
        return spec;
    }

    final TrialRecord record() {
        return record;
    }

    final TrialResult run() {
        tellWeights(0);
        try {
            takeUp().ifPresentOrElse(this::goOn, () -> measure(0));
            for (int epoch = record.epochs() + 1; epoch <= lastEpoch(); epoch++) {
                train(epoch);
                measure(epoch);
                tellWeightsUnlessLast(epoch);
                record.tellEpoch();
            }
            if (lastEpoch() < spec.training().epochs()) {
                return stopped(stop.orElseThrow());
            }
            tellWeights(spec.training().epochs());
            return result(ending(), weightsDigest(), evaluate());
        } catch (TrialCancelledException e) {
            checkpoint.write(progress(), state());
            throw e;
        } catch (DivergedException e) {
            return result(new Ending(TrialStatus.DIVERGED, e.reason), "", Measured.NOTHING);
        }
    }

    /** Where the leg ends. */
    private int lastEpoch() {
        int epochs = spec.training().epochs();
        return stop.map(rung -> Math.min(rung.epochs(), epochs)).orElse(epochs);
    }

    /** A state behind the end of the leg is of no use. */
    private Optional<TrialProgress> takeUp() {
        Optional<TrialProgress> kept = checkpoint.takeUp(state(), this::renew);
        boolean isBehind = kept.map(progress -> !progress.isWithin(lastEpoch())).orElse(false);
        if (isBehind) {
            renew();
        }
        return isBehind ? Optional.empty() : kept;
    }

    private TrialResult stopped(Rung rung) {
        checkpoint.write(progress(), state());
        String reason = rung.reason(spec.training().epochs());
        return result(new Ending(TrialStatus.STOPPED_EARLY, reason), weightsDigest(), evaluate());
    }

    /** The last ones are told at the end, since an attempt may go on from a state behind the last epoch. */
    private void tellWeightsUnlessLast(int epoch) {
        if (epoch < spec.training().epochs()) {
            tellWeights(epoch);
        }
    }

    private void tellWeights(int epoch) {
        weights.tell(epoch, this::weights);
    }

    private void goOn(TrialProgress from) {
        goOn(from.current());
        record.goOn(from);
    }

    private TrialProgress progress() {
        return record.progress(current());
    }

    final void keepStateIfDue() {
        checkpoint.writeIfDue(progress, state());
    }

    final void requireNotCancelled() {
        if (observer.isCancelled()) {
            throw new TrialCancelledException(spec.id());
        }
    }

    private TrialResult result(Ending ending, String digest, Measured measured) {
        return record.result(ending, steps(), digest, measured.evaluations(), measured.samples());
    }

    /** Training has left the finite numbers. */
    static final class DivergedException extends RuntimeException {
        private final String reason;

        DivergedException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
