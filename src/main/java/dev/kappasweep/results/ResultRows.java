package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SweepSpec;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a result directory holds, of which the rows of {@code trials} are in memory and the others, of which there are many more,
 * need not be: each method passes those of committed trials on, one after the other. The rows of one trial come together, as they
 * were measured; which trial comes when is open.
 */
public interface ResultRows {
    /** The sweep with which the directory was last opened. */
    SweepSpec sweep();

    DatasetId dataset();

    /** What the run noted of the data, such as classes without images; empty where that is not known. */
    default List<String> dataNotices() {
        return List.of();
    }

    /** What a search has decided and been told, in that order; empty where the sweep is a grid, or it is not known. */
    default List<SearchEvent> searchEvents() {
        return List.of();
    }

    /** Ordered by id; includes FAILED trials, and trials of values that have since been taken off the axes. */
    List<TrialRow> trials();

    void eachLayer(Consumer<LayerRow> reader);

    void eachSpectrum(Consumer<SpectrumRow> reader);

    void eachEpoch(Consumer<EpochRow> reader);

    void eachEvaluation(Consumer<EvaluationRow> reader);

    void eachSample(Consumer<SampleRow> reader);
}
