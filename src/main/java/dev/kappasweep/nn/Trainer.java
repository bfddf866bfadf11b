package dev.kappasweep.nn;

import dev.kappasweep.kernel.AdamStep;
import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.kernel.SgdStep;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Settings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Trains a network on loss + sum over layers of lambda r(W). Allocates nothing outside the heap. */
public final class Trainer implements Checkpointed {
    private final Network network;
    private final Loss loss;
    private final List<Penalty> penalties;
    private final LongToDoubleFunction learningRate;
    private final OptimizerStep optimizer;
    private long steps;
    private double lastPenalty;
    private int lastSolverSteps;

    /** By Adam with one learning rate. */
    public Trainer(Network network, Loss loss, List<Penalty> penalties, double learningRate) {
        this(network, loss, penalties, step -> learningRate, new AdamStep());
    }

    /**
     * By the optimiser that {@code settings} ask for.
     *
     * @param learningRate of a step, by its number from 1 on
     */
    public Trainer(
            Network network, Loss loss, List<Penalty> penalties, LongToDoubleFunction learningRate, Settings settings) {
        this(network, loss, penalties, learningRate, optimizer(settings));
    }

    /** How many numbers the optimiser that {@code settings} ask for remembers for each weight: what a network is made for. */
    public static int moments(Settings settings) {
        return optimizer(settings).moments();
    }

    private static OptimizerStep optimizer(Settings settings) {
        double decay = settings.real(dev.kappasweep.sweep.Parameter.WEIGHT_DECAY);
        return settings.training().optimizer() == Optimizer.SGD
                ? new SgdStep(
                        settings.real(dev.kappasweep.sweep.Parameter.MOMENTUM),
                        settings.get(dev.kappasweep.sweep.Parameter.NESTEROV, Boolean.class),
                        decay)
                : new AdamStep(decay);
    }

    /** @param learningRate of a step, by its number from 1 on */
    public Trainer(
            Network network,
            Loss loss,
            List<Penalty> penalties,
            LongToDoubleFunction learningRate,
            OptimizerStep optimizer) {
        this.network = network;
        this.loss = loss;
        this.penalties = List.copyOf(penalties);
        this.learningRate = learningRate;
        this.optimizer = optimizer;
    }

    /** One step with nothing beside it. */
    public double step(Pass pass, Matrix target) {
        return step(pass, target, () -> {});
    }

    /**
     * One step: forward, loss, back, penalties, update, projections. If the loss or the penalty is NaN or infinite, or a penalty's
     * solver fails, the parameters and the number of steps stay as they were.
     *
     * @param pass holds the batch
     * @param target as the loss wants it, one row per image of the batch
     * @param beside what else is to be done, at once with the update and by one thread, when neither the batch nor the target is needed
     *     any more; not done if there is no update
     * @return the loss of the batch before the update, without the penalties
     */
    public double step(Pass pass, Matrix target, Runnable beside) {
        pass.beginStep(steps + 1);
        pass.forward();
        double value = loss.evaluate(pass.output(), target, pass.outputDelta());
        lastPenalty = 0;
        lastSolverSteps = 0;
        if (!Double.isFinite(value)) {
            return value;
        }
        pass.backward();
        for (int i = 0; i < penalties.size(); i++) {
            lastPenalty += penalties.get(i).addGradient();
            lastSolverSteps += penalties.get(i).solverSteps();
        }
        if (Double.isFinite(lastPenalty)) {
            update(beside);
        }
        return value;
    }

    private void update(Runnable beside) {
        steps++;
        optimizer.advance(learningRate.applyAsDouble(steps), steps);
        network.update(optimizer, beside);
        for (int i = 0; i < penalties.size(); i++) {
            penalties.get(i).afterUpdate();
        }
    }

    /** Writes the network with the optimiser's moments, the number of steps and what the penalties keep. */
    @Override
    public void save(DataOutput out) throws IOException {
        network.save(out);
        out.writeLong(steps);
        for (Penalty penalty : penalties) {
            penalty.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        network.restore(in);
        steps = in.readLong();
        for (Penalty penalty : penalties) {
            penalty.restore(in);
        }
    }

    /** Steps taken so far. */
    public long steps() {
        return steps;
    }

    /** Sum of lambda r(W) over the layers at the last step, before its update. */
    public double lastPenalty() {
        return lastPenalty;
    }

    /** Steps that the solvers took at the last step, summed over layers. */
    public int lastSolverSteps() {
        return lastSolverSteps;
    }
}
