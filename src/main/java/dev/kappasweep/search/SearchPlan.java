package dev.kappasweep.search;

import dev.kappasweep.sampler.History;
import dev.kappasweep.sampler.Sampler;
import dev.kappasweep.sampler.SamplerKind;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a search will come to, as far as that can be told before it is run.
 *
 * @param epochs of each rung from its trial's beginning; one, of the whole training, where there are no rungs
 * @param candidates expected on each rung
 * @param sample trials at random points of the space
 */
public record SearchPlan(List<Integer> epochs, List<Integer> candidates, List<TrialSpec> sample) {
    private static final int SAMPLE = 64;

    public SearchPlan {
        epochs = List.copyOf(epochs);
        candidates = List.copyOf(candidates);
        sample = List.copyOf(sample);
    }

    /** Of a sweep with a search. */
    public static SearchPlan of(SweepSpec sweep, DatasetId data) {
        SearchSpec search = sweep.searched().orElseThrow();
        List<Integer> epochs =
                search.hasRungs() ? search.rungs().epochs(sweep.mostEpochs()) : List.of(sweep.mostEpochs());
        List<Integer> candidates = search.hasRungs()
                ? Rehearsal.candidates(search, epochs.size())
                : epochs.stream().map(rung -> search.trials()).toList();
        return new SearchPlan(epochs, candidates, sample(sweep, data));
    }

    private static List<TrialSpec> sample(SweepSpec sweep, DatasetId data) {
        SearchSpec search = sweep.searched().orElseThrow();
        SearchSpace space = new SearchSpace(search);
        Sampler random = SamplerKind.RANDOM.sampler(space.space(), search.seed());
        return IntStream.range(0, SAMPLE)
                .mapToObj(i -> sweep.trial(
                        data,
                        space.values(random.suggest(i, History.EMPTY)),
                        search.seeds().get(0)))
                .toList();
    }

    /** How many whole trainings with one seed all that is expected comes to. */
    public double trainings() {
        double sum = 0;
        for (int rung = 0; rung < epochs.size(); rung++) {
            int before = rung == 0 ? 0 : epochs.get(rung - 1);
            sum += candidates.get(rung) * (double) (epochs.get(rung) - before);
        }
        return sum / epochs.get(epochs.size() - 1);
    }
}
