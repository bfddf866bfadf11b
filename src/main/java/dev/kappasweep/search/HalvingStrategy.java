package dev.kappasweep.search;

import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Successive halving without waiting for whole rungs (ASHA, arXiv 1810.05934), in one bracket or in several that begin on different
 * rungs (Hyperband, arXiv 1603.06560): a candidate goes on when it is among the best of its rung so far, else a new one begins.
 */
final class HalvingStrategy implements SearchStrategy {
    /** So many told on a rung are enough for a sampler to learn from it. */
    private static final int ENOUGH = 10;

    private final Proposals proposals;
    private final int lastRung;
    private final List<Bracket> brackets;

    private HalvingStrategy(Proposals proposals, int lastRung, List<Bracket> brackets) {
        this.proposals = proposals;
        this.lastRung = lastRung;
        this.brackets = brackets;
    }

    /** @param trials candidates that the search will have */
    static HalvingStrategy asha(Proposals proposals, int lastRung, int eta, int trials) {
        return new HalvingStrategy(proposals, lastRung, List.of(new Bracket(0, lastRung, eta, 1, trials)));
    }

    /**
     * With a bracket for each first rung, which have candidates as Hyperband gives them: ceil((s_max + 1) / (s + 1) eta^s) in that which begins s rungs
     * before the last.
     *
     * @param trials as of {@link #asha}
     */
    static HalvingStrategy hyperband(Proposals proposals, int lastRung, int eta, int trials) {
        return new HalvingStrategy(proposals, lastRung, brackets(lastRung, eta, trials));
    }

    private static List<Bracket> brackets(int lastRung, int eta, int trials) {
        List<Long> weights = weights(lastRung, eta);
        long all = weights.stream().mapToLong(Long::longValue).sum();
        return IntStream.rangeClosed(0, lastRung)
                .mapToObj(rung -> new Bracket(
                        rung, lastRung, eta, weights.get(rung), (int) ((trials * weights.get(rung) + all - 1) / all)))
                .toList();
    }

    /** By first rung. */
    private static List<Long> weights(int lastRung, int eta) {
        List<Long> weights = new ArrayList<>();
        long power = 1;
        for (int s = 0; s <= lastRung; s++) {
            weights.add(0, ((lastRung + 1) * power + s) / (s + 1));
            power *= eta;
        }
        return weights;
    }

    @Override
    public Step next(boolean mayTry) {
        for (int rung = lastRung - 1; rung >= 0; rung--) {
            for (Bracket bracket : brackets) {
                Optional<Long> best = bracket.promote(rung);
                if (best.isPresent()) {
                    return new Step.GoOn(best.get());
                }
            }
        }
        return mayTry ? begin() : new Step.Wait();
    }

    /** In the bracket that has fewest for its weight. */
    private Step begin() {
        Bracket bracket =
                brackets.stream().min(Comparator.comparingDouble(Bracket::fill)).orElseThrow();
        long number = proposals.made();
        Point point = proposals.next(comparable());
        bracket.begin(number);
        return new Step.Try(point, bracket.first());
    }

    /** Of the highest rung on which enough were told, since those of several rungs cannot be compared. */
    private List<Told> comparable() {
        List<List<Told>> byRung = new ArrayList<>();
        for (int rung = lastRung; rung >= 0; rung--) {
            List<Told> on = new ArrayList<>();
            for (Bracket bracket : brackets) {
                on.addAll(bracket.told(rung));
            }
            byRung.add(on);
        }
        return byRung.stream()
                .filter(on -> on.size() >= ENOUGH)
                .findFirst()
                .orElseGet(() ->
                        byRung.stream().max(Comparator.comparing(List::size)).orElseThrow());
    }

    @Override
    public void told(Evaluation evaluation) {
        proposals.told(evaluation.candidate());
        bracketOf(evaluation.candidate()).told(evaluation);
    }

    private Bracket bracketOf(long candidate) {
        return brackets.stream().filter(one -> one.has(candidate)).findFirst().orElseThrow();
    }

    @Override
    public boolean mayGoOn(long candidate) {
        return bracketOf(candidate).mayGoOn(candidate);
    }
}
