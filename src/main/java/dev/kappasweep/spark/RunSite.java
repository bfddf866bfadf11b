package dev.kappasweep.spark;

import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** What the Spark jobs of one run need: the broadcast site, and which of its trials are finished and only evaluated. */
final class RunSite {
    private final JavaSparkContext spark;
    private final SweepSpec sweep;
    private final TrialText text;
    private final Broadcast<TrialSite> site;
    private final int slotsOfTrial;
    private final Map<TrialId, EvaluationGap> gaps = new HashMap<>();

    /** @param slotsOfTrial that Spark keeps for each trial */
    RunSite(JavaSparkContext spark, SweepSpec sweep, TrialSite site, int slotsOfTrial, List<EvaluationGap> gaps) {
        this.slotsOfTrial = slotsOfTrial;
        this.spark = spark;
        this.sweep = sweep;
        this.text = new TrialText(sweep);
        this.site = spark.broadcast(site);
        gaps.forEach(gap -> this.gaps.put(gap.trial().id(), gap));
    }

    int slotsOfTrial() {
        return slotsOfTrial;
    }

    String name() {
        return sweep.name();
    }

    TrialTask task(Broadcast<CrewSite> crews, Gaps ofTrials, TaskSays says) {
        return new TrialTask(site, crews, ofTrials, text, says);
    }

    /**
     * Of those trials that are only evaluated. Executors need not see the result directory: each file of weights is broadcast.
     *
     * @throws InvalidInputException if one cannot be read
     */
    Gaps gaps(List<TrialSpec> trials) {
        if (gaps.isEmpty()) {
            return Gaps.NONE;
        }
        Map<TrialId, Gaps.Gap> found = new HashMap<>();
        for (TrialSpec trial : trials) {
            EvaluationGap gap = gaps.get(trial.id());
            if (gap != null) {
                found.put(
                        trial.id(),
                        new Gaps.Gap(
                                gap.snr(),
                                gap.weights().isPresent()
                                        ? Optional.of(spark.broadcast(read(gap)))
                                        : Optional.empty()));
            }
        }
        return new Gaps(found);
    }

    private static byte[] read(EvaluationGap gap) {
        try {
            return Files.readAllBytes(gap.weights().orElseThrow());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "weights: " + gap.weights().orElseThrow() + " cannot be read (" + e.getMessage()
                            + "), expected the weights as 'run' wrote them; without the file the trial is trained again",
                    e);
        }
    }

    void close() {
        if (!spark.sc().isStopped()) {
            site.unpersist();
        }
    }
}
