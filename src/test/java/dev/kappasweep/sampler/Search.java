package dev.kappasweep.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One search after the other, each candidate told before the next is chosen. */
final class Search {
    private Search() {}

    /** What was told of {@code count} candidates. */
    static List<Told> told(Problem problem, Sampler sampler, int count) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Point point = sampler.suggest(i, new History(told, List.of()));
            double loss = problem.loss().applyAsDouble(point.values());
            told.add(new Told(i, point, List.of(loss), List.of()));
        }
        return told;
    }

    /** The least loss of the first {@code counts} of those told, less the least that there is. */
    static double[] regrets(Problem problem, List<Told> told, int... counts) {
        return Arrays.stream(counts)
                .mapToDouble(count -> told.stream()
                                .limit(count)
                                .mapToDouble(one -> one.losses().get(0))
                                .min()
                                .orElseThrow()
                        - problem.least())
                .toArray();
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
}
