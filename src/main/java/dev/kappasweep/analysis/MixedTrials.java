package dev.kappasweep.analysis;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says where trials differ from each other in what must be equal for their numbers to be comparable. */
public final class MixedTrials {
    private MixedTrials() {}

    /** What changes numbers: a sentence each, under every table; none where all completed trials of the grid are alike. */
    static List<String> notes(Grid grid) {
        List<TrialRow> completed = grid.replicates().stream()
                .map(Replicate::trial)
                .filter(row -> row.status() == TrialStatus.COMPLETED)
                .toList();
        return Stream.of(
                        mixed("objective version", completed, row -> Integer.toString(row.objectiveVersion())),
                        mixed(
                                "kind of CPU kernels, which changes their last digits",
                                completed,
                                MixedTrials::kernelsThatMatter))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The CPU kernels that a trial's last digits depend on; empty if they do not. */
    public static String kernelsThatMatter(TrialRow row) {
        boolean isPortable = row.objectiveVersion() >= TrialSpec.FIRST_PORTABLE_VERSION;
        return isPortable ? "" : row.environment().blas();
    }

    /** {@code The trials are of more than one WHAT: A; B.}; empty where they are not. Those that say nothing do not count. */
    public static Optional<String> mixed(String what, List<TrialRow> trials, Function<TrialRow, String> value) {
        List<String> values = trials.stream()
                .map(value)
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return values.size() > 1
                ? Optional.of("The trials are of more than one " + what + ": " + String.join("; ", values) + ".")
                : Optional.empty();
    }
}
