package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.SweepUnion;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results of several directories as those of one sweep. A trial that is in more than one counts once. */
public final class UnitedResults implements ResultRows {
    private final List<Path> directories;
    private final List<StoredResults> results;
    private final SweepSpec sweep;
    private final Map<TrialId, Integer> homes = new TreeMap<>();
    private final Map<TrialId, TrialRow> rows = new TreeMap<>();

    private UnitedResults(List<Path> directories, List<StoredResults> results) {
        this.directories = directories;
        this.results = results;
        requireSameData();
        sweep = SweepUnion.of(
                results.stream().map(StoredResults::sweep).toList(),
                directories.stream().map(Path::toString).toList());
        for (int i = 0; i < results.size(); i++) {
            for (TrialRow row : results.get(i).trials()) {
                add(row, i);
            }
        }
        requireSameMeaning();
    }

    /**
     * What is committed now in one directory or in several.
     *
     * @param directories at least one
     * @throws InvalidInputException as {@link StoredResults#read}, or if the sweeps differ in data, experiment or evaluation, if a trial has
     *     other bits in another directory, or would be another trial beside those of the others
     */
    public static ResultRows read(List<Path> directories) {
        List<StoredResults> results =
                directories.stream().map(StoredResults::read).toList();
        return results.size() == 1 ? results.get(0) : new UnitedResults(List.copyOf(directories), results);
    }

    private void requireSameData() {
        for (int i = 1; i < results.size(); i++) {
            if (!results.get(i).dataset().equals(dataset())) {
                throw new InvalidInputException("results: " + directories.get(0) + " and " + directories.get(i)
                        + " are of other data (" + dataset() + "; "
                        + results.get(i).dataset()
                        + "), expected the same");
            }
        }
    }

    private void add(TrialRow row, int home) {
        TrialRow before = rows.get(row.id());
        if (before != null && before.isFinal() && row.isFinal()) {
            requireSameBits(before, row, home);
        }
        if (before == null || (!before.isFinal() && row.isFinal())) {
            rows.put(row.id(), row);
            homes.put(row.id(), home);
        }
    }

    private void requireSameBits(TrialRow before, TrialRow row, int home) {
        boolean isSame = before.objectiveVersion() == row.objectiveVersion()
                && before.training().weightsSha256().equals(row.training().weightsSha256());
        if (!isSame) {
            throw new InvalidInputException("results: trial " + row.id() + " ended otherwise in "
                    + directories.get(home) + " than in " + directories.get(home(row.id())) + " (objective version "
                    + row.objectiveVersion() + " and " + before.objectiveVersion()
                    + "; weights differ), expected one of the directories only");
        }
    }

    private int home(TrialId trial) {
        return homes.getOrDefault(trial, 0);
    }

    /** A network without a penalty is another trial where the regulariser is an axis; see {@link SweepSpec#trials}. */
    private void requireSameMeaning() {
        Set<TrialId> united = ids(sweep);
        for (int i = 0; i < results.size(); i++) {
            Set<TrialId> alone = ids(results.get(i).sweep());
            for (TrialRow row : results.get(i).trials()) {
                if (alone.contains(row.id()) && !united.contains(row.id())) {
                    throw new InvalidInputException("results: trial " + row.id() + " of " + directories.get(i)
                            + " has lambda 0, which beside another regulariser is the trial without one; run it as"
                            + " regularizer none, in grids, or compare the directories one by one");
                }
            }
        }
    }

    private Set<TrialId> ids(SweepSpec one) {
        return one.trials(dataset()).stream().map(TrialSpec::id).collect(Collectors.toCollection(HashSet::new));
    }

    /** Of each directory the trials that are taken from there. */
    Map<Path, Set<TrialId>> trialsByDirectory() {
        Map<Path, Set<TrialId>> byDirectory = new TreeMap<>();
        homes.forEach((trial, home) -> byDirectory
                .computeIfAbsent(directories.get(home), directory -> new HashSet<>())
                .add(trial));
        return byDirectory;
    }

    @Override
    public SweepSpec sweep() {
        return sweep;
    }

    @Override
    public DatasetId dataset() {
        return results.get(0).dataset();
    }

    @Override
    public List<String> dataNotices() {
        return results.stream()
                .flatMap(one -> one.dataNotices().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<TrialRow> trials() {
        return List.copyOf(rows.values());
    }

    @Override
    public void eachLayer(Consumer<LayerRow> reader) {
        each(StoredResults::eachLayer, LayerRow::trial, reader);
    }

    @Override
    public void eachSpectrum(Consumer<SpectrumRow> reader) {
        each(StoredResults::eachSpectrum, SpectrumRow::trial, reader);
    }

    @Override
    public void eachEpoch(Consumer<EpochRow> reader) {
        each(StoredResults::eachEpoch, EpochRow::trial, reader);
    }

    @Override
    public void eachEvaluation(Consumer<EvaluationRow> reader) {
        each(StoredResults::eachEvaluation, EvaluationRow::trial, reader);
    }

    @Override
    public void eachSample(Consumer<SampleRow> reader) {
        each(StoredResults::eachSample, SampleRow::trial, reader);
    }

    private <R> void each(
            BiConsumer<StoredResults, Consumer<R>> table, Function<R, TrialId> trial, Consumer<R> reader) {
        for (int i = 0; i < results.size(); i++) {
            int home = i;
            table.accept(results.get(i), row -> {
                if (home(trial.apply(row)) == home) {
                    reader.accept(row);
                }
            });
        }
    }
}
