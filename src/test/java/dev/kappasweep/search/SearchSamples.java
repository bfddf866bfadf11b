package dev.kappasweep.search;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchDimension.Range;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches of a made-up task, whose trials take no time. */
public final class SearchSamples {
    private static final int EPOCHS = 16;

    private SearchSamples() {}

    /** Of rungs at 1, 4 and 16 epochs where there are any. */
    public static SweepSpec sweep(StrategyKind strategy, int trials) {
        SearchSpec search = new SearchSpec(
                strategy,
                strategy.hasRungs() ? StrategyKind.RANDOM : strategy,
                trials,
                List.of(new SearchObjective("accuracy(0.5)", true)),
                List.of(SearchConstraint.parse("accuracy(inf) >= 10")),
                List.of(1L, 2L, 3L),
                new SearchSpec.Rungs(1, 4),
                false,
                true,
                3,
                7,
                List.of(),
                List.of(
                        range(Parameter.LEARNING_RATE, 1e-5, 1e-1),
                        range(Parameter.LAMBDA, 1e-3, 1),
                        choices(Parameter.ACTIVATION, List.of(Activation.RELU), List.of(Activation.SIGMOID))),
                List.of());
        return SampleSweep.withEpochs(SampleSweep.withSeeds(1L), EPOCHS).with(search);
    }

    private static SearchDimension range(Parameter parameter, double from, double to) {
        return new SearchDimension(parameter, List.of(), new Range(from, to, 0, true, false), null);
    }

    private static SearchDimension choices(Parameter parameter, Object... values) {
        @Nullable Range none = null;
        return new SearchDimension(parameter, List.of(values), none, null);
    }

    /** The same search in other respects. */
    public static SweepSpec with(SweepSpec sweep, boolean stopsByMedian, boolean isOrdered, int parallel) {
        SearchSpec search = sweep.searched().orElseThrow();
        return sweep.with(new SearchSpec(
                search.strategy(),
                search.sampler(),
                search.trials(),
                search.objectives(),
                search.constraints(),
                search.seeds(),
                search.rungs(),
                stopsByMedian,
                isOrdered,
                parallel,
                search.seed(),
                search.from(),
                search.space(),
                search.candidates()));
    }

    /** What comes of a leg: best at a learning rate of 1e-3 and a lambda of 0.1; some diverge, some fail. */
    public static TrialResult result(Leg leg) {
        TrialSpec trial = leg.trial();
        double rate = Math.log10(trial.training().learningRate());
        if (rate > -1.3) {
            return SampleSweep.unfinished(trial, TrialStatus.DIVERGED, "loss NaN");
        }
        if (rate < -4.8) {
            return SampleSweep.unfinished(trial, TrialStatus.FAILED, "no luck");
        }
        double lambda = Math.log10(trial.lambda());
        double noise = 0.01 * Math.floorMod(trial.id().hashCode(), 11) / 10;
        double accuracy = 0.9 - 0.05 * (rate + 3) * (rate + 3) - 0.03 * (lambda + 1) * (lambda + 1) - 0.3 / leg.to();
        return measured(leg, accuracy + noise);
    }

    private static TrialResult measured(Leg leg, double accuracy) {
        TrialResult whole = SampleSweep.completed(leg.trial());
        Measurements measured = new Measurements(
                whole.layers(),
                List.of(),
                Collections.nCopies(leg.to(), whole.epochs().get(0)),
                List.of(
                        new EvaluationMeasurement(Snr.INFINITE, "accuracy", accuracy, 100, 1),
                        new EvaluationMeasurement(new Snr(0.5), "accuracy", accuracy, 100, 5)),
                List.of());
        Ending ending = leg.stop()
                .map(rung -> new Ending(TrialStatus.STOPPED_EARLY, rung.reason(EPOCHS)))
                .orElse(Ending.COMPLETED);
        return new TrialResult(leg.trial(), ending, whole.provenance(), whole.training(), measured);
    }
}
