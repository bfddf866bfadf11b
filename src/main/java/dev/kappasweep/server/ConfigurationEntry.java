package dev.kappasweep.server;

import dev.kappasweep.server.TrialEntry.Outcome;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import java.util.List;
import java.util.stream.IntStream;

/** A configuration of a sweep and its trials, in the order of their seeds. Safe for use by several threads. */
final class ConfigurationEntry {
    private final Configuration configuration;
    private final List<TrialEntry> trials;
    private final int columns;
    private volatile Summaries summaries = new Summaries(0, List.of());

    /**
     * What its seeds came to in one column of the view.
     *
     * @param n how many have a finite value; without any, the mean is NaN
     */
    record Summary(int n, double mean, Interval interval) {
        private static Summary of(Sample sample) {
            return sample.n() == 0
                    ? new Summary(0, Double.NaN, Interval.NONE)
                    : new Summary(sample.n(), sample.mean(), sample.interval());
        }
    }

    /**
     * Of all columns.
     *
     * @param completed of so many trials, which stay as they are
     */
    private record Summaries(int completed, List<Summary> byColumn) {}

    /** @param columns how many the view has */
    ConfigurationEntry(Configuration configuration, List<TrialEntry> trials, int columns) {
        this.configuration = configuration;
        this.trials = List.copyOf(trials);
        this.columns = columns;
    }

    Configuration configuration() {
        return configuration;
    }

    List<TrialEntry> trials() {
        return trials;
    }

    /**
     * By the columns of the view, over the seeds that are completed, once {@link SweepView#requireValues what they came to} has been
     * read.
     */
    List<Summary> summaries() {
        Summaries known = summaries;
        List<Outcome> completed = completed();
        if (known.completed() != completed.size() || known.byColumn().isEmpty()) {
            known = new Summaries(
                    completed.size(),
                    IntStream.range(0, columns)
                            .mapToObj(column -> Summary.of(sample(completed, column)))
                            .toList());
            summaries = known;
        }
        return known.byColumn();
    }

    private List<Outcome> completed() {
        return trials.stream()
                .flatMap(trial -> trial.outcome().stream())
                .filter(outcome -> outcome.status() == TrialStatus.COMPLETED)
                .toList();
    }

    private static Sample sample(List<Outcome> completed, int column) {
        return new Sample(completed.stream()
                .mapToDouble(outcome -> outcome.value(column))
                .filter(Double::isFinite)
                .toArray());
    }

    long ended() {
        return trials.stream().filter(trial -> trial.outcome().isPresent()).count();
    }
}
