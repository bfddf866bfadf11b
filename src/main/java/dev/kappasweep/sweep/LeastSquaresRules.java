package dev.kappasweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One matrix by gradient descent. */
final class LeastSquaresRules implements ExperimentRules {
    @Override
    public DataKind data() {
        return DataKind.GAUSSIAN;
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.PAPER);
    }

    @Override
    public List<RegularizerKind> regularizers() {
        return List.of(RegularizerKind.NONE, RegularizerKind.CONDITION_NUMBER, RegularizerKind.TIKHONOV);
    }

    @Override
    public List<Optimizer> optimizers() {
        return List.of(Optimizer.GRADIENT_DESCENT);
    }

    @Override
    public Optional<String> expectedInPlaceOf(int hiddenLayers) {
        return hiddenLayers == 0
                ? Optional.empty()
                : Optional.of("no hidden layers for " + Experiment.LEAST_SQUARES.text());
    }

    @Override
    public Map<Parameter, String> standards() {
        return Map.of(
                Parameter.PROTOCOL, "paper",
                Parameter.HIDDEN, "[]",
                Parameter.SOLVER, "exact",
                Parameter.OPTIMIZER, "gradientDescent",
                Parameter.LEARNING_RATE, "1");
    }

    @Override
    public List<EvaluationMetric> metrics() {
        return List.of(EvaluationMetric.ERROR, EvaluationMetric.ERROR_RATIO);
    }
}
