package dev.kappasweep.trial;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.Sha256;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.weights.NamedArray;
import java.security.MessageDigest;
import java.util.List;

/** Trains a network, batch by batch. */
final class NetworkExecution extends TrialExecution {
    private final Dataset data;
    private final Team team;
    private final EpochTally tally = new EpochTally();
    private TrainingSession session;
    private double lastFiniteLoss = Double.NaN;
    private double lastFinitePenalty = Double.NaN;

    NetworkExecution(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
        super(spec, observer);
        this.data = data;
        this.team = team;
        this.session = new TrainingSession(spec, data, team);
    }

    @Override
    Checkpointed state() {
        return session;
    }

    @Override
    void renew() {
        session.close();
        session = new TrainingSession(spec(), data, team);
    }

    @Override
    void goOn(EpochSums current) {
        tally.set(current);
    }

    @Override
    EpochSums current() {
        return tally.sums();
    }

    @Override
    void train(int epoch) {
        if (tally.steps() == 0 && session.isEpochOver()) {
            session.startEpoch();
        }
        while (!session.isEpochOver()) {
            trainStep(epoch);
            keepStateIfDue();
        }
        Validation.Measured validated = session.validation().measure(session.network(), this::requireNotCancelled);
        record().add(tally.sums().measurement(epoch, TrainingSplit.learned(spec(), data.train()), validated));
        tally.set(EpochSums.NONE);
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

    @Override
    void measure(int epoch) {
        List<DenseLayer> all = session.network().layers();
        List<DeadUnits> deadUnits = DeadUnitCount.of(session.network(), data.test(), session.scaling());
        List<String> names = spec().layerNames();
        for (int i = 0; i < all.size(); i++) {
            measure(epoch, names.get(i), all.get(i).weights().value(), deadUnits.get(i));
        }
    }

    private void measure(int epoch, String name, Matrix weights, DeadUnits deadUnits) {
        try {
            record().measure(epoch, name, weights, deadUnits);
        } catch (ArithmeticException e) {
            throw diverged("no spectrum of " + name + " (" + e.getMessage() + ")", steps(), epoch);
        }
    }

    @Override
    Measured evaluate() {
        return Procedure.ofNetwork(spec())
                .measure(session.network(), spec(), data.test(), session.scaling(), this::requireNotCancelled);
    }

    @Override
    Ending ending() {
        String dead = DeadLayers.describe(record().layers());
        return dead.isEmpty() ? Ending.COMPLETED : new Ending(TrialStatus.DEAD, dead);
    }

    @Override
    List<NamedArray> weights() {
        return WeightArrays.of(session.network(), spec().layerNames());
    }

    /** Of the bytes of {@link #weights}, without a copy of them. */
    @Override
    String weightsDigest() {
        MessageDigest digest = Sha256.digest();
        for (DenseLayer layer : session.network().layers()) {
            digest.update(layer.weights().value().bytes().duplicate().rewind());
            digest.update(layer.bias().value().bytes().duplicate().rewind());
        }
        return Sha256.hex(digest);
    }

    @Override
    long steps() {
        return session.trainer().steps();
    }

    @Override
    public void close() {
        session.close();
    }
}
