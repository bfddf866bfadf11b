package dev.kappasweep.trial;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.nn.Dropout;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.nn.Penalty;
import dev.kappasweep.nn.Trainer;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import dev.kappasweep.sweep.LearningRateSchedule;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A network in training: the network, its penalties and its batches. All memory outside the heap is allocated here. */
public final class TrainingSession implements AutoCloseable, Checkpointed {
    private final Network network;
    private final List<Penalty> penalties;
    private final Trainer trainer;
    private final InputScaling scaling;
    private final Validation validation;
    private final BatchSource batches;
    private final Pass pass;
    private final Matrix target;
    private final @Nullable Pass lastPass;
    private final @Nullable Matrix lastTarget;
    private final Runnable fillNext = this::fillNext;
    private int lastImages;

    /** At the beginning of epoch 1. */
    public TrainingSession(TrialSpec spec, Dataset data) {
        this(spec, data, Team.ALONE);
    }

    /** The same, whose steps the team does together. */
    public TrainingSession(TrialSpec spec, Dataset data, Team team) {
        TaskShape task = Procedure.ofNetwork(spec).shape(spec, data);
        this.network = newNetwork(spec, data, task, team);
        network.initialize(
                spec.settings().get(Parameter.INITIALISATION, Initialisation.class),
                RandomStreams.stream(spec.seed(), "weights"));
        this.penalties = Penalties.of(spec, network);
        TrainingSplit split = TrainingSplit.of(spec, data.train());
        int images = split.count();
        this.trainer = new Trainer(network, task.loss(), penalties, learningRate(spec, images), spec.settings());
        this.scaling = InputScaling.of(spec, data);
        this.validation = new Validation(spec, task, split.heldBack(data.train()), scaling);
        this.batches = new BatchSource(data.train(), split, scaling, task.target(), spec.trainSnr(), spec.seed());
        int batch = Math.min(spec.training().batch(), images);
        this.pass = newPass(spec, network, batch);
        this.target = Matrix.zeros(network.precision(), batch, task.targetColumns());
        int rest = images % batch;
        this.lastPass = rest == 0 ? null : pass.firstRows(rest);
        this.lastTarget = rest == 0 ? null : target.rowRange(0, rest);
    }

    /** With weights of zero. */
    static Network newNetwork(TrialSpec spec, Dataset data, TaskShape task, Team team) {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(data.train().size());
        sizes.addAll(spec.network().hidden());
        sizes.add(task.outputs());
        List<Activation> activations = new ArrayList<>(spec.network().activations());
        activations.add(task.outputActivation());
        int moments = Trainer.moments(spec.settings());
        return Penalties.fitPanels(spec, sizes.get(1), sizes.get(0))
                ? Network.withFirstLayerInPanels(
                        sizes,
                        activations,
                        Math.min(spec.training().batch(), TrainingSplit.learned(spec, data.train())),
                        moments,
                        team)
                : new Network(Precision.FLOAT32, sizes, activations, moments, team);
    }

    /** Of a step, by its number from 1 on. */
    private static LongToDoubleFunction learningRate(TrialSpec spec, int images) {
        double rate = spec.training().learningRate();
        int epochs = spec.training().epochs();
        LearningRateSchedule schedule =
                spec.settings().get(Parameter.LEARNING_RATE_SCHEDULE, LearningRateSchedule.class);
        int batch = Math.min(spec.training().batch(), images);
        long stepsOfEpoch = (images + batch - 1L) / batch;
        return step -> rate * schedule.factorOf((step - 1) / stepsOfEpoch, epochs);
    }

    private static Pass newPass(TrialSpec spec, Network network, int batch) {
        double rate = spec.network().dropout();
        return rate == 0
                ? Pass.forTraining(network, batch)
                : Pass.forTraining(
                        network,
                        batch,
                        Dropout.of(network, batch, rate, step -> RandomStreams.stream(spec.seed(), "dropout " + step)));
    }

    public Network network() {
        return network;
    }

    public Trainer trainer() {
        return trainer;
    }

    /** Measures the network on the images that are held back. */
    Validation validation() {
        return validation;
    }

    /** Of every image that the network sees. */
    InputScaling scaling() {
        return scaling;
    }

    /** Whether all images of the epoch have been trained on. */
    public boolean isEpochOver() {
        return batches.remaining() == 0;
    }

    /** Goes to the beginning of the next epoch. */
    public void startEpoch() {
        batches.startEpoch();
    }

    /**
     * Trains on the next batch of the epoch.
     *
     * @return the loss, mean over the batch, without the penalty; NaN or infinite if it is
     */
    public double step() {
        if (!batches.isFilled()) {
            fillNext();
        }
        Pass batch = nextPass();
        Matrix labels = nextTarget();
        batches.take();
        lastImages = batch.rows();
        return trainer.step(batch, labels, fillNext);
    }

    /** Of the epoch, if there is one; done while the step before ends. */
    private void fillNext() {
        if (!isEpochOver()) {
            Pass batch = nextPass();
            batches.fill(batch.input(), nextTarget());
            batch.prepare();
        }
    }

    private Pass nextPass() {
        return lastPass != null && isNextLast() ? lastPass : pass;
    }

    private Matrix nextTarget() {
        return lastTarget != null && isNextLast() ? lastTarget : target;
    }

    private boolean isNextLast() {
        return batches.remaining() < pass.rows();
    }

    /** In the batch of the last step. */
    int lastImages() {
        return lastImages;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        trainer.save(out);
        batches.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        trainer.restore(in);
        batches.restore(in);
    }

    @Override
    public void close() {
        network.close();
        penalties.forEach(Penalty::close);
        pass.close();
        target.close();
    }
}
