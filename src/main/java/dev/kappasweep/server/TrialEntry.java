package dev.kappasweep.server;

import dev.kappasweep.results.TrialEnd;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A trial of a sweep, and what is known of its end. Safe for use by several threads. */
final class TrialEntry {
    private final TrialId id;
    private final TrialSpec spec;
    private volatile Optional<Outcome> outcome = Optional.empty();
    private volatile TrialCurves curves;

    /** How it ended. */
    static final class Outcome {
        private final TrialEnd end;
        private final double[] values;

        /** @param columns how many the view has */
        Outcome(TrialEnd end, int columns) {
            this.end = end;
            this.values = new double[columns];
            Arrays.fill(values, Double.NaN);
        }

        TrialStatus status() {
            return end.ending().status();
        }

        String reason() {
            return end.ending().reason();
        }

        int attempt() {
            return end.attempt();
        }

        Instant startedAt() {
            return end.startedAt();
        }

        double seconds() {
            return end.seconds();
        }

        String host() {
            return end.host();
        }

        /** In the order of the view's columns, in the units of tables; NaN where there is none. */
        double value(int column) {
            return values[column];
        }

        void put(int column, double value) {
            values[column] = value;
        }
    }

    /** @param curves without values */
    TrialEntry(TrialId id, TrialSpec spec, TrialCurves curves) {
        this.id = id;
        this.spec = spec;
        this.curves = curves;
    }

    TrialId id() {
        return id;
    }

    TrialSpec spec() {
        return spec;
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    /** A final one stays. */
    synchronized void put(Outcome now) {
        if (outcome.filter(one -> one.status().isFinal()).isEmpty()) {
            outcome = Optional.of(now);
        }
    }

    /** Of what is committed. */
    TrialCurves curves() {
        return curves;
    }

    void put(TrialCurves now) {
        curves = now;
    }

    String text(Parameter parameter) {
        return parameter.textIn(spec);
    }
}
