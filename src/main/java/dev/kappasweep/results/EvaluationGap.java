package dev.kappasweep.results;

import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A finished trial that is not evaluated at all test SNRs of its sweep, since they were added later.
 *
 * @param trial as it was committed
 * @param snr those that are missing, at least one
 * @param weightsSha256 the digest of its final weights
 * @param weights their file; empty where they are not kept, so that only training again brings them back
 */
public record EvaluationGap(TrialSpec trial, List<Snr> snr, String weightsSha256, Optional<Path> weights) {
    public EvaluationGap {
        snr = List.copyOf(snr);
    }
}
