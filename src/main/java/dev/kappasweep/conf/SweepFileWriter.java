package dev.kappasweep.conf;

import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.ValueForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the sweep file of one configuration, with what differs from the defaults. {@link SweepFileReader} reads its trials from it. */
public final class SweepFileWriter {
    private SweepFileWriter() {}

    /**
     * The text of a sweep file.
     *
     * @param sweep whose data and evaluation it has
     * @param name of the new sweep
     * @param settings of its trials
     * @param seeds of its trials, at least one
     */
    public static String text(SweepSpec sweep, String name, Settings settings, List<Long> seeds) {
        StringBuilder text = new StringBuilder();
        Experiment experiment = sweep.experiment();
        text.append("name: ").append(name).append('\n');
        text.append("experiment: ").append(experiment.text()).append('\n');
        text.append("dataset: ").append(dataset(sweep.dataset())).append('\n');
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (Parameter parameter : Parameter.values()) {
            if (parameter.isOf(experiment) && parameter != Parameter.SEED && isSaid(parameter, settings, experiment)) {
                Key<?> key = parameter.isAxisOnly() ? SweepKeys.axis(parameter) : SweepKeys.of(parameter);
                String value = value(parameter, settings.get(parameter));
                sections.computeIfAbsent(key.section(), section -> new LinkedHashMap<>())
                        .put(key.name(), parameter.isAxisOnly() ? "[" + value + "]" : value);
            }
        }
        sections.computeIfAbsent(SweepKeys.AXES_SECTION, section -> new LinkedHashMap<>())
                .put(Parameter.SEED.text(), seeds.toString());
        sections.forEach((section, keys) -> append(text, section, keys));
        return ExperimentKeys.isWithoutEffect(experiment, SweepKeys.TEST_SNR)
                ? text.toString()
                : text.append("evaluation: {snr: ")
                        .append(sweep.evaluation().snr().stream()
                                .map(Snr::toString)
                                .toList())
                        .append(", draws: ")
                        .append(sweep.evaluation().draws())
                        .append("}\n")
                        .toString();
    }

    private static boolean isSaid(Parameter parameter, Settings settings, Experiment experiment) {
        Object value = settings.get(parameter);
        boolean isDefault = parameter
                .standard(experiment)
                .filter(text -> parameter.textOf(value).equals(parameter.textOf(parsed(parameter, text))))
                .isPresent();
        boolean isOfNothing = parameter.form().takesSingle()
                && parameter.form().elements(value).isEmpty(); // as the activation of no hidden layer
        boolean dependsOnNetwork = parameter == Parameter.LAYERS;
        return !isOfNothing && (dependsOnNetwork || !isDefault);
    }

    private static Object parsed(Parameter parameter, String yaml) {
        return parameter.parse(yaml.replaceAll("[\\[\\] ]", ""));
    }

    private static String dataset(DatasetSpec dataset) {
        return dataset.isDirectory() ? "{directory: '" + dataset.name().replace("'", "''") + "'}" : dataset.name();
    }

    private static String value(Parameter parameter, Object value) {
        ValueForm form = parameter.form();
        List<String> elements = form.elements(value).stream()
                .map(element -> quoted(parameter.textOf(form.ofElements(List.of(element)))))
                .toList();
        return elements.size() == 1 && form.takesSingle() ? elements.get(0) : elements.toString();
    }

    private static String quoted(String text) {
        return text.contains(",") ? "'" + text + "'" : text;
    }

    private static void append(StringBuilder text, String section, Map<String, String> keys) {
        if (section.isEmpty()) {
            keys.forEach(
                    (key, value) -> text.append(key).append(": ").append(value).append('\n'));
        } else {
            text.append(section)
                    .append(keys.entrySet().stream()
                            .map(key -> key.getKey() + ": " + key.getValue())
                            .collect(Collectors.joining(", ", ": {", "}\n")));
        }
    }
}
