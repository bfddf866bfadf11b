package dev.kappasweep.search;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sampler.Space;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.StrategyKind;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A search on a function in the place of trials, for how many candidates come to each rung: the squared distance to a point somewhere in
 * the space, with a little noise on each rung. More go on than one in eta: also those that were among the best when they came, and have been
 * beaten since by what a sampler has learnt; how many in truth depends on what is searched.
 */
final class Rehearsal {
    /** So many candidates say enough of any number. */
    private static final int MOST = 80;

    private static final int RUNS = 5;
    private static final double NOISE = 0.03;

    private final SearchStrategy strategy;
    private final Space space;
    private final int objectives;
    private final int constraints;
    private final int candidates;
    private final double[] best;
    private final RandomGenerator random;
    private final int[] reached;
    private final Map<Long, Evaluation> last = new HashMap<>();

    private Rehearsal(SearchSpec search, Space space, int lastRung) {
        this.strategy = Strategies.KNOWN.of(search, space, lastRung, List.of());
        this.space = space;
        this.objectives = search.objectives().size();
        this.constraints = search.constraints().size();
        this.candidates = search.trials();
        this.random = RandomStreams.stream(search.seed(), "rehearsal");
        this.best = IntStream.range(0, space.size())
                .mapToDouble(i -> random.nextDouble())
                .toArray();
        this.reached = new int[lastRung + 1];
    }

    /**
     * How many candidates are to be expected on each rung.
     *
     * @param rungs how many there are
     */
    static List<Integer> candidates(SearchSpec search, int rungs) {
        int number = Math.min(search.trials(), MOST);
        StrategyKind sampler = search.sampler() == StrategyKind.GP ? StrategyKind.TPE : search.sampler();
        Space space = new SearchSpace(search).space();
        double[] sums = new double[rungs];
        for (int run = 0; run < RUNS; run++) {
            int[] reached = new Rehearsal(search.by(sampler, number, run), space, rungs - 1).run();
            IntStream.range(0, rungs).forEach(rung -> sums[rung] += reached[rung]);
        }
        double scale = (double) search.trials() / number / RUNS;
        return IntStream.range(0, rungs)
                .mapToObj(rung -> (int) Math.round(sums[rung] * scale))
                .toList();
    }

    private int[] run() {
        int begun = 0;
        while (true) {
            Step step = strategy.next(begun < candidates);
            if (step instanceof Step.Try one) {
                train(new Evaluation(begun, one.rung(), one.point(), List.of(), List.of(), true));
                begun++;
            } else if (step instanceof Step.GoOn one) {
                Evaluation before = Objects.requireNonNull(last.get(one.candidate()));
                train(new Evaluation(one.candidate(), before.rung() + 1, before.point(), List.of(), List.of(), true));
            } else {
                return reached;
            }
        }
    }

    private void train(Evaluation asked) {
        double[] shares = space.shares(asked.point());
        double loss = NOISE * random.nextGaussian();
        for (int i = 0; i < shares.length; i++) {
            double way = Double.isNaN(shares[i]) ? 0 : shares[i] - best[i];
            loss += way * way;
        }
        Evaluation measured = new Evaluation(
                asked.candidate(),
                asked.rung(),
                asked.point(),
                Collections.nCopies(objectives, loss),
                Collections.nCopies(constraints, 0.0),
                true);
        reached[asked.rung()]++;
        last.put(asked.candidate(), measured);
        strategy.told(measured);
    }
}
