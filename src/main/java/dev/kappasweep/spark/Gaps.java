package dev.kappasweep.spark;

import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;

/** Which trials of a batch are finished, and at which test SNRs these are to be evaluated all the same. */
final class Gaps implements Serializable {
    static final Gaps NONE = new Gaps(Map.of());

    private static final long serialVersionUID = 1;

    private final Map<TrialId, Gap> gaps;

    Gaps(Map<TrialId, Gap> gaps) {
        this.gaps = Map.copyOf(gaps);
    }

    Optional<Gap> of(TrialSpec trial) {
        return gaps.isEmpty() ? Optional.empty() : Optional.ofNullable(gaps.get(trial.id()));
    }

    /** Frees the weights. */
    void close() {
        gaps.values().forEach(Gap::close);
    }

    /** Of one trial. */
    static final class Gap implements Serializable {
        private static final long serialVersionUID = 1;

        private final List<Snr> snr;
        private final List<Broadcast<byte[]>> weights;

        /** @param weights the file of its final weights; empty where it is to be trained again */
        Gap(List<Snr> snr, Optional<Broadcast<byte[]>> weights) {
            this.snr = List.copyOf(snr);
            this.weights = weights.stream().toList(); // an Optional is not serialisable
        }

        /** What of {@code trial} is to be run. */
        TrialSpec asked(TrialSpec trial) {
            return trial.evaluatedAt(snr);
        }

        Optional<byte[]> weights() {
            return weights.stream().findFirst().map(Broadcast::value);
        }

        private void close() {
            weights.forEach(one -> one.destroy(true)); // or it may go on while Spark stops
        }
    }
}
