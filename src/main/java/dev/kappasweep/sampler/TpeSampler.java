package dev.kappasweep.sampler;

import dev.kappasweep.data.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tree-structured Parzen estimator: first Sobol's sequence, then of some points drawn where the good ones lie, the one where the density of the good over that of the
 * others is largest. Bergstra and others, Algorithms for hyper-parameter optimization, 2011; Watanabe, arXiv 2304.11127.
 *
 * <p>What is running counts as not good, so that many at once do not all try the same. What has been tried is not
 * tried again while there is something else.
 */
public final class TpeSampler implements Sampler {
    /** So many of the others say where they lie; of more, some in equal distances are taken. */
    private static final int MOST_OTHERS = 500;

    /** For each candidate that is wanted, where points have been tried already. */
    private static final int TRIES = 10;

    private final Space space;
    private final long seed;
    private final TpeSettings settings;
    private final SobolSampler start;

    public TpeSampler(Space space, long seed, TpeSettings settings) {
        this.space = space;
        this.seed = seed;
        this.settings = settings;
        start = new SobolSampler(space, seed);
    }

    @Override
    public Point suggest(long number, History history) {
        int finished =
                (int) history.told().stream().filter(one -> !one.hasFailed()).count();
        return finished < settings.startup()
                ? start.suggest(number, history)
                : decide(history, settings.good(finished), RandomStreams.stream(seed, RandomSampler.stream(number)));
    }

    private Point decide(History history, int count, RandomGenerator random) {
        List<Told> best = Ranking.best(history.told(), count);
        List<Point> good = best.stream().map(Told::point).toList();
        List<Point> others = others(history, best);
        Tried tried = new Tried(history);
        double[] values = new double[space.size()];
        Arrays.fill(values, Double.NaN);
        for (int[] group : groups(history.told().get(0).losses().size())) {
            Mixture of = new Mixture(space, group, good);
            Mixture against = new Mixture(space, group, others);
            values = likeliest(of, against, values, tried, random);
        }
        return tried.orAnother(new Point(values), space, random);
    }

    /** The dimensions that are decided on together. */
    private List<int[]> groups(int objectives) {
        IntStream all = IntStream.range(0, space.size());
        return settings.isMultivariate() && objectives == 1
                ? List.of(all.toArray())
                : all.mapToObj(i -> new int[] {i}).toList();
    }

    /** Those that are not good, and what is running. */
    private static List<Point> others(History history, List<Told> best) {
        Set<Long> good = best.stream().map(Told::number).collect(Collectors.toSet());
        List<Point> told = history.told().stream()
                .filter(one -> !good.contains(one.number()))
                .map(Told::point)
                .toList();
        int count = Math.min(MOST_OTHERS, told.size());
        Stream<Point> some = IntStream.range(0, count).mapToObj(i -> told.get((int) ((long) i * told.size() / count)));
        return Stream.concat(some, history.running().stream()).toList();
    }

    /**
     * Of the candidates that are drawn from {@code of} and have not been tried, or of all where all have been, the one that is likeliest
     * there and not in {@code against}.
     *
     * @param before values of the dimensions before those of the mixtures
     */
    private double[] likeliest(Mixture of, Mixture against, double[] before, Tried tried, RandomGenerator random) {
        double[] best = before;
        double highest = Double.NEGATIVE_INFINITY;
        int fresh = 0;
        for (int i = 0; fresh < settings.candidates() && i < TRIES * settings.candidates(); i++) {
            double[] values = before.clone();
            of.draw(random, values);
            if (!tried.has(new Point(values))) {
                fresh++;
                double ratio = of.logDensity(values) - against.logDensity(values);
                best = ratio > highest ? values : best;
                highest = Math.max(highest, ratio);
            } else if (fresh == 0) {
                best = values;
            }
        }
        return best;
    }
}
