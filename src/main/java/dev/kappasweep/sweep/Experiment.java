package dev.kappasweep.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a sweep trains and measures. */
public enum Experiment implements Named {
    /** Section 4.2 of the paper: a dense classifier, accuracy under test noise. */
    CLASSIFICATION("classification"),
    /** Section 4.3: a dense autoencoder that removes noise; its output, a sigmoid, has the size of its input. */
    DENOISING("denoising"),
    /** Section 4.1: one matrix W by gradient descent on ||W X - Y||_F^2, X and Y Gaussian. */
    LEAST_SQUARES("least-squares");

    private final String text;

    Experiment(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Those that say something about this experiment; the first is the default. */
    public List<Protocol> protocols() {
        return switch (this) {
            case CLASSIFICATION -> List.of(Protocol.RELEASED_CODE);
            case DENOISING -> List.of(Protocol.RELEASED_CODE, Protocol.PAPER);
            case LEAST_SQUARES -> List.of(Protocol.PAPER);
        };
    }

    /** The penalties that it can be trained with. */
    public List<RegularizerKind> regularizers() {
        return switch (this) {
            case CLASSIFICATION, DENOISING -> List.of(RegularizerKind.values());
            case LEAST_SQUARES ->
                List.of(RegularizerKind.NONE, RegularizerKind.CONDITION_NUMBER, RegularizerKind.TIKHONOV);
        };
    }

    /** What it can be trained by. */
    public List<Optimizer> optimizers() {
        return this == LEAST_SQUARES ? List.of(Optimizer.GRADIENT_DESCENT) : List.of(Optimizer.ADAM, Optimizer.SGD);
    }

    /** What is expected in the place of so many hidden layers; empty where they are right. */
    public Optional<String> expectedInPlaceOf(int hiddenLayers) {
        return switch (this) {
            case CLASSIFICATION -> Optional.empty();
            case DENOISING ->
                hiddenLayers % 2 == 1 ? Optional.empty() : Optional.of("an odd number of hidden layers for " + text);
            case LEAST_SQUARES -> hiddenLayers == 0 ? Optional.empty() : Optional.of("no hidden layers for " + text);
        };
    }

    /**
     * The names of {@code depth} weight matrices from the input on: W1, W2, ...; of an autoencoder, whose depth is even, E1,
     * E2, ..., D2, D1.
     */
    public List<String> layerNames(int depth) {
        return switch (this) {
            case CLASSIFICATION, LEAST_SQUARES ->
                IntStream.rangeClosed(1, depth).mapToObj(layer -> "W" + layer).toList();
            case DENOISING ->
                Stream.concat(
                                IntStream.rangeClosed(1, depth / 2).mapToObj(layer -> "E" + layer),
                                IntStream.range(0, depth / 2).mapToObj(layer -> "D" + (depth / 2 - layer)))
                        .toList();
        };
    }
}
