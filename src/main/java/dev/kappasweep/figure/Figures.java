package dev.kappasweep.figure;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.analysis.SearchHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All figures of a sweep that its results allow. */
public final class Figures {
    private Figures() {}

    /** In the order of a report. */
    public static List<Figure> of(Grid grid, Importance importance) {
        SeriesBuilder builder = new SeriesBuilder(grid);
        Optional<SearchHistory> search = SearchHistory.of(grid.results());
        return Stream.of(
                        search.flatMap(one -> HistoryPlot.of(grid.sweep().name(), one)),
                        search.flatMap(one -> ParallelPlot.of(grid.sweep(), one)),
                        search.flatMap(one -> RungPlot.of(grid.sweep().name(), one)),
                        AgainstLambda.of(builder),
                        AgainstSnr.of(builder),
                        AtMatchedAccuracy.of(builder),
                        KappaByEpoch.of(builder),
                        Spectra.of(builder),
                        DenoisingPanels.of(builder),
                        ParetoPlot.of(builder),
                        ImportanceBars.of(grid.sweep().name(), importance),
                        Timeline.of(grid.sweep().name(), grid.results().trials()))
                .flatMap(Optional::stream)
                .toList();
    }
}
