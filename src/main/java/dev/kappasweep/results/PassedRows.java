package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.util.HashSet;
import java.util.Set;

/** What a reader of a table has had, to go on after its files have changed: of files that may be merged the trials as well. */
final class PassedRows {
    private final Set<TableFile> files = new HashSet<>();
    private final Set<TrialId> trials = new HashSet<>();

    boolean contains(TableFile file) {
        return files.contains(file);
    }

    boolean contains(TrialId trial) {
        return trials.contains(trial);
    }

    void add(TableFile file, Set<TrialId> ofFile) {
        files.add(file);
        if (Compaction.isSmall(file)) {
            trials.addAll(ofFile);
        }
    }
}
