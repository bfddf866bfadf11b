package dev.kappasweep.spark;

import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Evaluates finished trials with their kept weights. Executors need not see the result directory: each file is broadcast, some at a
 * time, so that they fit beside everything else.
 */
final class KeptGaps {
    /** Weights at once, in bytes. */
    private static final long MOST_BYTES = 256 << 20;

    private final JavaSparkContext spark;
    private final int least;

    /** @param least how many trials are run at once, however large their weights are */
    KeptGaps(JavaSparkContext spark, int least) {
        this.spark = spark;
        this.least = least;
    }

    /** @param job runs the trials of one part to their ends */
    void run(List<EvaluationGap> kept, BiConsumer<List<TrialSpec>, Gaps> job) {
        int from = 0;
        while (from < kept.size()) {
            List<Broadcast<byte[]>> broadcasts = new ArrayList<>();
            Map<TrialId, Gaps.Gap> part = new HashMap<>();
            List<TrialSpec> trials = new ArrayList<>();
            long bytes = 0;
            for (; from < kept.size() && (trials.size() < least || bytes < MOST_BYTES); from++) {
                EvaluationGap gap = kept.get(from);
                byte[] npz = read(gap);
                bytes += npz.length;
                Broadcast<byte[]> weights = spark.broadcast(npz);
                broadcasts.add(weights);
                part.put(gap.trial().id(), new Gaps.Gap(gap.snr(), Optional.of(weights)));
                trials.add(gap.trial());
            }
            try {
                job.accept(trials, new Gaps(part));
            } finally {
                broadcasts.forEach(this::destroy);
            }
        }
    }

    private void destroy(Broadcast<byte[]> weights) {
        if (!spark.sc().isStopped()) {
            weights.destroy(true); // or it may go on while Spark stops
        }
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
}
