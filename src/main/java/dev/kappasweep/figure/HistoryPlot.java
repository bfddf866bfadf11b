package dev.kappasweep.figure;

import dev.kappasweep.analysis.SearchHistory;
import dev.kappasweep.analysis.SearchHistory.Evaluated;
import dev.kappasweep.sweep.SearchObjective;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** What a search has found for what it has spent: its candidates by rung, and the best so far. */
final class HistoryPlot {
    private final SearchHistory history;
    private final Scale x;

    private HistoryPlot(SearchHistory history) {
        this.history = history;
        this.x = Scale.linearBetween(
                0,
                1.03
                        * history.evaluated().stream()
                                .mapToDouble(Evaluated::trainings)
                                .max()
                                .orElse(1));
    }

    /** Empty before anything was measured. */
    static Optional<Figure> of(String sweep, SearchHistory history) {
        return history.evaluated().isEmpty() ? Optional.empty() : new HistoryPlot(history).figure(sweep);
    }

    private Optional<Figure> figure(String sweep) {
        int epochs = history.epochs().get(history.epochs().size() - 1);
        CombinedDomainXYPlot all =
                new CombinedDomainXYPlot(new ScaledAxis("spent: trainings of " + epochs + " epochs with one seed", x));
        all.setGap(14);
        List<XYPlot> panels = new ArrayList<>();
        for (int i = 0; i < history.search().objectives().size(); i++) {
            panel(i).ifPresent(panels::add);
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        panels.forEach(panel -> all.add(panel, 1));
        String title = sweep + ": what the search has found";
        String subtitle = "Means over the seeds of each candidate"
                + (panels.size() == 1
                        ? ". Line: the best on the last rung"
                                + (history.search().constraints().isEmpty() ? "" : " that meets the constraints")
                        : "");
        var chart = Style.chart(title, subtitle, all, panels.get(0));
        return Optional.of(new Figure("search-history", title, 760, 200 + 230 * panels.size(), chart::draw));
    }

    private Optional<XYPlot> panel(int objective) {
        List<Series> series = new ArrayList<>();
        int rungs = history.epochs().size();
        for (int rung = 0; rung < rungs; rung++) {
            List<Series.Point> points = points(rung, objective);
            if (!points.isEmpty()) {
                series.add(new Series("epoch " + history.epochs().get(rung), color(rung, rungs), rung, points));
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        int dots = series.size();
        if (history.search().objectives().size() == 1) {
            best().filter(line -> !line.points().isEmpty()).ifPresent(series::add);
        }
        SearchObjective asked = history.search().objectives().get(objective);
        String label =
                history.quantities().get(objective).title() + (asked.maximise() ? ", more" : ", less") + " is better";
        Scale y = asked.maximise() ? Scale.linear(Series.values(series)) : Scale.ofPositive(Series.values(series));
        XYPlot plot = LinePlot.plain(series, x, label, y);
        XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
        for (int i = 0; i < dots; i++) {
            renderer.setSeriesLinesVisible(i, false);
            renderer.setSeriesShapesVisible(i, true);
        }
        return Optional.of(plot);
    }

    private static Color color(int rung, int rungs) {
        return Palette.ordered(rungs - 1 - rung, rungs);
    }

    private List<Series.Point> points(int rung, int objective) {
        return history.evaluated().stream()
                .filter(one -> one.rung() == rung && Double.isFinite(one.means().get(objective)))
                .map(one -> point(one.trainings(), one.means().get(objective)))
                .toList();
    }

    private static Series.Point point(double x, double y) {
        return new Series.Point(x, y, y, y);
    }

    /** In steps. */
    private Optional<Series> best() {
        List<Series.Point> line = new ArrayList<>();
        double best = Double.NaN;
        for (Evaluated one : history.records()) {
            if (!line.isEmpty()) {
                line.add(point(one.trainings(), best));
            }
            best = one.means().get(0);
            line.add(point(one.trainings(), best));
        }
        if (!line.isEmpty()) {
            line.add(point(x.high(), best));
        }
        return Optional.of(new Series("best so far", Palette.INK, 0, line));
    }
}
