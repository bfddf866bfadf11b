package dev.kappasweep.search;

import dev.kappasweep.sampler.SamplerKind;
import dev.kappasweep.sampler.Space;
import dev.kappasweep.sampler.Told;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.SearchSpec;
import java.util.List;

/** Makes the strategy that a search names. */
@FunctionalInterface
public interface Strategies {
    /** Those of {@link dev.kappasweep.sweep.StrategyKind}. */
    Strategies KNOWN = Strategies::known;

    /**
     * A strategy at its beginning.
     *
     * @param space of which dimension i is parameter i of the search's space
     * @param lastRung that of the whole training; 0 where there is no other
     * @param before what is known of points of the space from elsewhere
     */
    SearchStrategy of(SearchSpec search, Space space, int lastRung, List<Told> before);

    private static SearchStrategy known(SearchSpec search, Space space, int lastRung, List<Told> before) {
        SamplerKind kind = Named.parse(
                SamplerKind.class, "search.sampler", search.sampler().text());
        boolean learns = kind != SamplerKind.RANDOM && kind != SamplerKind.SOBOL;
        Proposals proposals = new Proposals(kind.sampler(space, search.seed()), learns, before);
        int eta = search.rungs().eta();
        SearchStrategy strategy = switch (search.strategy()) {
            case ASHA -> HalvingStrategy.asha(proposals, lastRung, eta, search.trials());
            case HYPERBAND -> HalvingStrategy.hyperband(proposals, lastRung, eta, search.trials());
            default -> new SamplingStrategy(proposals, lastRung);
        };
        return search.stopsByMedian()
                ? new MedianStrategy(strategy, search.strategy().hasRungs(), lastRung)
                : strategy;
    }
}
