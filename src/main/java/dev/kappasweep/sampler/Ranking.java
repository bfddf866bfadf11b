package dev.kappasweep.sampler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of those told are best: those that meet all constraints before the others, which go by their violation, and before those that
 * have failed. Several objectives go by non-dominated fronts, and within a front those first whose neighbours are far: Deb and others, A fast
 * and elitist multiobjective genetic algorithm: NSGA-II, 2002. Ties go by number.
 */
public final class Ranking {
    private static final Comparator<Told> BY_LOSSES = (one, other) -> {
        for (int i = 0; i < one.losses().size(); i++) {
            int order = Double.compare(one.losses().get(i), other.losses().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Long.compare(one.number(), other.number());
    };
    private static final Comparator<Told> BY_VIOLATION =
            Comparator.comparingDouble(Told::violation).thenComparing(BY_LOSSES);

    private Ranking() {}

    /** The {@code count} best, the best first. */
    public static List<Told> best(List<Told> told, int count) {
        List<Told> best = new ArrayList<>();
        List<Told> feasible = told.stream()
                .filter(one -> !one.hasFailed() && one.violation() == 0)
                .sorted(BY_LOSSES)
                .toList();
        addFronts(feasible, count, best);
        told.stream()
                .filter(one -> !one.hasFailed() && one.violation() > 0)
                .sorted(BY_VIOLATION)
                .forEach(best::add);
        told.stream().filter(Told::hasFailed).forEach(best::add);
        return best.subList(0, Math.min(count, best.size()));
    }

    /** @param left sorted by losses */
    private static void addFronts(List<Told> left, int count, List<Told> best) {
        if (left.isEmpty() || left.get(0).losses().size() == 1) {
            best.addAll(left);
            return;
        }
        List<Told> behind = left;
        while (!behind.isEmpty() && best.size() < count) {
            List<Told> front = front(behind);
            best.addAll(byDistance(front));
            behind = without(behind, front);
        }
        best.addAll(behind);
    }

    /** Those of any order that have not failed, meet all constraints, and are dominated by no other such. */
    public static List<Told> feasibleFront(List<Told> told) {
        return front(told.stream()
                .filter(one -> !one.hasFailed() && one.violation() == 0)
                .sorted(BY_LOSSES)
                .toList());
    }

    /** Those that none dominates: who does so stands before it. */
    public static List<Told> front(List<Told> sorted) {
        List<Told> front = new ArrayList<>();
        for (Told one : sorted) {
            if (front.stream().noneMatch(better -> dominates(better, one))) {
                front.add(one);
            }
        }
        return front;
    }

    private static boolean dominates(Told better, Told worse) {
        boolean isBetter = false;
        for (int i = 0; i < better.losses().size(); i++) {
            double difference = better.losses().get(i) - worse.losses().get(i);
            if (difference > 0) {
                return false;
            }
            isBetter |= difference < 0;
        }
        return isBetter;
    }

    private static List<Told> without(List<Told> told, List<Told> front) {
        Set<Long> numbers = front.stream().map(Told::number).collect(Collectors.toSet());
        return told.stream().filter(one -> !numbers.contains(one.number())).toList();
    }

    private static List<Told> byDistance(List<Told> front) {
        double[] distances = distances(front);
        return IntStream.range(0, front.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -distances[i])
                        .thenComparing(i -> front.get(i).number()))
                .map(front::get)
                .toList();
    }

    /** The crowding distance of each: of all objectives the way between its neighbours, as a part of the front's; infinite at an end. */
    static double[] distances(List<Told> front) {
        double[] distances = new double[front.size()];
        for (int objective = 0; objective < front.get(0).losses().size(); objective++) {
            addDistances(front, objective, distances);
        }
        return distances;
    }

    private static void addDistances(List<Told> front, int objective, double[] distances) {
        int[] order = IntStream.range(0, front.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> loss(front, i, objective))
                        .thenComparing(i -> front.get(i).number()))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = order.length - 1;
        double range = loss(front, order[last], objective) - loss(front, order[0], objective);
        distances[order[0]] = Double.POSITIVE_INFINITY;
        distances[order[last]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last && range > 0; i++) {
            distances[order[i]] +=
                    (loss(front, order[i + 1], objective) - loss(front, order[i - 1], objective)) / range;
        }
    }

    private static double loss(List<Told> front, int index, int objective) {
        return front.get(index).losses().get(objective);
    }
}
