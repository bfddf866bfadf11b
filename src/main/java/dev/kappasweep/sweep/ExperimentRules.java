package dev.kappasweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an experiment is to a sweep: what its file may say, and what holds where that says nothing. What is said here holds of a
 * network on images unless the experiment says otherwise.
 */
public interface ExperimentRules {
    /** What its trials learn from, which is what parameters, data sets and test noise are of. */
    default DataKind data() {
        return DataKind.IMAGES;
    }

    /** Whether an image is to be told by its class, so that one without training images cannot be. */
    default boolean hasClasses() {
        return false;
    }

    /** Those that say something about it; the first is the default. */
    List<Protocol> protocols();

    /** The penalties that it can be trained with. */
    default List<RegularizerKind> regularizers() {
        return List.of(RegularizerKind.values());
    }

    /** What it can be trained by. */
    default List<Optimizer> optimizers() {
        return List.of(Optimizer.ADAM, Optimizer.SGD);
    }

    /** What is expected in the place of so many hidden layers; empty where they are right. */
    default Optional<String> expectedInPlaceOf(int hiddenLayers) {
        return Optional.empty();
    }

    /** The names of {@code depth} weight matrices from the input on: W1, W2, ... */
    default List<String> layerNames(int depth) {
        return IntStream.rangeClosed(1, depth).mapToObj(layer -> "W" + layer).toList();
    }

    /** What it takes where a file says nothing, as YAML, of the parameters whose default is another than elsewhere. */
    default Map<Parameter, String> standards() {
        return Map.of();
    }

    /** What it penalises of a network with so many hidden layers, as YAML, where that is not its default. */
    default Optional<String> layersOf(int hiddenLayers) {
        return Optional.empty();
    }

    /** What is measured of a trained model. */
    List<EvaluationMetric> metrics();
}
