package dev.kappasweep.search;

import dev.kappasweep.sampler.Told;
import java.util.ArrayList;
import java.util.List;

/** Every candidate of a sampler, each to its last epoch. */
final class SamplingStrategy implements SearchStrategy {
    private final Proposals proposals;
    private final int lastRung;
    private final List<Told> told = new ArrayList<>();

    SamplingStrategy(Proposals proposals, int lastRung) {
        this.proposals = proposals;
        this.lastRung = lastRung;
    }

    @Override
    public Step next(boolean mayTry) {
        return mayTry ? new Step.Try(proposals.next(told), lastRung) : new Step.Wait();
    }

    @Override
    public void told(Evaluation evaluation) {
        proposals.told(evaluation.candidate());
        told.add(evaluation.told());
    }

    @Override
    public boolean mayGoOn(long candidate) {
        return false;
    }
}
