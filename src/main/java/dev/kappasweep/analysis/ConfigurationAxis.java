package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Axes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A parameter that tells configurations apart, in the order of the grid. */
enum ConfigurationAxis {
    REGULARIZER(
            "regularizer",
            Axes::regularizer,
            configuration -> configuration.regularizer().text()),
    SOLVER("solver", Axes::solver, configuration -> configuration.solver().toString()),
    LAMBDA("lambda", Axes::lambda, configuration -> NumberText.plain(configuration.lambda())),
    TRAIN_SNR(
            "trainSnr",
            Axes::trainSnr,
            configuration -> configuration.trainSnr().toString()),
    LEARNING_RATE("learningRate", Axes::learningRate, configuration -> NumberText.plain(configuration.learningRate())),
    BATCH("batch", Axes::batch, configuration -> Integer.toString(configuration.batch()));

    private final String title;
    private final Function<Axes, List<?>> values;
    private final Function<Configuration, String> text;

    ConfigurationAxis(String title, Function<Axes, List<?>> values, Function<Configuration, String> text) {
        this.title = title;
        this.values = values;
        this.text = text;
    }

    String title() {
        return title;
    }

    String text(Configuration configuration) {
        return text.apply(configuration);
    }

    /** Lambda, and every other axis with more than one value. */
    static List<ConfigurationAxis> shown(Axes axes) {
        return Arrays.stream(values())
                .filter(axis -> axis == LAMBDA || axis.values.apply(axes).size() > 1)
                .toList();
    }
}
