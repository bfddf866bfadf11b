package dev.kappasweep.trial;

import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A guess at the floating-point operations of a trial, good enough to start the longest first so that no long one is left alone
 * at the end, and to say before a sweep whether it takes minutes or days.
 */
public final class TrialCost implements ToDoubleFunction<TrialSpec> {
    private final Dataset data;
    private @Nullable Known last;

    private record Known(TrialSpec spec, double flops) {}

    /** @param data on which the trials run */
    public TrialCost(Dataset data) {
        this.data = data;
    }

    @Override
    public double applyAsDouble(TrialSpec spec) {
        Known known = last;
        // Of a configuration once: its replicates follow each other.
        if (known == null || !spec.isReplicateOf(known.spec())) {
            known = new Known(spec, Procedure.of(spec).flops(spec, data));
            last = known;
        }
        return known.flops();
    }

    /** Of the trial that moves most in memory. */
    public Optional<StepDemand> largestStep(List<TrialSpec> trials) {
        StepDemand largest = null;
        TrialSpec before = null;
        for (TrialSpec trial : trials) {
            if (before == null || !trial.isReplicateOf(before)) {
                StepDemand step = Procedure.of(trial).step(trial, data);
                largest = largest == null || step.bytes() > largest.bytes() ? step : largest;
            }
            before = trial;
        }
        return Optional.ofNullable(largest);
    }

    /** The most that the weights to be kept of one of {@code trials} take, in bytes. */
    public long keptBytes(List<TrialSpec> trials, KeepWeights kept) {
        return kept.isAny()
                ? (long) trials.stream()
                        .mapToDouble(trial -> {
                            int epochs = trial.training().epochs();
                            return Procedure.of(trial).bytesOfWeights(trial, data)
                                    * kept.epochs(epochs, epochs).size();
                        })
                        .max()
                        .orElse(0)
                : 0;
    }
}
