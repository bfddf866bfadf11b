package dev.kappasweep.search;

import dev.kappasweep.sampler.History;
import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Sampler;
import dev.kappasweep.sampler.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The candidates of a sampler, of which those without a result are known to it as running. */
final class Proposals {
    private final Sampler sampler;
    private final boolean learns;
    private final List<Told> before;
    private final Map<Long, Point> running = new TreeMap<>();
    private long made;

    /**
     * Of which none is made.
     *
     * @param learns whether it looks at what is known
     * @param before what was known before the search, with numbers from 0
     */
    Proposals(Sampler sampler, boolean learns, List<Told> before) {
        this.sampler = sampler;
        this.learns = learns;
        this.before = before;
    }

    /** The number of the next candidate. */
    long made() {
        return made;
    }

    /** @param told of candidates of the search, on one rung */
    Point next(List<Told> told) {
        Point point = sampler.suggest(before.size() + made, learns ? history(told) : History.EMPTY);
        running.put(made, point);
        made++;
        return point;
    }

    private History history(List<Told> told) {
        List<Told> all = new ArrayList<>(before);
        told.forEach(
                one -> all.add(new Told(before.size() + one.number(), one.point(), one.losses(), one.violations())));
        return new History(all, List.copyOf(running.values()));
    }

    /** A candidate has a result. */
    void told(long candidate) {
        running.remove(candidate);
    }
}
