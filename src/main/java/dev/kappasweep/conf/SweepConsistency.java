package dev.kappasweep.conf;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DataKind;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Strength;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notes what does not fit together among values that are each allowed, of one grid. */
final class SweepConsistency {
    private final SweepValues values;
    private final Problems problems;
    private final Experiment experiment;
    private final Set<String> noted = new HashSet<>();

    /** @param values of which every single one was found allowed */
    SweepConsistency(SweepValues values, Problems problems) {
        this.values = values;
        this.problems = problems;
        this.experiment = values.get(SweepKeys.EXPERIMENT);
    }

    void check() {
        requireOneOf(Parameter.PROTOCOL, experiment.rules().protocols());
        requireOneOf(Parameter.OPTIMIZER, experiment.rules().optimizers());
        checkDataset();
        checkProblem();
        requireOneOf(Parameter.REGULARIZER, experiment.rules().regularizers());
        all(Parameter.HIDDEN, Integer.class).forEach(this::checkNetwork);
    }

    private void requireOneOf(Parameter parameter, List<? extends Named> allowed) {
        for (Object value : values.axis(parameter)) {
            if (value instanceof Named named && !allowed.contains(named)) {
                add(parameter, named.text(), names(allowed));
            }
        }
    }

    private void checkDataset() {
        DatasetSpec dataset = values.get(SweepKeys.DATASET);
        DataKind kind = experiment.rules().data();
        if (dataset.kind() != kind) {
            boolean isOfImages = kind == DataKind.IMAGES;
            add(
                    SweepKeys.DATASET,
                    dataset.name(),
                    isOfImages ? DatasetSpec.allowedImages() : DatasetSpec.GAUSSIAN.name());
        }
    }

    private void checkNetwork(List<Integer> hidden) {
        for (List<Activation> activations : all(Parameter.ACTIVATION, Activation.class)) {
            NetworkSpec.expectedInPlaceOf(activations, hidden)
                    .ifPresent(expected -> add(Parameter.ACTIVATION, activations.size() + " values", expected));
        }
        experiment
                .rules()
                .expectedInPlaceOf(hidden.size())
                .ifPresentOrElse(
                        expected -> add(Parameter.HIDDEN, hidden.toString(), expected), () -> checkLayers(hidden));
    }

    private void checkProblem() {
        for (int inputs : integers(Parameter.PROBLEM_INPUTS)) {
            for (int samples : integers(Parameter.PROBLEM_SAMPLES)) {
                Optional<String> expected = ProblemSpec.expectedSamples(inputs, samples);
                expected.ifPresent(words -> add(Parameter.PROBLEM_SAMPLES, Integer.toString(samples), words));
                if (expected.isEmpty()) {
                    integers(Parameter.PROBLEM_OUTPUTS).forEach(outputs -> checkProblem(outputs, inputs, samples));
                }
            }
        }
    }

    private void checkProblem(int outputs, int inputs, int samples) {
        try {
            new ProblemSpec(outputs, inputs, samples);
        } catch (InvalidInputException e) {
            Parameter largest = Stream.of(
                            Parameter.PROBLEM_OUTPUTS, Parameter.PROBLEM_INPUTS, Parameter.PROBLEM_SAMPLES)
                    .max(Comparator.comparing(parameter -> integers(parameter).get(0)))
                    .orElseThrow();
            values.setting(SweepKeys.axis(largest))
                    .ifPresent(setting -> problems.add(setting.origin(), String.valueOf(e.getMessage())));
        }
    }

    private void checkLayers(List<Integer> hidden) {
        List<String> names = experiment.rules().layerNames(hidden.size() + 1);
        String expected = names.size() > 4 ? names.get(0) + " to " + names.get(names.size() - 1) : joined(names);
        for (List<String> layers : lists(Parameter.LAYERS, values.layers(hidden), String.class)) {
            List<String> unknown =
                    layers.stream().filter(layer -> !names.contains(layer)).toList();
            unknown.forEach(layer -> add(Parameter.LAYERS, layer, expected));
            if (unknown.isEmpty()) {
                checkStrengths(layers);
            }
        }
    }

    private void checkStrengths(List<String> layers) {
        for (Object value : values.axis(Parameter.LAMBDA)) {
            Strength strength = (Strength) value;
            RegularizerSpec.expectedInPlaceOf(strength, layers)
                    .ifPresent(
                            expected -> add(Parameter.LAMBDA, strength.values().toString(), expected));
        }
    }

    private <T> List<List<T>> all(Parameter parameter, Class<T> element) {
        return lists(parameter, values.axis(parameter), element);
    }

    private static <T> List<List<T>> lists(Parameter parameter, List<Object> values, Class<T> element) {
        return values.stream()
                .map(value -> parameter.form().elements(value).stream()
                        .map(element::cast)
                        .toList())
                .toList();
    }

    private List<Integer> integers(Parameter parameter) {
        return values.axis(parameter).stream().map(Integer.class::cast).toList();
    }

    private void add(Parameter parameter, String value, String expected) {
        add(SweepKeys.axis(parameter), value, expected);
    }

    private void add(Key<?> key, String value, String expected) {
        String message = "'" + value + "' is not allowed, expected " + expected;
        if (noted.add(key.path() + message)) {
            values.setting(key)
                    .ifPresent(setting -> problems.add(setting.origin(), setting.node(), setting.key(), message));
        }
    }

    private static String names(List<? extends Named> values) {
        return values.stream().map(Named::text).collect(Collectors.joining(" or "));
    }

    private static String joined(List<String> names) {
        return String.join(", ", names);
    }
}
