package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;

/**
 * What each penalty pays for its accuracy under the most noise: that against the accuracy without noise, a line for each kind
 * through its strengths, so that kinds are compared one above the other at the same accuracy without noise.
 */
final class AtMatchedAccuracy {
    /** In points of accuracy without noise below the network without a penalty. */
    private static final double MATCHED = 0.5;

    private AtMatchedAccuracy() {}

    /** Empty where the regulariser is no axis, or there are not two groups of strengths, or no accuracy with and without noise. */
    static Optional<Figure> of(SeriesBuilder builder) {
        List<Snr> all = builder.grid().mainEvaluations().stream()
                .filter(quantity -> quantity.metric() == Metric.ACCURACY)
                .flatMap(quantity -> Optional.ofNullable(quantity.snr()).stream())
                .sorted(Comparator.comparingDouble(Snr::value))
                .toList();
        Map<String, List<Configuration>> kinds = builder.byLambda();
        if (all.size() < 2 || kinds.size() < 2 || !builder.grid().sweep().varies(Parameter.REGULARIZER)) {
            return Optional.empty();
        }
        Snr clean = all.get(all.size() - 1);
        Snr noisy = all.get(0);
        return figure(
                builder,
                kinds,
                Quantity.ofEvaluation(Metric.ACCURACY, clean),
                Quantity.ofEvaluation(Metric.ACCURACY, noisy));
    }

    private static Optional<Figure> figure(
            SeriesBuilder builder, Map<String, List<Configuration>> kinds, Quantity clean, Quantity noisy) {
        List<Series> series = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<Configuration>> kind : kinds.entrySet()) {
            List<Series.Point> points = kind.getValue().stream()
                    .filter(one -> has(builder, one, clean) && has(builder, one, noisy))
                    .sorted(Comparator.comparingDouble(Configuration::lambda))
                    .map(one -> Series.Point.of(
                            builder.grid().estimate(one, clean).mean(),
                            builder.grid().estimate(one, noisy),
                            noisy.metric()))
                    .toList();
            if (points.size() > 1) {
                series.add(new Series(kind.getKey(), Palette.kind(number), number, points));
            }
            number++;
        }
        if (series.size() < 2) {
            return Optional.empty();
        }
        Scale x = Scale.linear(series.stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(Series.Point::x)
                .toArray());
        XYPlot plot = LinePlot.withBars(series, x, noisy.title(), Scale.linear(Series.extent(series)));
        plot.setDomainAxis(new ScaledAxis(clean.title(), x));
        Optional<Double> base = unpenalised(builder, clean);
        base.ifPresent(accuracy -> mark(plot, accuracy, x));
        String title = builder.sweepName() + ": accuracy under noise at matched accuracy without";
        String subtitle =
                builder.meaning(List.of(clean, noisy), "bar") + ". Each line goes through the lambdas of one penalty"
                        + " from 0 on"
                        + (base.isPresent() ? "; grey: within " + MATCHED + " points of the network without one" : "");
        var chart = Style.chart(title, subtitle, plot, plot);
        return Optional.of(new Figure("at-matched-accuracy", title, 760, 520, chart::draw));
    }

    private static boolean has(SeriesBuilder builder, Configuration one, Quantity quantity) {
        return builder.grid().estimate(one, quantity).n() > 0;
    }

    /** Empty where there are several such networks. */
    private static Optional<Double> unpenalised(SeriesBuilder builder, Quantity clean) {
        List<Estimate> bases = builder.grid().configurations().stream()
                .filter(one -> one.strength().isZero() && one.dropout() == 0)
                .map(one -> builder.grid().estimate(one, clean))
                .filter(estimate -> estimate.n() > 0)
                .toList();
        return bases.size() == 1 ? Optional.of(bases.get(0).mean()) : Optional.empty();
    }

    private static void mark(XYPlot plot, double base, Scale x) {
        IntervalMarker band = new IntervalMarker(base - MATCHED, x.high(), Palette.GRID);
        band.setOutlineStroke(new BasicStroke(0));
        band.setAlpha(0.45f);
        plot.addDomainMarker(band, Layer.BACKGROUND);
    }
}
