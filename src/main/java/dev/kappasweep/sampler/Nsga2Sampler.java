package dev.kappasweep.sampler;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sampler.Dimension.Choice;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A genetic algorithm for several objectives: Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II, 2002. Candidate i is of
 * generation i / population. Its parents are among the best that were told of earlier generations, as many as a population, so
 * that who comes late counts as soon as it has come; the first generation is random.
 *
 * <p>Ordered dimensions are crossed (simulated binary crossover) and mutated (polynomial mutation) in their shares, the values of others swapped and
 * drawn anew. In the place of what has been tried comes a random point.
 */
public record Nsga2Sampler(Space space, long seed, Nsga2Settings settings) implements Sampler {
    @Override
    public Point suggest(long number, History history) {
        RandomGenerator random = RandomStreams.stream(seed, RandomSampler.stream(number));
        long generation = number / settings.population();
        List<Told> earlier = history.told().stream()
                .filter(one -> one.number() / settings.population() < generation)
                .filter(one -> !one.hasFailed())
                .toList();
        return earlier.isEmpty()
                ? RandomSampler.draw(space, random)
                : child(Ranking.best(earlier, settings.population()), history, random);
    }

    private Point child(List<Told> parents, History history, RandomGenerator random) {
        double[] shares = shares(parents, random);
        if (random.nextDouble() < settings.crossover()) {
            cross(shares, shares(parents, random), random);
        }
        return new Tried(history).orAnother(space.at(mutated(shares, random)), space, random);
    }

    /** Of the better of two parents, which is the one that stands before the other; anything where it has no value. */
    private double[] shares(List<Told> parents, RandomGenerator random) {
        int better = Math.min(random.nextInt(parents.size()), random.nextInt(parents.size()));
        double[] shares = space.shares(parents.get(better).point());
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Double.isNaN(shares[i]) ? random.nextDouble() : shares[i];
        }
        return shares;
    }

    /** Makes the first parent a child of both. */
    private void cross(double[] shares, double[] other, RandomGenerator random) {
        for (int i = 0; i < shares.length; i++) {
            boolean isCrossed = random.nextDouble() < 0.5;
            double draw = random.nextDouble();
            boolean isNearOther = random.nextDouble() < 0.5;
            double near = isNearOther ? other[i] : shares[i];
            double far = isNearOther ? shares[i] : other[i];
            boolean isBlended = isCrossed && isOrdered(i);
            shares[i] = isBlended ? inside(0.5 * (near + far + spread(draw) * (near - far))) : near;
        }
    }

    private boolean isOrdered(int dimension) {
        return !(space.dimension(dimension) instanceof Choice choice) || choice.isOrdered();
    }

    /** How far apart the children are, as a multiple of the parents' way. */
    private double spread(double draw) {
        double power = 1 / (settings.nearness() + 1);
        return StrictMath.pow(draw <= 0.5 ? 2 * draw : 0.5 / (1 - draw), power);
    }

    /** Each dimension with a probability that lets about one change. */
    private double[] mutated(double[] shares, RandomGenerator random) {
        double[] mutated = shares.clone();
        for (int i = 0; i < shares.length; i++) {
            boolean isMutated = random.nextDouble() * shares.length < 1;
            double draw = random.nextDouble();
            if (isMutated) {
                mutated[i] = isOrdered(i) ? inside(shares[i] + way(draw)) : draw;
            }
        }
        return mutated;
    }

    private double way(double draw) {
        double power = 1 / (settings.mutationNearness() + 1);
        return draw < 0.5 ? StrictMath.pow(2 * draw, power) - 1 : 1 - StrictMath.pow(2 - 2 * draw, power);
    }

    private static double inside(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
