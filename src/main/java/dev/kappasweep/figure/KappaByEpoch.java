package dev.kappasweep.figure;

import dev.kappasweep.analysis.Configuration;
import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.analysis.Metric;
import dev.kappasweep.analysis.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;

/** Kappa of every layer after every epoch: a panel for each layer, a line for each configuration. */
final class KappaByEpoch {
    private static final int MOST_LAYERS = 6;
    private static final int MOST_LINES = 12;

    private KappaByEpoch() {}

    /** Empty if nothing is measured yet. */
    static Optional<Figure> of(SeriesBuilder builder) {
        int epochs = builder.grid().sweep().training().epochs();
        Scale x = Scale.wholeNumbers(epochs);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(new ScaledAxis("epoch", x));
        all.setGap(14);
        List<String> layers =
                builder.grid().layers().stream().limit(MOST_LAYERS).toList();
        List<XYPlot> panels = new ArrayList<>();
        for (String layer : layers) {
            List<Series> lines = lines(builder, layer, epochs);
            if (!lines.isEmpty()) {
                panels.add(LinePlot.withBands(
                        lines,
                        x,
                        "kappa(" + layer + ")",
                        Scale.ofPositive(Series.values(lines), Series.extent(lines))));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        panels.forEach(panel -> all.add(panel, 1));
        String title = builder.sweepName() + ": kappa of every layer by epoch";
        List<Quantity> last = layers.stream()
                .map(layer -> Quantity.ofLayer(Metric.KAPPA, layer, Quantity.LAST))
                .toList();
        int configurations = builder.grid().configurations().size();
        String subtitle = builder.meaning(last, "band")
                + SeriesBuilder.partly(Math.min(MOST_LINES, configurations), configurations, "configurations")
                + SeriesBuilder.partly(layers.size(), builder.grid().layers().size(), "layers");
        var chart = Style.chart(title, subtitle, all, panels.get(0));
        return Optional.of(new Figure("kappa-by-epoch", title, 760, 180 + 190 * panels.size(), chart::draw));
    }

    private static List<Series> lines(SeriesBuilder builder, String layer, int epochs) {
        List<Configuration> configurations =
                builder.grid().configurations().stream().limit(MOST_LINES).toList();
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < configurations.size(); i++) {
            List<Series.Point> points = new ArrayList<>();
            for (int epoch = 0; epoch <= epochs; epoch++) {
                Estimate estimate =
                        builder.grid().estimate(configurations.get(i), Quantity.ofLayer(Metric.KAPPA, layer, epoch));
                if (estimate.n() > 0) {
                    points.add(Series.Point.of(epoch, estimate));
                }
            }
            if (!points.isEmpty()) {
                lines.add(new Series(
                        builder.name(configurations.get(i)), Palette.ordered(i, configurations.size()), i, points));
            }
        }
        return lines;
    }
}
