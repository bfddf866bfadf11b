package dev.kappasweep.sweep;

import java.time.Instant;

/** A trial that has ended, however it did: how, when and where, and what its training came to. */
public interface EndedTrial {
    Ending ending();

    Provenance provenance();

    TrainingSummary training();

    default TrialStatus status() {
        return ending().status();
    }

    default String reason() {
        return ending().reason();
    }

    default int attempt() {
        return provenance().attempt();
    }

    default Instant startedAt() {
        return provenance().startedAt();
    }

    default double seconds() {
        return provenance().seconds();
    }

    default Environment environment() {
        return provenance().environment();
    }

    default long steps() {
        return training().steps();
    }

    default double trainLoss() {
        return training().trainLoss();
    }

    default String weightsSha256() {
        return training().weightsSha256();
    }
}
