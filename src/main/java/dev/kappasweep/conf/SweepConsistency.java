package dev.kappasweep.conf;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Strength;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notes what does not fit together among values that are each allowed. */
final class SweepConsistency {
    private final SweepValues values;
    private final Problems problems;
    private final Experiment experiment;
    private final List<Integer> hidden;

    /** @param values of which every single one was found allowed */
    SweepConsistency(SweepValues values, Problems problems) {
        this.values = values;
        this.problems = problems;
        this.experiment = values.get(SweepKeys.EXPERIMENT);
        this.hidden = values.get(SweepKeys.HIDDEN);
    }

    void check() {
        checkProtocol();
        checkOptimizer();
        checkDataset();
        checkActivations();
        checkProblem();
        checkRegularizers();
        checkNetwork();
    }

    /** The axes alone, which may differ from grid to grid. */
    void checkAxes() {
        checkRegularizers();
        checkStrengths(values.get(SweepKeys.LAYERS));
    }

    private void checkNetwork() {
        experiment
                .expectedInPlaceOf(hidden.size())
                .ifPresentOrElse(expected -> add(SweepKeys.HIDDEN, hidden.toString(), expected), this::checkLayers);
    }

    private void checkProtocol() {
        if (!experiment.protocols().contains(values.get(SweepKeys.PROTOCOL))) {
            add(SweepKeys.PROTOCOL, values.get(SweepKeys.PROTOCOL), names(experiment.protocols()));
        }
    }

    private void checkOptimizer() {
        if (values.get(SweepKeys.OPTIMIZER) != experiment.optimizer()) {
            add(
                    SweepKeys.OPTIMIZER,
                    values.get(SweepKeys.OPTIMIZER),
                    experiment.optimizer().text());
        }
    }

    private void checkDataset() {
        boolean isGaussian = values.get(SweepKeys.DATASET).equals(DatasetSpec.GAUSSIAN);
        if (isGaussian != (experiment == Experiment.LEAST_SQUARES)) {
            String expected = isGaussian ? DatasetSpec.allowedImages() : DatasetSpec.GAUSSIAN.name();
            add(SweepKeys.DATASET, values.get(SweepKeys.DATASET).name(), expected);
        }
    }

    private void checkActivations() {
        List<Activation> activations = values.get(SweepKeys.ACTIVATION);
        NetworkSpec.expectedInPlaceOf(activations, hidden)
                .ifPresent(expected -> add(SweepKeys.ACTIVATION, activations.size() + " values", expected));
    }

    private void checkRegularizers() {
        for (RegularizerKind kind : values.get(SweepKeys.REGULARIZER_AXIS)) {
            if (!experiment.regularizers().contains(kind)) {
                add(SweepKeys.REGULARIZER_AXIS, kind, names(experiment.regularizers()));
            }
        }
    }

    private void checkProblem() {
        int samples = values.get(SweepKeys.SAMPLES);
        Optional<String> expected = ProblemSpec.expectedSamples(values.get(SweepKeys.INPUTS), samples);
        if (expected.isPresent()) {
            add(SweepKeys.SAMPLES, Integer.toString(samples), expected.get());
            return;
        }
        try {
            new ProblemSpec(values.get(SweepKeys.OUTPUTS), values.get(SweepKeys.INPUTS), samples);
        } catch (InvalidInputException e) {
            Key<Integer> largest = Stream.of(SweepKeys.OUTPUTS, SweepKeys.INPUTS, SweepKeys.SAMPLES)
                    .max(Comparator.comparing(values::get))
                    .orElseThrow();
            values.setting(largest)
                    .ifPresent(setting -> problems.add(setting.origin(), String.valueOf(e.getMessage())));
        }
    }

    private void checkLayers() {
        List<String> names = experiment.layerNames(hidden.size() + 1);
        List<String> layers = values.get(SweepKeys.LAYERS);
        List<String> unknown =
                layers.stream().filter(layer -> !names.contains(layer)).toList();
        String expected = names.size() > 4 ? names.get(0) + " to " + names.get(names.size() - 1) : joined(names);
        unknown.forEach(layer -> add(SweepKeys.LAYERS, layer, expected));
        if (unknown.isEmpty()) {
            checkStrengths(layers);
        }
    }

    private void checkStrengths(List<String> layers) {
        for (Strength strength : values.get(SweepKeys.LAMBDA_AXIS)) {
            RegularizerSpec.expectedInPlaceOf(strength, layers)
                    .ifPresent(expected ->
                            add(SweepKeys.LAMBDA_AXIS, strength.values().toString(), expected));
        }
    }

    private void add(Key<?> key, Named value, String expected) {
        add(key, value.text(), expected);
    }

    private void add(Key<?> key, String value, String expected) {
        String message = "'" + value + "' is not allowed, expected " + expected;
        values.setting(key)
                .ifPresent(setting -> problems.add(setting.origin(), setting.node(), setting.key(), message));
    }

    private static String names(List<? extends Named> values) {
        return values.stream().map(Named::text).collect(Collectors.joining(" or "));
    }

    private static String joined(List<String> names) {
        return String.join(", ", names);
    }
}
