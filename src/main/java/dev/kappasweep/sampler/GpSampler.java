package dev.kappasweep.sampler;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sampler.Acquisition.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Bayesian optimisation: where a Gaussian process that knows what was told expects the largest improvement, by its logarithm, times the
 * probability that the constraints are met. Several objectives are one at a time, the larger of weighted losses with weights of the
 * candidate's own: Knowles, ParEGO, 2006. What is running is believed to give what is expected of it; what failed is as bad as
 * the worst.
 *
 * <p>A suggestion takes time that goes with the third power of the points known. Of more than
 * {@link GpSettings#mostPoints} a third are the best, the others in equal distances among the rest.
 */
public final class GpSampler implements Sampler {
    /** Of the best point, in its shares. */
    private static final double[] NEIGHBOURHOODS = {0.1, 0.01, 0.001};

    private final Space space;
    private final long seed;
    private final GpSettings settings;
    private final SobolSampler start;
    private final Features features;

    public GpSampler(Space space, long seed, GpSettings settings) {
        this.space = space;
        this.seed = seed;
        this.settings = settings;
        start = new SobolSampler(space, seed);
        features = new Features(space);
    }

    @Override
    public Point suggest(long number, History history) {
        long finished = history.told().stream().filter(one -> !one.hasFailed()).count();
        return finished < settings.startup()
                ? start.suggest(number, history)
                : decide(history, RandomStreams.stream(seed, RandomSampler.stream(number)));
    }

    private Point decide(History history, RandomGenerator random) {
        List<Told> known = Subset.of(history.told(), settings.mostPoints());
        Bend loss = new Bend(known, Scalar.of(known, random)::loss);
        Acquisition acquisition = acquisition(known, loss, history.running());
        Tried tried = new Tried(history);
        List<double[]> candidates = candidates(known, loss, random);
        Point point = new Climb(space, features, acquisition, tried).highest(candidates, settings.climbs());
        return tried.orAnother(point, space, random);
    }

    private Acquisition acquisition(List<Told> known, Bend loss, List<Point> running) {
        double[][] at = running.stream().map(features::of).toArray(double[][]::new);
        Standard losses = Standard.of(known, loss);
        List<Limit> constraints = IntStream.range(0, known.get(0).violations().size())
                .mapToObj(i -> Standard.of(known, one -> one.violations().get(i)))
                .map(standard -> new Limit(process(known, standard).believing(at), standard.of(0)))
                .toList();
        Optional<Limit> improvement = known.stream()
                .filter(one -> !one.hasFailed() && one.violation() == 0)
                .map(loss::applyAsDouble)
                .min(Double::compare)
                .map(best -> improvement(process(known, losses), losses.of(best), at, constraints));
        return new Acquisition(improvement, constraints);
    }

    /** On the best of what was told and what is believed of what is running. */
    private static Limit improvement(
            GaussianProcess process, double told, double[][] running, List<Limit> constraints) {
        double best = Arrays.stream(running)
                .filter(point -> constraints.stream().allMatch(limit -> limit.isMetAt(point)))
                .mapToDouble(point -> process.at(point).mean())
                .reduce(told, Math::min);
        return new Limit(process.believing(running), best);
    }

    private GaussianProcess process(List<Told> known, Standard standard) {
        double[][] points = known.stream().map(one -> features.of(one.point())).toArray(double[][]::new);
        double[] values = standard.values();
        List<Told> fitted = Subset.of(known, settings.mostFitted());
        int[] indices = IntStream.range(0, known.size())
                .filter(i -> fitted.contains(known.get(i)))
                .toArray();
        Matern matern = Evidence.best(
                features,
                IntStream.of(indices).mapToObj(i -> points[i]).toArray(double[][]::new),
                IntStream.of(indices).mapToDouble(i -> values[i]).toArray());
        return new GaussianProcess(features, matern, points, values);
    }

    private List<double[]> candidates(List<Told> known, Bend loss, RandomGenerator random) {
        Sobol sequence = new Sobol(space.size(), random);
        List<double[]> candidates = new ArrayList<>();
        for (int i = 0; i < settings.candidates(); i++) {
            candidates.add(sequence.point(i));
        }
        known.stream()
                .sorted((one, other) -> Double.compare(loss.applyAsDouble(one), loss.applyAsDouble(other)))
                .limit(5)
                .forEach(one -> addNear(space.shares(one.point()), candidates, random));
        return candidates;
    }

    private static void addNear(double[] shares, List<double[]> candidates, RandomGenerator random) {
        for (double width : NEIGHBOURHOODS) {
            for (int i = 0; i < 4; i++) {
                double[] near = new double[shares.length];
                for (int k = 0; k < near.length; k++) {
                    double way = width * random.nextGaussian();
                    near[k] = Double.isNaN(shares[k]) ? random.nextDouble() : Math.max(0, Math.min(1, shares[k] + way));
                }
                candidates.add(near);
            }
        }
    }
}
