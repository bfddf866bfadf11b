package dev.kappasweep.run;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How long trials take on one core: what a model says that they cost, times a factor that is measured, the seconds of the trials
 * that were timed over their cost. The one estimate of times; a model that is wrong by a factor does it no harm.
 */
public final class TrialTimes {
    /** So many trials a slot, and the order in which they end matters less than a percent. */
    private static final int MANY_OF_EACH_SLOT = 100;

    private double cost;
    private double seconds;

    /**
     * Takes a measurement.
     *
     * @param ofCost of a trial or of a part of one, in the model's unit; 0 or more
     * @param took seconds on one core; 0 or more
     */
    public void add(double ofCost, double took) {
        cost += ofCost;
        seconds += took;
    }

    TrialTimes copy() {
        TrialTimes copy = new TrialTimes();
        copy.add(cost, seconds);
        return copy;
    }

    /** Seconds for a cost of 1; empty before anything was measured. */
    public OptionalDouble factor() {
        return cost > 0 && seconds > 0 ? OptionalDouble.of(seconds / cost) : OptionalDouble.empty();
    }

    /**
     * Wall-clock time of trials that {@code slots} run at once, each slot taking the longest that is left.
     *
     * @param times of each, in any order
     */
    public static double makespan(double[] times, int slots) {
        double sum = Arrays.stream(times).sum();
        double longest = Arrays.stream(times).max().orElse(0);
        boolean areMany = times.length > (long) slots * MANY_OF_EACH_SLOT;
        return areMany || slots == 1 ? Math.max(sum / slots, longest) : scheduled(times, slots);
    }

    private static double scheduled(double[] times, int slots) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        double[] busyUntil = new double[Math.min(slots, sorted.length)];
        for (int i = sorted.length - 1; i >= 0; i--) {
            busyUntil[firstFree(busyUntil)] += sorted[i];
        }
        return Arrays.stream(busyUntil).max().orElse(0);
    }

    private static int firstFree(double[] busyUntil) {
        int first = 0;
        for (int slot = 1; slot < busyUntil.length; slot++) {
            first = busyUntil[slot] < busyUntil[first] ? slot : first;
        }
        return first;
    }
}
