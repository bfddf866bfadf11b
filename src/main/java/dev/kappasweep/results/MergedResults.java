package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the finished trials of one or several directories into one. */
public final class MergedResults {
    private MergedResults() {}

    /**
     * Copies them, with all their rows and kept weights, into few files and without log, checkpoints and failed trials; the
     * directories stay as they are. Again after more trials it adds what is new.
     *
     * @param directories at least one
     * @param out a new directory, or one that the same were merged into before
     * @return how many trials were added
     * @throws InvalidInputException as {@link UnitedResults#read} and {@link ResultStore#open}, or if {@code out} is one of the directories
     */
    public static int merge(List<Path> directories, Path out) {
        if (directories.stream().map(MergedResults::normal).anyMatch(normal(out)::equals)) {
            throw new InvalidInputException("out: " + out + " is one of those to merge, expected another directory");
        }
        ResultRows results = UnitedResults.read(directories);
        int added = 0;
        try (ResultStore store = ResultStore.open(out, results.sweep(), results.dataset())) {
            for (Map.Entry<Path, Set<TrialId>> one :
                    trialsByDirectory(results, directories).entrySet()) {
                added += store.add(one.getKey(), one.getValue());
            }
            store.keepDataNotices(results.dataNotices());
        }
        return added;
    }

    private static Map<Path, Set<TrialId>> trialsByDirectory(ResultRows results, List<Path> directories) {
        return results instanceof UnitedResults united
                ? united.trialsByDirectory()
                : Map.of(
                        directories.get(0),
                        results.trials().stream().map(TrialRow::id).collect(Collectors.toSet()));
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
