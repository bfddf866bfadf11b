package dev.kappasweep.figure;

import dev.kappasweep.analysis.ParetoFront;
import dev.kappasweep.table.Quantity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;

/** What is evaluated without noise and under the most, each against kappa: filled markers are on the Pareto front. */
final class ParetoPlot {
    private static final int MOST_POINTS = 28;

    private ParetoPlot() {}

    /** Empty for fewer than two configurations with results. */
    static Optional<Figure> of(SeriesBuilder builder) {
        ParetoFront front = ParetoFront.of(builder.grid());
        List<ParetoFront.Point> points = shown(front.points());
        if (points.size() < 2) {
            return Optional.empty();
        }
        List<Quantity> objectives = front.objectives();
        int kappa = objectives.size() - 1;
        Scale x = Scale.ofPositive(points.stream()
                .mapToDouble(point -> point.estimates().get(kappa).mean())
                .toArray());
        CombinedDomainXYPlot all =
                new CombinedDomainXYPlot(new ScaledAxis(objectives.get(kappa).title() + ", less is better", x));
        all.setGap(14);
        List<XYPlot> panels = new ArrayList<>();
        for (int i = 0; i < kappa; i++) {
            panels.add(panel(builder, points, objectives, i, x));
        }
        panels.forEach(panel -> all.add(panel, 1));
        String title = builder.sweepName() + ": Pareto front";
        String subtitle = "Filled: no other configuration is at least as good in all of these and better in one. "
                + builder.meaning(objectives, "bar")
                + SeriesBuilder.partly(points.size(), front.points().size(), "configurations");
        var chart = Style.chart(title, subtitle, all, panels.get(0));
        return Optional.of(new Figure("pareto", title, 760, 200 + 230 * panels.size(), chart::draw));
    }

    /** All, or where there is no room for them those on the front and as many others as there is. */
    private static List<ParetoFront.Point> shown(List<ParetoFront.Point> all) {
        List<ParetoFront.Point> others =
                all.stream().filter(point -> !point.isOnFront()).toList();
        int room = Math.max(0, MOST_POINTS - (all.size() - others.size()));
        List<ParetoFront.Point> out = others.subList(Math.min(room, others.size()), others.size());
        return all.stream().filter(point -> !out.contains(point)).toList();
    }

    private static XYPlot panel(
            SeriesBuilder builder, List<ParetoFront.Point> points, List<Quantity> objectives, int objective, Scale x) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            ParetoFront.Point point = points.get(i);
            double kappa = point.estimates().get(objectives.size() - 1).mean();
            series.add(new Series(
                    builder.name(point.configuration()),
                    Palette.ordered(i, points.size()),
                    i,
                    List.of(Series.Point.of(kappa, point.estimates().get(objective)))));
        }
        XYPlot plot =
                LinePlot.withBars(series, x, objectives.get(objective).title(), Scale.linear(Series.extent(series)));
        XYErrorRenderer renderer = (XYErrorRenderer) plot.getRenderer();
        renderer.setDefaultLinesVisible(false);
        renderer.setUseOutlinePaint(true);
        renderer.setUseFillPaint(true);
        renderer.setDefaultOutlineStroke(new BasicStroke(1.6f));
        for (int i = 0; i < points.size(); i++) {
            Color color = series.get(i).color();
            renderer.setSeriesFillPaint(i, points.get(i).isOnFront() ? color : Palette.PAPER);
            renderer.setSeriesOutlineStroke(i, new BasicStroke(1.6f));
        }
        return plot;
    }
}
