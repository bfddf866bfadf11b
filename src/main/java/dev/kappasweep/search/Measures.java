package dev.kappasweep.search;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the objectives and constraints of a search ask for, as it is measured of a trial: in the units of tables, accuracies in percent. */
public final class Measures {
    private final List<Quantity> quantities;

    /** @throws InvalidInputException if one is measured of no trial of the sweep, or is several numbers */
    public Measures(SweepSpec sweep) {
        SearchSpec search = sweep.searched().orElseThrow();
        this.quantities = Stream.concat(
                        search.objectives().stream().map(SearchObjective::metric),
                        search.constraints().stream().map(SearchConstraint::metric))
                .map(metric -> quantity(metric, sweep))
                .toList();
    }

    /** The one number that {@code metric} asks for. */
    public static Quantity quantity(String metric, SweepSpec sweep) {
        List<Quantity> asked = MetricPattern.parse(metric).quantities(sweep);
        if (asked.size() != 1) {
            throw new InvalidInputException("metric: '" + metric + "' is " + asked.size() + " numbers, expected one of "
                    + String.join(", ", asked.stream().map(Quantity::text).toList()));
        }
        return asked.get(0);
    }

    /** Of the objectives, then of the constraints, in the order of the sweep file. */
    public List<Quantity> quantities() {
        return quantities;
    }

    /** In the order of {@link #quantities}; NaN for what was not measured. */
    List<Double> of(TrialResult result) {
        return quantities.stream().map(quantity -> of(quantity, result)).toList();
    }

    private static double of(Quantity quantity, TrialResult result) {
        return quantity.metric().factor()
                * switch (quantity.metric().of()) {
                    case LAYER -> ofLayer(quantity, result);
                    case EVALUATION -> ofEvaluation(quantity, result);
                    case TRIAL -> ofTrial(quantity.metric(), result);
                };
    }

    private static double ofEvaluation(Quantity quantity, TrialResult result) {
        return result.evaluations().stream()
                .filter(one -> one.metric().equals(quantity.metric().text())
                        && one.snr().equals(quantity.snr()))
                .mapToDouble(EvaluationMeasurement::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double ofLayer(Quantity quantity, TrialResult result) {
        Predicate<LayerMeasurement> isAsked =
                one -> quantity.epoch() == Quantity.LAST || one.epoch() == quantity.epoch();
        return result.layers().stream()
                .filter(one -> one.layer().equals(quantity.layer()))
                .filter(isAsked)
                .reduce((first, second) -> first.epoch() > second.epoch() ? first : second)
                .map(layer -> quantity.metric().of(layer.spectrum()))
                .orElse(Double.NaN);
    }

    private static double ofTrial(Metric metric, TrialResult result) {
        List<EpochMeasurement> epochs = result.epochs();
        return switch (metric) {
            case TRAIN_LOSS -> result.trainLoss();
            case SECONDS -> result.seconds();
            case STEPS -> result.steps();
            case VALIDATION_ACCURACY ->
                epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).validationAccuracy();
            default ->
                epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).validationLoss();
        };
    }
}
