package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which classes have images. A network has an output for every class up to the largest label, whether there are images of it or
 * not.
 *
 * @param classes how many there are
 * @param absent those without any image, ascending
 * @param untested those with training images only
 * @param unseen those with test images only: each of these counts as wrong, whatever is trained
 */
public record ClassCoverage(int classes, List<Integer> absent, List<Integer> untested, List<Integer> unseen) {
    private static final int MOST_NAMED = 10;

    public ClassCoverage {
        absent = List.copyOf(absent);
        untested = List.copyOf(untested);
        unseen = List.copyOf(unseen);
    }

    /** Of all images. */
    public static ClassCoverage of(Dataset data) {
        return of(data, data.train().count());
    }

    /**
     * Of the images that every trial of {@code sweep} uses.
     *
     * @throws InvalidInputException if one asks for more training images than there are
     */
    public static ClassCoverage of(Dataset data, SweepSpec sweep) {
        int all = data.train().count();
        List<Integer> asked = sweep.values(Parameter.TRAIN_IMAGES).stream()
                .map(Integer.class::cast)
                .toList();
        asked.stream().filter(images -> images > all).findFirst().ifPresent(more -> {
            throw new InvalidInputException(
                    Parameter.TRAIN_IMAGES.key() + ": " + more + " is not allowed, expected at most " + all
                            + ", the training images of " + data.id().name() + ", or 0 for all");
        });
        int fewest = asked.stream()
                .mapToInt(images -> images == 0 ? all : images)
                .min()
                .orElse(all);
        return sweep.experiment().rules().hasClasses()
                ? of(data, fewest)
                : new ClassCoverage(data.classes(), List.of(), List.of(), List.of());
    }

    private static ClassCoverage of(Dataset data, int trainImages) {
        boolean[] train = seen(data.train(), trainImages, data.classes());
        boolean[] test = seen(data.test(), data.test().count(), data.classes());
        return new ClassCoverage(
                data.classes(),
                where(data.classes(), label -> !train[label] && !test[label]),
                where(data.classes(), label -> train[label] && !test[label]),
                where(data.classes(), label -> !train[label] && test[label]));
    }

    private static boolean[] seen(LabelledImages images, int count, int classes) {
        boolean[] seen = new boolean[classes];
        for (int i = 0; i < count; i++) {
            seen[images.label(i)] = true;
        }
        return seen;
    }

    private static List<Integer> where(int classes, IntPredicate holds) {
        return IntStream.range(0, classes).filter(holds).boxed().toList();
    }

    /** A line for each kind of class that lacks images; none where every class has both. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        add(notices, absent, "no image");
        add(notices, untested, "no test image");
        add(notices, unseen, "test images and no training image");
        return notices;
    }

    private void add(List<String> notices, List<Integer> labels, String what) {
        if (!labels.isEmpty()) {
            notices.add(labels.size() + " of " + classes + " classes " + (labels.size() == 1 ? "has " : "have ") + what
                    + ": " + named(labels));
        }
    }

    private static String named(List<Integer> labels) {
        String first = labels.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        int rest = labels.size() - MOST_NAMED;
        return rest > 0 ? first + " and " + rest + " more" : first;
    }

    /**
     * Refuses data that no training can be right about.
     *
     * @throws InvalidInputException if a class is tested that is not trained, and {@code run} does not allow it
     */
    public void requireTrained(RunSpec run) {
        if (!unseen.isEmpty() && !run.allowsUnseenClasses()) {
            List<String> problem = new ArrayList<>();
            add(problem, unseen, "test images and no training image");
            throw new InvalidInputException("dataset: " + problem.get(0)
                    + "; expected training images of every class that is tested, or run.allowUnseenClasses: true");
        }
    }
}
