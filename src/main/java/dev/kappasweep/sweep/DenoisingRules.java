package dev.kappasweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A dense autoencoder that removes noise. */
final class DenoisingRules implements ExperimentRules {
    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.RELEASED_CODE, Protocol.PAPER);
    }

    @Override
    public Optional<String> expectedInPlaceOf(int hiddenLayers) {
        return hiddenLayers % 2 == 1
                ? Optional.empty()
                : Optional.of("an odd number of hidden layers for " + Experiment.DENOISING.text());
    }

    /** E1, E2, ..., D2, D1; the depth is even. */
    @Override
    public List<String> layerNames(int depth) {
        return Stream.concat(
                        IntStream.rangeClosed(1, depth / 2).mapToObj(layer -> "E" + layer),
                        IntStream.range(0, depth / 2).mapToObj(layer -> "D" + (depth / 2 - layer)))
                .toList();
    }

    @Override
    public Map<Parameter, String> standards() {
        return Map.of(Parameter.ACTIVATION, "relu", Parameter.LAYERS, "[E1, E2, D2, D1]");
    }

    @Override
    public Optional<String> layersOf(int hiddenLayers) {
        return hiddenLayers == 1 ? Optional.of("[E1, D1]") : Optional.empty();
    }

    @Override
    public List<EvaluationMetric> metrics() {
        return List.of(EvaluationMetric.MSE, EvaluationMetric.PSNR, EvaluationMetric.SSIM);
    }
}
