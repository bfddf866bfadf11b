package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Axes;
import java.util.Arrays;
import java.util.List;

/** A parameter that tells configurations apart, in the order of the grid. */
enum ConfigurationAxis {
    REGULARIZER("regularizer"),
    SOLVER("solver"),
    LAMBDA("lambda"),
    TRAIN_SNR("trainSnr"),
    LEARNING_RATE("learningRate"),
    BATCH("batch");

    private final String title;

    ConfigurationAxis(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String text(Configuration configuration) {
        return switch (this) {
            case REGULARIZER -> configuration.regularizer().text();
            case SOLVER -> configuration.solver().toString();
            case LAMBDA -> NumberText.plain(configuration.lambda());
            case TRAIN_SNR -> configuration.trainSnr().toString();
            case LEARNING_RATE -> NumberText.plain(configuration.learningRate());
            case BATCH -> Integer.toString(configuration.batch());
        };
    }

    /** Lambda, and every other axis with more than one value. */
    static List<ConfigurationAxis> shown(Axes axes) {
        return Arrays.stream(values())
                .filter(axis -> axis == LAMBDA || axis.values(axes).size() > 1)
                .toList();
    }

    private List<?> values(Axes axes) {
        return switch (this) {
            case REGULARIZER -> axes.regularizer();
            case SOLVER -> axes.solver();
            case LAMBDA -> axes.lambda();
            case TRAIN_SNR -> axes.trainSnr();
            case LEARNING_RATE -> axes.learningRate();
            case BATCH -> axes.batch();
        };
    }
}
