package dev.kappasweep.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Where a running trial keeps its state, so that another attempt can go on from it. At most one state is kept for each trial. */
public interface Checkpoints {
    /** Keeps nothing. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public double secondsBetween() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public Optional<InputStream> open(TrialId trial) {
            return Optional.empty();
        }

        @Override
        public void write(TrialId trial, Content content) {}
    };

    /** Writes a state to the stream that it is given. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** How long a trial trains before it writes its state, and again after that; infinite where nothing is kept. */
    double secondsBetween();

    /** The state that was written last, to be closed by the caller; empty if there is none. */
    Optional<InputStream> open(TrialId trial) throws IOException;

    /** Replaces the state in one step: another attempt finds the old one or the new one, whole. */
    void write(TrialId trial, Content content) throws IOException;
}
