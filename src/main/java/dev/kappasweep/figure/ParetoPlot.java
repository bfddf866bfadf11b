package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.analysis.ParetoFront;
import dev.kappasweep.table.Quantity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;

/**
 * What is evaluated without noise and under the most, each against kappa: filled markers are on the Pareto front, and their lambda stands
 * beside. A colour and a marker for all configurations that differ in lambda only.
 */
final class ParetoPlot {
    /** More names beside points would cover each other. */
    private static final int MOST_NAMED = 12;

    private static final BasicStroke OUTLINE = new BasicStroke(1.6f);

    private final SeriesBuilder builder;
    private final ParetoFront front;
    private final List<Quantity> objectives;
    private final int kappa;
    private final Map<String, List<ParetoFront.Point>> groups = new LinkedHashMap<>();
    private final boolean isNamed;

    private ParetoPlot(SeriesBuilder builder) {
        this.builder = builder;
        this.front = ParetoFront.of(builder.grid());
        this.objectives = front.objectives();
        this.kappa = objectives.size() - 1;
        front.points()
                .forEach(
                        point -> groups.computeIfAbsent(builder.group(point.configuration()), name -> new ArrayList<>())
                                .add(point));
        this.isNamed =
                front.points().stream().filter(ParetoFront.Point::isOnFront).count() <= MOST_NAMED;
    }

    /** Empty for fewer than two configurations with results. */
    static Optional<Figure> of(SeriesBuilder builder) {
        ParetoPlot plot = new ParetoPlot(builder);
        return plot.front.points().size() < 2 ? Optional.empty() : Optional.of(plot.figure());
    }

    private Figure figure() {
        Scale x = Scale.ofPositive(front.points().stream()
                .mapToDouble(point -> point.estimates().get(kappa).mean())
                .toArray());
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(new ScaledAxis("← better      " + title(kappa), x));
        all.setGap(14);
        List<XYPlot> panels = new ArrayList<>();
        for (int i = 0; i < kappa; i++) {
            panels.add(panel(i, x));
        }
        panels.forEach(panel -> all.add(panel, 1));
        String title = builder.sweepName() + ": Pareto front";
        String subtitle = "Filled: no other configuration is at least as good in all of these and better in one"
                + (isNamed ? "; the number is lambda" : "") + ". " + builder.meaning(objectives, "bar");
        var chart = groups.size() > 1
                ? Style.chart(title, subtitle, all, panels.get(0))
                : Style.chart(title, subtitle, all);
        return new Figure("pareto", title, 760, 200 + 230 * panels.size(), chart::draw);
    }

    private String title(int objective) {
        return objectives.get(objective).title();
    }

    private XYPlot panel(int objective, Scale x) {
        List<Series> series = new ArrayList<>();
        List<List<Boolean>> filled = new ArrayList<>();
        groups.forEach((name, points) -> {
            series.add(new Series(
                    name,
                    Palette.kind(series.size()),
                    series.size(),
                    points.stream().map(point -> point(point, objective)).toList()));
            filled.add(points.stream().map(ParetoFront.Point::isOnFront).toList());
        });
        boolean isBetterWhenLarger = objectives.get(objective).metric().isBetterWhenLarger();
        String label = title(objective) + (isBetterWhenLarger ? "   better →" : "   ← better");
        Scale y = Scale.linear(Series.extent(series));
        XYPlot plot = LinePlot.withBars(series, x, label, y, new FilledRenderer(filled, series));
        if (isNamed) {
            front.points().stream()
                    .filter(ParetoFront.Point::isOnFront)
                    .forEach(point -> name(plot, point, objective, x, y));
        }
        return plot;
    }

    private Series.Point point(ParetoFront.Point point, int objective) {
        Estimate estimate = point.estimates().get(objective);
        return Series.Point.of(
                point.estimates().get(kappa).mean(),
                estimate,
                objectives.get(objective).metric());
    }

    private void name(XYPlot plot, ParetoFront.Point point, int objective, Scale x, Scale y) {
        XYTextAnnotation name = new XYTextAnnotation(
                "  " + builder.lambdaText(point.configuration()),
                x.at(point.estimates().get(kappa).mean()),
                y.at(point.estimates().get(objective).mean()));
        name.setFont(Style.TICK);
        name.setPaint(Palette.INK);
        name.setTextAnchor(TextAnchor.BOTTOM_LEFT);
        plot.addAnnotation(name);
    }

    /** Markers without lines, some filled and the others hollow. */
    private static final class FilledRenderer extends IntervalRenderer {
        private final transient List<List<Boolean>> filled;
        private final transient List<Color> colors;

        FilledRenderer(List<List<Boolean>> filled, List<Series> series) {
            super(false);
            this.filled = filled;
            this.colors = series.stream().map(Series::color).toList();
            setUseOutlinePaint(true);
            setUseFillPaint(true);
            setDefaultOutlineStroke(OUTLINE);
            for (int i = 0; i < colors.size(); i++) {
                setSeriesOutlineStroke(i, OUTLINE);
            }
        }

        @Override
        public Paint getItemFillPaint(int series, int item) {
            return filled.get(series).get(item) ? colors.get(series) : Palette.PAPER;
        }
    }
}
