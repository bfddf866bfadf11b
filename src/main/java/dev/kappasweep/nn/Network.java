package dev.kappasweep.nn;

import dev.kappasweep.crew.Team;
import dev.kappasweep.kernel.AdamStep;
import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Initialisation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Dense layers in a row, and their parameters. */
public final class Network implements AutoCloseable, Checkpointed {
    /** As many moments as any has. */
    private static final int ANY_OPTIMIZER = 2;

    private final Precision precision;
    private final List<DenseLayer> layers;
    private final Team team;

    /** What else is to be done, and all parameters but the first weights, which are most of them. */
    private final Runnable besideFirst = this::updateBesideFirst;

    private OptimizerStep optimizerStep = new AdamStep();
    private Runnable besideUpdate = () -> {};

    /**
     * @param sizes units of the input, of each hidden layer and of the output; at least two
     * @param activations one for each size after the first
     */
    public Network(Precision precision, List<Integer> sizes, List<Activation> activations) {
        this(precision, sizes, activations, ANY_OPTIMIZER, Team.ALONE);
    }

    /**
     * The same, which the team trains and evaluates together.
     *
     * @param moments how many the optimiser has, {@link Trainer#moments}
     */
    public Network(Precision precision, List<Integer> sizes, List<Activation> activations, int moments, Team team) {
        this(precision, sizes, activations, moments, team, null);
    }

    /**
     * The same in float32, its first layer in panels: faster to train, see {@link PanelWeights}, with no penalty on it but a {@link
     * PanelPenalty}.
     *
     * @param maxRows images in the largest batch
     */
    public static Network withFirstLayerInPanels(List<Integer> sizes, List<Activation> activations, int maxRows) {
        return withFirstLayerInPanels(sizes, activations, maxRows, ANY_OPTIMIZER, Team.ALONE);
    }

    /**
     * The same, which the team trains and evaluates together.
     *
     * @param moments how many the optimiser has, {@link Trainer#moments}
     */
    public static Network withFirstLayerInPanels(
            List<Integer> sizes, List<Activation> activations, int maxRows, int moments, Team team) {
        return new Network(
                Precision.FLOAT32,
                sizes,
                activations,
                moments,
                team,
                new PanelWeights(sizes.get(1), sizes.get(0), maxRows, moments, team));
    }

    private Network(
            Precision precision,
            List<Integer> sizes,
            List<Activation> activations,
            int moments,
            Team team,
            @Nullable Weights firstWeights) {
        if (sizes.size() < 2 || activations.size() != sizes.size() - 1) {
            throw new IllegalArgumentException(sizes + " sizes do not fit activations " + activations);
        }
        this.precision = precision;
        this.team = team;
        List<DenseLayer> built = new ArrayList<>();
        for (int i = 0; i < activations.size(); i++) {
            Weights weights = i == 0 && firstWeights != null
                    ? firstWeights
                    : new DenseWeights(precision, sizes.get(i + 1), sizes.get(i), moments);
            built.add(new DenseLayer(weights, activations.get(i), moments));
        }
        this.layers = List.copyOf(built);
    }

    /** Draws all parameters, layer after layer. */
    public void initialize(Initialisation kind, RandomGenerator random) {
        Initializer initializer = new Initializer(kind, random);
        layers.forEach(layer -> layer.initialize(initializer));
    }

    /** What its weights, moments and batches hold on the Java heap; everything else is off the heap. */
    public long heapBytes() {
        return layers.stream().mapToLong(layer -> layer.weights().heapBytes()).sum();
    }

    public Precision precision() {
        return precision;
    }

    Team team() {
        return team;
    }

    /** From the input to the output. */
    public List<DenseLayer> layers() {
        return layers;
    }

    public int inputs() {
        return layers.get(0).inputs();
    }

    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /**
     * Moves every parameter along its gradient.
     *
     * @param beside what else is to be done, at once with it and by one thread
     */
    void update(OptimizerStep step, Runnable beside) {
        optimizerStep = step;
        besideUpdate = beside;
        layers.get(0).weights().update(step, besideFirst);
    }

    private void updateBesideFirst() {
        besideUpdate.run();
        layers.get(0).bias().update(optimizerStep);
        for (int i = 1; i < layers.size(); i++) {
            layers.get(i).weights().update(optimizerStep, () -> {});
            layers.get(i).bias().update(optimizerStep);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (DenseLayer layer : layers) {
            layer.weights().save(out);
            layer.bias().save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (DenseLayer layer : layers) {
            layer.weights().restore(in);
            layer.bias().restore(in);
        }
    }

    @Override
    public void close() {
        layers.forEach(DenseLayer::close);
    }
}
