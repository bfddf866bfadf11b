package dev.kappasweep.server;

import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import java.util.List;

/** A configuration of a sweep and its trials, in the order of their seeds. */
record ConfigurationEntry(Configuration configuration, List<TrialEntry> trials) {
    ConfigurationEntry {
        trials = List.copyOf(trials);
    }

    /** Of the seeds that are completed, by the place of a column of the view. */
    Sample sample(int place) {
        return new Sample(trials.stream()
                .flatMap(trial -> trial.outcome().stream())
                .filter(outcome -> outcome.status() == TrialStatus.COMPLETED)
                .mapToDouble(outcome -> outcome.value(place))
                .filter(Double::isFinite)
                .toArray());
    }

    long ended() {
        return trials.stream().filter(trial -> trial.outcome().isPresent()).count();
    }
}
