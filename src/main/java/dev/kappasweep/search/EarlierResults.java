package dev.kappasweep.search;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchEvent.Known;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the trials of other sweeps tell a search: of each point of its space that they trained whole the means over their seeds. */
public final class EarlierResults {
    private final SweepSpec sweep;
    private final DatasetId data;
    private final SearchSpace space;
    private final Measures measures;

    /** @param sweep with a search */
    public EarlierResults(SweepSpec sweep, DatasetId data) {
        this.sweep = sweep;
        this.data = data;
        this.space = new SearchSpace(sweep.searched().orElseThrow());
        this.measures = new Measures(sweep);
    }

    /**
     * The points that {@code results} are of, in the order in which they come first. A trial that differs in anything outside the space
     * says nothing of it, nor does one that was not measured as the search asks.
     */
    public List<Known> of(List<TrialResult> results) {
        Map<Map<Parameter, Object>, List<List<Double>>> measured = new LinkedHashMap<>();
        for (TrialResult result : results) {
            values(result.spec())
                    .filter(values -> isMeasured(result))
                    .ifPresent(values -> measured.computeIfAbsent(values, key -> new ArrayList<>())
                            .add(measures.of(result)));
        }
        return measured.entrySet().stream()
                .map(point -> new Known(point.getKey(), means(point.getValue())))
                .toList();
    }

    /** Of a failed trial nothing is measured, which says that it has failed. */
    private boolean isMeasured(TrialResult result) {
        boolean isComplete = result.status() == TrialStatus.COMPLETED;
        return isComplete
                ? measures.of(result).stream().noneMatch(value -> value.isNaN())
                : result.status().isFinal();
    }

    private Optional<Map<Parameter, Object>> values(TrialSpec trial) {
        return space.point(trial.settings()).map(space::values).filter(values -> {
            TrialSpec same = sweep.trial(data, values, trial.seed());
            return same.experiment() == trial.experiment()
                    && same.dataset().equals(trial.dataset())
                    && same.settings().equals(trial.settings());
        });
    }

    private static List<Double> means(List<List<Double>> all) {
        return IntStream.range(0, all.get(0).size())
                .mapToObj(i ->
                        all.stream().mapToDouble(one -> one.get(i)).average().orElseThrow())
                .toList();
    }
}
