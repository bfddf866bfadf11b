package dev.kappasweep.results;

import dev.kappasweep.sweep.DataKind;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** Compares the trials of a sweep with those that its directory holds. */
final class MissingSearch {
    private final StoredTrials stored;
    private final WeightFiles weights;
    private final CommittedSpecs committed;

    MissingSearch(Path directory, StoredTrials stored, CommittedSpecs committed) {
        this.stored = stored;
        this.weights = new WeightFiles(directory);
        this.committed = committed;
    }

    /** @param finished the trials that have a final result */
    MissingResults of(List<TrialSpec> trials, Set<TrialId> finished) throws IOException {
        List<TrialSpec> missing = new ArrayList<>();
        Map<TrialId, List<Snr>> otherwise = new HashMap<>();
        Map<TrialSpec, TrialId> earlierIds = new HashMap<>();
        for (TrialSpec trial : trials) {
            Optional<TrialSpec> found = committed.find(trial, finished);
            if (found.isEmpty()) {
                missing.add(trial);
            } else if (!found.get().equals(trial)) {
                earlierIds.put(trial, found.get().id());
                if (trial.experiment().rules().data() == DataKind.IMAGES) {
                    otherwise.put(found.get().id(), trial.evaluation().snr());
                }
            }
        }
        return new MissingResults(missing, otherwise.isEmpty() ? List.of() : gaps(otherwise), earlierIds);
    }

    /** @param asked the test SNRs by the trial that was committed with others */
    private List<EvaluationGap> gaps(Map<TrialId, List<Snr>> asked) throws IOException {
        Map<TrialId, Set<Snr>> measured = new HashMap<>();
        asked.keySet().forEach(trial -> measured.put(trial, new HashSet<>()));
        stored.evaluations()
                .forEach(row -> measured.getOrDefault(row.trial(), new HashSet<>())
                        .add(row.measurement().snr()));
        List<EvaluationGap> gaps = new ArrayList<>();
        for (TrialRow row : stored.readTrials()) {
            List<Snr> wanted = asked.getOrDefault(row.id(), List.of());
            List<Snr> lacking = wanted.stream()
                    .filter(snr -> !measured.getOrDefault(row.id(), Set.of()).contains(snr))
                    .toList();
            // A DIVERGED trial is evaluated at none.
            if (!lacking.isEmpty() && !row.training().weightsSha256().isEmpty()) {
                gaps.add(new EvaluationGap(row.spec(), lacking, row.training().weightsSha256(), weightsOf(row)));
            }
        }
        return gaps;
    }

    private Optional<Path> weightsOf(TrialRow row) {
        NavigableMap<Integer, Path> files = weights.of(row.id());
        return Optional.ofNullable(files.get(row.spec().training().epochs()));
    }
}
