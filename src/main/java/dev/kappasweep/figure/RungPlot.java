package dev.kappasweep.figure;

import dev.kappasweep.analysis.SearchHistory;
import dev.kappasweep.analysis.SearchHistory.Evaluated;
import dev.kappasweep.sweep.SearchObjective;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** How each candidate came from rung to rung, and where it stopped. */
final class RungPlot {
    private RungPlot() {}

    /** Empty of a search without rungs, and before anything was measured. */
    static Optional<Figure> of(String sweep, SearchHistory history) {
        int rungs = history.epochs().size();
        List<Series> series = rungs > 1 ? series(history) : List.of();
        if (series.isEmpty()) {
            return Optional.empty();
        }
        List<String> labels = IntStream.range(0, rungs)
                .mapToObj(rung -> "epoch " + history.epochs().get(rung) + ": " + count(history, rung))
                .toList();
        SearchObjective objective = history.search().objectives().get(0);
        String label =
                history.quantities().get(0).title() + (objective.maximise() ? ", more" : ", less") + " is better";
        Scale y = objective.maximise() ? Scale.linear(Series.values(series)) : Scale.ofPositive(Series.values(series));
        Scale x = Scale.categories(labels);
        XYPlot plot = LinePlot.plain(series, x, label, y);
        plot.setDomainAxis(new ScaledAxis("rung, and how many candidates came to it", x));
        XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
        renderer.setDefaultShapesVisible(true);
        String title = sweep + ": rungs";
        String subtitle =
                "A line for each candidate, the mean over its seeds; one that ends has been stopped. Darker: further up";
        var chart = Style.chart(title, subtitle, plot);
        return Optional.of(new Figure("search-rungs", title, 760, 420, chart::draw));
    }

    private static long count(SearchHistory history, int rung) {
        return history.evaluated().stream().filter(one -> one.rung() == rung).count();
    }

    /** Those that came furthest are drawn last. */
    private static List<Series> series(SearchHistory history) {
        Map<Integer, List<Evaluated>> byCandidate =
                history.evaluated().stream().collect(Collectors.groupingBy(Evaluated::candidate));
        int rungs = history.epochs().size();
        List<Series> all = new ArrayList<>();
        for (Evaluated highest : history.worstToBest()) {
            List<Series.Point> points = byCandidate.getOrDefault(highest.candidate(), List.of()).stream()
                    .filter(one -> Double.isFinite(one.means().get(0)))
                    .map(one -> new Series.Point(
                            one.rung(),
                            one.means().get(0),
                            one.means().get(0),
                            one.means().get(0)))
                    .toList();
            Color color = Palette.ordered(rungs - 1 - highest.rung(), rungs);
            if (!points.isEmpty()) {
                all.add(new Series("candidate " + highest.candidate(), color, 0, points));
            }
        }
        return all;
    }
}
