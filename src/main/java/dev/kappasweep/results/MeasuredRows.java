package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of the trials of a directory that were measured when it was read, on the disk. */
final class MeasuredRows {
    private final Path directory;
    private final List<TrialId> measured;

    /** @param measured in their order */
    MeasuredRows(Path directory, List<TrialId> measured) {
        this.directory = directory;
        this.measured = measured;
    }

    <R> void each(TableFiles<R> table, Consumer<R> reader) {
        try {
            table.forEach(new OfMeasured<>(table::trialOf, reader));
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
        }
    }

    <R, T> void each(TableFiles<R> table, Excerpt<T> excerpt, Consumer<T> reader) {
        try {
            table.forEach(excerpt, new OfMeasured<>(excerpt.trial(), reader));
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
        }
    }

    /** Leaves out the rows of trials that have been committed since. Those of one trial come together. */
    private final class OfMeasured<R> implements Consumer<R> {
        private final Function<R, TrialId> trial;
        private final Consumer<R> reader;
        private @Nullable TrialId last;
        private boolean isMeasured;

        OfMeasured(Function<R, TrialId> trial, Consumer<R> reader) {
            this.trial = trial;
            this.reader = reader;
        }

        /** By bisection: a set of all ids would take as much memory as the rows. */
        @Override
        public void accept(R row) {
            TrialId id = trial.apply(row);
            if (!id.equals(last)) {
                last = id;
                isMeasured = Collections.binarySearch(measured, id) >= 0;
            }
            if (isMeasured) {
                reader.accept(row);
            }
        }
    }
}
