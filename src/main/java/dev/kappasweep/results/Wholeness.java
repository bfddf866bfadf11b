package dev.kappasweep.results;

import dev.kappasweep.files.Requests;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
    private static final Set<String> IN_EVERY_VERSION = Set.of("layers", "epochs", "evaluations");

    private final TableFiles<TrialRow> trials;
    private final List<TableFiles<?>> children;
    private final Store store;

    Wholeness(TableFiles<TrialRow> trials, List<TableFiles<?>> children, Store store) {
        this.store = store;
        this.trials = trials;
        this.children = children;
    }

    /** The note in a file of {@code trials} with the checksums that the file of its name has in another table. */
    static String noteOf(TableFiles<?> child) {
        return RowFile.CHECKSUMS + "." + child.name();
    }

    /** What is wrong with the rows that belong to a file of {@code trials}. */
    record Damage(TableFile file, Path path, String what) {}

    /** The files at one moment. */
    record Checked<T>(List<StoredRows<T>> whole, List<Damage> damaged) {
        /** @throws InvalidInputException if not all of them are whole */
        List<StoredRows<T>> requireWhole() {
            if (!damaged.isEmpty()) {
                Damage first = damaged.get(0);
                String others = damaged.size() == 1 ? "" : " (and so for " + (damaged.size() - 1) + " other files)";
                throw new InvalidInputException("results: " + first.what() + others
                        + ", expected what was committed with trials/"
                        + first.path().getFileName()
                        + "; 'run' of the same sweep trains "
                        + first.file().trialsText() + " again");
            }
            return whole;
        }
    }

    /**
     * Looks at files of {@code trials} and their likes in other tables.
     *
     * @param files read from the snapshot
     * @param isFinal whether a row is that of a trial with a final outcome, which has rows elsewhere
     */
    <T> Checked<T> check(Snapshot snapshot, List<StoredRows<T>> files, Predicate<T> isFinal) throws IOException {
        List<StoredRows<T>> whole = new ArrayList<>();
        List<Damage> damaged = new ArrayList<>();
        List<Requests.Request<Optional<Damage>>> looks = new ArrayList<>();
        for (StoredRows<T> file : files) {
            boolean hasOthers = file.rows().stream().anyMatch(isFinal);
            looks.add(() -> hasOthers ? damage(snapshot, file) : Optional.empty());
        }
        Iterator<StoredRows<T>> looked = files.iterator();
        for (Optional<Damage> damage : Requests.all(store, looks)) {
            StoredRows<T> file = looked.next();
            damage.ifPresentOrElse(damaged::add, () -> whole.add(file));
        }
        return new Checked<>(whole, damaged);
    }

    private Optional<Damage> damage(Snapshot snapshot, StoredRows<?> file) throws IOException {
        for (TableFiles<?> child : children) {
            Optional<String> fault = fault(snapshot, file, child);
            if (fault.isPresent()) {
                return Optional.of(new Damage(file.file(), trials.path(snapshot, file.file()), fault.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether a file was committed with these checksums; rows may have been added since. */
    private static boolean isDescendedFrom(String committed, Map<String, String> notes) {
        return committed.equals(notes.get(RowFile.CHECKSUMS)) || committed.equals(notes.get(RowFile.COMMITTED));
    }

    private static Optional<String> fault(Snapshot snapshot, StoredRows<?> file, TableFiles<?> child)
            throws IOException {
        String committed = file.notes().getOrDefault(noteOf(child), "");
        if (committed.isEmpty() && !IN_EVERY_VERSION.contains(child.name())) {
            return Optional.empty();
        }
        Path name = child.path(snapshot, file.file());
        try {
            Optional<Map<String, String>> notes = child.notes(snapshot, file.file());
            if (notes.isEmpty()) {
                return Optional.of(name + " is missing");
            }
            return committed.isEmpty() || isDescendedFrom(committed, notes.get())
                    ? Optional.empty()
                    : Optional.of(name + " holds other rows");
        } catch (NoSuchFileException e) {
            throw e; // its rows are in another file by now
        } catch (IOException | RuntimeException e) {
            return Optional.of(name + " is damaged");
        }
    }
}
