package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;

/**
 * Of {@link Nsga2Sampler}.
 *
 * @param population how many candidates a generation has, and how many are parents of the next
 * @param crossover the probability that a candidate has two parents and not one
 * @param nearness of children to their parents in crossover, 0 or more: the larger the nearer
 * @param mutationNearness of a value to what it was in mutation, 0 or more
 */
public record Nsga2Settings(int population, double crossover, double nearness, double mutationNearness) {
    public static final Nsga2Settings DEFAULT = new Nsga2Settings(50, 0.9, 15, 20);

    public Nsga2Settings {
        Require.require(population >= 2, "population", population, "a whole number of at least 2");
        Require.require(crossover >= 0 && crossover <= 1, "crossover", crossover, "0 to 1");
        Require.nonNegativeFinite("nearness", nearness);
        Require.nonNegativeFinite("mutation nearness", mutationNearness);
    }
}
