package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code sweep.json} says: the sweep that a result directory belongs to.
 *
 * @param dataNotices what a reader of the results should know of the data, such as classes without images
 * @param earlierSnr the other values of {@code evaluation.snr} that the directory was run with: the ids of trials that were
 *     committed then are made with them
 * @param mixed each change of what trials mean that was allowed, with its time
 */
record Manifest(
        int schemaVersion,
        int objectiveVersion,
        DatasetId dataset,
        SweepSpec sweep,
        List<String> dataNotices,
        List<List<Snr>> earlierSnr,
        List<String> mixed) {
    Manifest {
        earlierSnr = earlierSnr.stream().map(List::copyOf).toList();
        dataNotices = List.copyOf(dataNotices);
        mixed = List.copyOf(mixed);
    }

    /** Of the present versions, with nothing mixed. */
    static Manifest of(SweepSpec sweep, DatasetId dataset) {
        return new Manifest(
                Table.SCHEMA_VERSION, TrialSpec.OBJECTIVE_VERSION, dataset, sweep, List.of(), List.of(), List.of());
    }

    Manifest with(SweepSpec other) {
        return new Manifest(schemaVersion, objectiveVersion, dataset, other, dataNotices, earlierSnr, mixed);
    }

    /** This sweep in the place of {@code before}, which it differs from in {@code differences} where that is not empty. */
    Manifest after(Manifest before, String differences) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Stream<String> added = differences.isEmpty() ? Stream.empty() : Stream.of(now + ": " + differences);
        List<String> all = Stream.concat(before.mixed.stream(), added).toList();
        return new Manifest(
                schemaVersion, objectiveVersion, dataset, sweep, before.dataNotices, snrBefore(before), all);
    }

    private List<List<Snr>> snrBefore(Manifest before) {
        return Stream.concat(
                        before.earlierSnr.stream(),
                        Stream.of(before.sweep.evaluation().snr()))
                .distinct()
                .filter(snr -> !snr.equals(sweep.evaluation().snr()))
                .toList();
    }

    Manifest withDataNotices(List<String> notices) {
        return new Manifest(schemaVersion, objectiveVersion, dataset, sweep, notices, earlierSnr, mixed);
    }
}
