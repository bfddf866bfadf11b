package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells the files of {@code trials} whose rows in the other tables are there as they were committed from those that have lost
 * some. Files of earlier builds do not say what was committed: there the tables that every version has are looked for.
 */
final class Wholeness {
    private static final int MOST_RESTARTS = 1_000;
    private static final Set<String> IN_EVERY_VERSION = Set.of("layers", "epochs", "evaluations");

    private final TableFiles<TrialRow> trials;
    private final List<TableFiles<?>> children;

    Wholeness(TableFiles<TrialRow> trials, List<TableFiles<?>> children) {
        this.trials = trials;
        this.children = children;
    }

    /** The note in a file of {@code trials} with the checksums that the file of its name has in another table. */
    static String noteOf(TableFiles<?> child) {
        return RowFile.CHECKSUMS + "." + child.name();
    }

    /** What is wrong with the rows that belong to a file of {@code trials}. */
    record Damage(TableFile file, String what) {}

    /** The files at one moment. */
    record Checked<T>(List<StoredRows<T>> whole, List<Damage> damaged) {
        /** @throws InvalidInputException if not all of them are whole */
        List<StoredRows<T>> requireWhole() {
            if (!damaged.isEmpty()) {
                Damage first = damaged.get(0);
                String others = damaged.size() == 1 ? "" : " (and so for " + (damaged.size() - 1) + " other files)";
                throw new InvalidInputException("results: " + first.what() + others
                        + ", expected what was committed with trials/"
                        + first.file().name()
                        + "; 'run' of the same sweep trains "
                        + first.file().trialsText() + " again");
            }
            return whole;
        }
    }

    /** Reads files of {@code trials}. */
    @FunctionalInterface
    interface Source<T> {
        List<StoredRows<T>> read() throws IOException;
    }

    /**
     * Looks at files of {@code trials} and their likes in other tables, whatever is committed or compacted meanwhile.
     *
     * @param isFinal whether a row is that of a trial with a final outcome, which has rows elsewhere
     */
    <T> Checked<T> check(Source<T> source, Predicate<T> isFinal) throws IOException {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            List<StoredRows<T>> whole = new ArrayList<>();
            List<Damage> damaged = new ArrayList<>();
            for (StoredRows<T> file : source.read()) {
                Optional<Damage> damage = file.rows().stream().anyMatch(isFinal) ? damage(file) : Optional.empty();
                damage.ifPresentOrElse(damaged::add, () -> whole.add(file));
            }
            // Otherwise its rows are in another file by now.
            if (damaged.isEmpty()
                    || trials.visibleFiles()
                            .containsAll(damaged.stream().map(Damage::file).toList())) {
                return new Checked<>(whole, damaged);
            }
        }
        throw new IOException(trials.directory() + " changes faster than it can be read");
    }

    private Optional<Damage> damage(StoredRows<?> file) {
        return children.stream()
                .flatMap(child -> fault(file, child).stream())
                .map(what -> new Damage(file.file(), what))
                .findFirst();
    }

    /** Whether a file was committed with these checksums; rows may have been added since. */
    private static boolean isDescendedFrom(String committed, Map<String, String> notes) {
        return committed.equals(notes.get(RowFile.CHECKSUMS)) || committed.equals(notes.get(RowFile.COMMITTED));
    }

    private static Optional<String> fault(StoredRows<?> file, TableFiles<?> child) {
        String committed = file.notes().getOrDefault(noteOf(child), "");
        if (committed.isEmpty() && !IN_EVERY_VERSION.contains(child.name())) {
            return Optional.empty();
        }
        String name = child.directory().resolve(file.file().name()).toString();
        try {
            Optional<Map<String, String>> notes = child.notes(file.file());
            if (notes.isEmpty()) {
                return Optional.of(name + " is missing");
            }
            return committed.isEmpty() || isDescendedFrom(committed, notes.get())
                    ? Optional.empty()
                    : Optional.of(name + " holds other rows");
        } catch (IOException | RuntimeException e) {
            return Optional.of(name + " is damaged");
        }
    }
}
