package dev.kappasweep.figure;

import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;

/**
 * What the experiment evaluates, above, and kappa of the penalised layers, below, against lambda: Fig. 2 and Fig. 4 right of the
 * paper for least squares, and the same picture of the other experiments.
 */
final class AgainstLambda {
    private AgainstLambda() {}

    /** Empty if there is one lambda only, or nothing measured yet. */
    static Optional<Figure> of(SeriesBuilder builder) {
        if (builder.lambdaCount() < 2) {
            return Optional.empty();
        }
        List<Quantity> evaluations = evaluations(builder);
        List<Quantity> kappas = builder.grid().sweep().penalisedLayers().stream()
                .map(layer -> Quantity.ofLayer(Metric.KAPPA, layer, Quantity.LAST))
                .toList();
        List<Series> above = series(builder, evaluations, 0);
        List<Series> below = series(builder, kappas, evaluations.size());
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        Metric metric = evaluations.get(0).metric();
        String title = builder.sweepName() + ": " + metric.title() + " and kappa against lambda";
        Scale x = builder.lambdaScale();
        XYPlot upper = LinePlot.withBars(above, x, metric.title(), Scale.linear(Series.extent(above)));
        XYPlot lower =
                LinePlot.withBars(below, x, "kappa", Scale.ofPositive(Series.values(below), Series.extent(below)));
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(new ScaledAxis("lambda", x));
        both.setGap(14);
        both.add(upper, 1);
        both.add(lower, 1);
        List<Quantity> all =
                Stream.concat(evaluations.stream(), kappas.stream()).toList();
        var chart = Style.chart(title, builder.meaning(all, "bar"), both, both);
        return Optional.of(new Figure("against-lambda", title, 760, 640, chart::draw));
    }

    /** The metric that says most, at every SNR. */
    static List<Quantity> evaluations(SeriesBuilder builder) {
        return builder.grid().mainEvaluations();
    }

    private static List<Series> series(SeriesBuilder builder, List<Quantity> quantities, int firstColor) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            series.addAll(builder.overLambda(
                    quantities.get(i),
                    Palette.kind(firstColor + i),
                    quantities.get(i).title()));
        }
        return series;
    }
}
