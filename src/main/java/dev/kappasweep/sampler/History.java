package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;
import java.util.Comparator;
import java.util.List;

/**
 * What a search knows when it decides. Equal whatever the order in which it was put together.
 *
 * @param told in the order of their numbers, of which no two are equal; all of as many losses and violations
 * @param running those of which nothing is told yet, in the order of points
 */
public record History(List<Told> told, List<Point> running) {
    public static final History EMPTY = new History(List.of(), List.of());

    public History {
        told = told.stream().sorted(Comparator.comparingLong(Told::number)).toList();
        running = running.stream().sorted().toList();
        for (int i = 1; i < told.size(); i++) {
            requireAlike(told.get(i - 1), told.get(i));
        }
    }

    private static void requireAlike(Told one, Told next) {
        String item = "candidate " + next.number();
        Require.require(one.number() != next.number(), item, "told twice", "once");
        Require.require(
                one.losses().size() == next.losses().size(),
                item,
                next.losses().size() + " losses",
                one.losses().size() + " as before");
        Require.require(
                one.violations().size() == next.violations().size(),
                item,
                next.violations().size() + " violations",
                one.violations().size() + " as before");
    }
}
