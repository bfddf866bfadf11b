package dev.kappasweep.peer;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.linalg_matrix_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.torch_rand;
import static org.bytedeco.pytorch.global.torch.torch_randint;
import static org.bytedeco.pytorch.global.torch.torch_randn;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The classifier of torch_step.py (784-hidden-10, sigmoid) with random images, and its training step. */
final class Classifier {
    static final int INPUTS = 784;
    static final int CLASSES = 10;
    private static final int IMAGES = 4096;
    private static final Scalar TWO = new Scalar(2);

    private final Mode mode;
    private final int batch;
    private final double lambda;
    private final int nu;
    private final List<Tensor> parameters;
    private final Tensor weights;
    private final FusedAdam adam;
    private final Tensor images = torch_randn(IMAGES, INPUTS);
    private final Tensor labels = torch_randint(0, CLASSES, new long[] {IMAGES}).to(torch.ScalarType.Long);
    private final Tensor lastV;

    Classifier(Mode mode, int batch, double lambda, int hidden) {
        this.mode = mode;
        this.batch = batch;
        this.lambda = lambda;
        this.nu = Math.min(INPUTS, hidden);
        this.parameters = List.of(
                uniform(INPUTS, hidden, INPUTS),
                uniform(INPUTS, hidden),
                uniform(hidden, CLASSES, hidden),
                uniform(hidden, CLASSES));
        this.weights = parameters.get(0);
        this.adam = new FusedAdam(parameters);
        Tensor start = torch_randn(INPUTS);
        this.lastV = start.div(start.norm());
    }

    /** The start of torch.nn.Linear: uniform in +-1/sqrt(fanIn). */
    private static Tensor uniform(int fanIn, long... size) {
        double bound = 1 / Math.sqrt(fanIn);
        Tensor drawn = torch_rand(size).mul(new Scalar(2 * bound)).sub(new Scalar(bound));
        return drawn.detach().requires_grad_(true);
    }

    /** Step {@code number}, counted from 0, which decides the batch. */
    void step(int number) {
        try (PointerScope temporaries = new PointerScope()) {
            train(number);
        }
    }

    /** As {@link #step}, and reads the loss of the batch. */
    double stepWithLoss(int number) {
        try (PointerScope temporaries = new PointerScope()) {
            return train(number).item_float();
        }
    }

    private Tensor train(int number) {
        long from = (long) number * batch % (IMAGES - batch + 1);
        Tensor hidden = sigmoid(layer(images.narrow(0, from, batch), 0));
        Tensor loss = cross_entropy_loss(layer(hidden, 1), labels.narrow(0, from, batch));
        Tensor objective = mode == Mode.PAPER ? loss.add(penalty().mul(new Scalar(lambda * 0.5))) : loss;
        adam.zeroGradients();
        objective.backward();
        try (NoGradGuard guard = new NoGradGuard()) {
            if (mode == Mode.LANCZOS) {
                addPenaltyGradient();
            }
            adam.step();
        }
        return loss;
    }

    private Tensor layer(Tensor input, int number) {
        return linear(input, parameters.get(2 * number), new TensorOptional(parameters.get(2 * number + 1)));
    }

    /** sigma_1^2 - ||W||_F^2/nu: the norm of order 2 is torch.linalg.norm(W, 2), by a full decomposition. */
    private Tensor penalty() {
        Tensor sigma = linalg_matrix_norm(weights, TWO);
        Tensor frobenius = linalg_matrix_norm(weights);
        return sigma.pow(TWO).sub(frobenius.pow(TWO).div(new Scalar(nu)));
    }

    private void addPenaltyGradient() {
        Lanczos.Triplet triplet = Lanczos.topSingularTriplet(weights, lastV);
        Scalar strength = new Scalar(lambda * triplet.sigma().item_float());
        weights.mutable_grad().addr_(triplet.u(), triplet.v(), new Scalar(1), strength);
        weights.mutable_grad().add_(weights, new Scalar(-lambda / nu));
        lastV.copy_(triplet.v());
    }

    /** W1, b1, W2, b2. */
    List<Tensor> parameters() {
        return parameters;
    }

    Tensor images() {
        return images;
    }

    Tensor labels() {
        return labels;
    }

    /** Where the next Lanczos process starts. */
    Tensor lastV() {
        return lastV;
    }
}
