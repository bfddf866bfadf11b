package dev.kappasweep.run;

import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first trial of each kind: those that would show soon that a sweep cannot work. */
final class Canaries {
    /** What decides the sizes of a trial's matrices and the code that it runs through. */
    private record Kind(NetworkSpec network, RegularizerSpec regularizer, List<String> penalised, int batch) {
        static Kind of(TrialSpec trial) {
            return new Kind(
                    trial.network(),
                    trial.regularizer(),
                    trial.layerNames().stream()
                            .filter(layer -> trial.lambda(layer) > 0)
                            .toList(),
                    trial.training().batch());
        }
    }

    private Canaries() {}

    /** The canaries, then the other trials; both in the order of {@code trials}. */
    static List<List<TrialSpec>> first(List<TrialSpec> trials) {
        Set<Kind> seen = new HashSet<>();
        List<TrialSpec> canaries = new ArrayList<>();
        List<TrialSpec> others = new ArrayList<>();
        trials.forEach(trial -> (seen.add(Kind.of(trial)) ? canaries : others).add(trial));
        return List.of(canaries, others);
    }
}
