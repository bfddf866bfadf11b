package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.Sha256;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Supplier;

/** One run of one trial, and what it has measured so far. */
final class TrialExecution implements AutoCloseable {
    private final TrialSpec spec;
    private final Dataset data;
    private final TrialObserver observer;
    private final TrialCheckpoint checkpoint;
    private final TrialRecord record;
    private final WeightsTold weights;
    private TrainingSession session;
    private final EpochTally tally = new EpochTally();
    private final Supplier<TrialProgress> progress = this::progress;
    private double lastFiniteLoss = Double.NaN;
    private double lastFinitePenalty = Double.NaN;

    TrialExecution(TrialSpec spec, Dataset data, TrialObserver observer) {
        this.spec = spec;
        this.data = data;
        this.observer = observer;
        this.record = new TrialRecord(spec, observer);
        this.checkpoint = new TrialCheckpoint(spec.id(), observer);
        this.weights = new WeightsTold(spec, observer);
        this.session = new TrainingSession(spec, data);
    }

    TrialResult run() {
        tellWeights(0);
        try {
            checkpoint.takeUp(session, this::renewSession).ifPresentOrElse(this::goOn, () -> measureLayers(0));
            for (int epoch = record.epochs() + 1; epoch <= spec.training().epochs(); epoch++) {
                trainEpoch(epoch);
                measureLayers(epoch);
                tellWeightsUnlessLast(epoch);
                record.tellEpoch();
            }
            return completed();
        } catch (TrialCancelledException e) {
            checkpoint.write(progress(), session);
            throw e;
        } catch (DivergedException e) {
            return result(new Ending(TrialStatus.DIVERGED, e.reason), "", Measured.NOTHING);
        }
    }

    /** The last ones are told at the end, since an attempt may go on from a state behind the last epoch. */
    private void tellWeightsUnlessLast(int epoch) {
        if (epoch < spec.training().epochs()) {
            tellWeights(epoch);
        }
    }

    private void tellWeights(int epoch) {
        weights.tell(epoch, () -> WeightArrays.of(session.network(), spec.layerNames()));
    }

    private void renewSession() {
        session.close();
        session = new TrainingSession(spec, data);
    }

    private void goOn(TrialProgress from) {
        tally.set(from.current());
        record.goOn(from);
    }

    private TrialProgress progress() {
        return record.progress(tally.sums());
    }

    private void trainEpoch(int epoch) {
        if (tally.steps() == 0 && session.isEpochOver()) {
            session.startEpoch();
        }
        while (!session.isEpochOver()) {
            trainStep(epoch);
            checkpoint.writeIfDue(progress, session);
        }
        Validation.Measured validated = session.validation().measure(session.network(), this::requireNotCancelled);
        record.add(tally.sums().measurement(epoch, TrainingSplit.learned(spec, data.train()), validated));
        tally.set(EpochSums.NONE);
    }

    private void requireNotCancelled() {
        if (observer.isCancelled()) {
            throw new TrialCancelledException(spec.id());
        }
    }

    private void trainStep(int epoch) {
        long start = System.nanoTime();
        requireNotCancelled();
        long number = session.trainer().steps() + 1;
        try {
            double loss = session.step();
            double penalty = session.trainer().lastPenalty();
            if (!Double.isFinite(loss) || !Double.isFinite(penalty)) {
                throw diverged("loss " + loss + ", penalty " + penalty, number, epoch);
            }
            lastFiniteLoss = loss;
            lastFinitePenalty = penalty;
            int solverSteps = session.trainer().lastSolverSteps();
            tally.add(loss, session.lastImages(), penalty, solverSteps, Seconds.since(start));
        } catch (ArithmeticException e) {
            throw diverged("no singular triplet (" + e.getMessage() + ")", number, epoch);
        }
    }

    private DivergedException diverged(String what, long step, int epoch) {
        return new DivergedException(what + " at step " + step + " (epoch " + epoch + "); last finite loss "
                + lastFiniteLoss + ", penalty " + lastFinitePenalty);
    }

    private void measureLayers(int epoch) {
        List<DenseLayer> all = session.network().layers();
        List<DeadUnits> deadUnits = DeadUnitCount.of(session.network(), data.test(), session.scaling());
        List<String> names = spec.layerNames();
        for (int i = 0; i < all.size(); i++) {
            measure(epoch, names.get(i), all.get(i).weights().value(), deadUnits.get(i));
        }
    }

    private void measure(int epoch, String name, Matrix weights, DeadUnits deadUnits) {
        try {
            record.measure(epoch, name, weights, deadUnits);
        } catch (ArithmeticException e) {
            throw diverged(
                    "no spectrum of " + name + " (" + e.getMessage() + ")",
                    session.trainer().steps(),
                    epoch);
        }
    }

    private TrialResult completed() {
        tellWeights(spec.training().epochs());
        Measured measured =
                Measured.on(session.network(), spec, data.test(), session.scaling(), this::requireNotCancelled);
        String dead = DeadLayers.describe(record.layers());
        Ending ending = dead.isEmpty() ? Ending.COMPLETED : new Ending(TrialStatus.DEAD, dead);
        return result(ending, weightsDigest(), measured);
    }

    private String weightsDigest() {
        MessageDigest digest = Sha256.digest();
        for (DenseLayer layer : session.network().layers()) {
            digest.update(layer.weights().value().bytes().duplicate().rewind());
            digest.update(layer.bias().value().bytes().duplicate().rewind());
        }
        return Sha256.hex(digest);
    }

    private TrialResult result(Ending ending, String weightsDigest, Measured measured) {
        return record.result(
                ending, session.trainer().steps(), weightsDigest, measured.evaluations(), measured.samples());
    }

    @Override
    public void close() {
        session.close();
    }

    private static final class DivergedException extends RuntimeException {
        private final String reason;

        DivergedException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
