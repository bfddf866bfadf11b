package dev.kappasweep.figure;

import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Lines with their intervals in one plot. */
final class LinePlot {
    private LinePlot() {}

    /** Points with bars for their intervals, joined by lines. */
    static XYPlot withBars(List<Series> series, Scale xScale, String yLabel, Scale yScale) {
        return withBars(series, xScale, yLabel, yScale, new IntervalRenderer(true));
    }

    /** The same, drawn in another way. */
    static XYPlot withBars(List<Series> series, Scale xScale, String yLabel, Scale yScale, IntervalRenderer renderer) {
        return plot(series, xScale, yLabel, yScale, renderer);
    }

    /** Lines with bands for their intervals, without markers. */
    static XYPlot withBands(List<Series> series, Scale xScale, String yLabel, Scale yScale) {
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(1);
        for (int i = 0; i < series.size(); i++) {
            renderer.setSeriesFillPaint(i, Palette.faint(series.get(i).color(), series.size()));
        }
        return plot(series, xScale, yLabel, yScale, renderer);
    }

    /** Lines alone. */
    static XYPlot plain(List<Series> series, Scale xScale, String yLabel, Scale yScale) {
        return plot(series, xScale, yLabel, yScale, new XYLineAndShapeRenderer(true, false));
    }

    private static XYPlot plot(
            List<Series> series, Scale xScale, String yLabel, Scale yScale, XYLineAndShapeRenderer renderer) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        for (int i = 0; i < series.size(); i++) {
            data.addSeries(data(series.get(i), xScale, yScale));
            renderer.setSeriesPaint(i, series.get(i).color());
            renderer.setSeriesStroke(i, Palette.line(series.get(i).style()));
            renderer.setSeriesShape(i, Palette.marker(series.get(i).style()));
            renderer.setSeriesOutlinePaint(i, series.get(i).color());
        }
        renderer.setDefaultLegendTextFont(Style.TICK);
        XYPlot plot = new XYPlot(data, null, new ScaledAxis(yLabel, yScale), renderer);
        Style.plain(plot);
        return plot;
    }

    private static XYIntervalSeries data(Series series, Scale xScale, Scale yScale) {
        XYIntervalSeries data = new XYIntervalSeries(series.name(), false, true);
        double before = Double.NaN;
        for (Series.Point point : series.points()) {
            double x = xScale.at(point.x());
            if (xScale.isBrokenBetween(before, point.x())) {
                // Nothing is known of what lies between: the line is broken as the axis is.
                data.add(xScale.gap(), xScale.gap(), xScale.gap(), Double.NaN, Double.NaN, Double.NaN);
            }
            before = point.x();
            double low = yScale.at(point.low());
            double high = yScale.at(point.high());
            data.add(x, x, x, yScale.at(point.y()), bounded(low, yScale), bounded(high, yScale));
        }
        return data;
    }

    /** Within the axis: an interval may reach below what a logarithm has. */
    private static double bounded(double position, Scale scale) {
        return Double.isNaN(position) ? scale.low() : Math.max(scale.low(), Math.min(scale.high(), position));
    }
}
