package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the finished trials of several directories into one. */
public final class MergedResults {
    private MergedResults() {}

    /**
     * Copies them, with all their rows and kept weights; the directories stay as they are. Again after more trials it adds what is new.
     *
     * @param directories at least two
     * @param out a new directory, or one that the same were merged into before
     * @return how many trials were added
     * @throws InvalidInputException as {@link UnitedResults#read} and {@link ResultStore#open}, or if {@code out} is one of the directories
     */
    public static int merge(List<Path> directories, Path out) {
        if (directories.stream().map(MergedResults::normal).anyMatch(normal(out)::equals)) {
            throw new InvalidInputException("out: " + out + " is one of those to merge, expected another directory");
        }
        if (!(UnitedResults.read(directories) instanceof UnitedResults united)) {
            throw new InvalidInputException("results: expected at least two directories to merge, got " + directories);
        }
        int added = 0;
        try (ResultStore store = ResultStore.open(out, united.sweep(), united.dataset())) {
            for (Map.Entry<Path, Set<TrialId>> one : united.trialsByDirectory().entrySet()) {
                added += store.add(one.getKey(), one.getValue());
            }
            store.keepDataNotices(united.dataNotices());
        }
        return added;
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
