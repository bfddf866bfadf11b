package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;

/** What the experiment evaluates against the test SNR, a line for each configuration. */
final class AgainstSnr {
    private static final int MOST_LINES = 12;

    /** How far lines stand apart, so that their bars do not cover each other. */
    private static final double APART = 0.045;

    private AgainstSnr() {}

    /** Empty for a single SNR, or if nothing is measured yet. */
    static Optional<Figure> of(SeriesBuilder builder) {
        List<Quantity> quantities = AgainstLambda.evaluations(builder).stream()
                .sorted((a, b) -> Double.compare(value(b), value(a)))
                .toList();
        List<Series> lines = lines(builder, quantities);
        if (quantities.size() < 2 || lines.isEmpty()) {
            return Optional.empty();
        }
        String metric = quantities.get(0).metric().title();
        Scale x = Scale.categories(quantities.stream()
                .flatMap(quantity -> Stream.ofNullable(quantity.snr()))
                .map(Snr::toString)
                .toList());
        XYPlot plot = LinePlot.withBars(lines, x, metric, Scale.linear(Series.extent(lines)));
        plot.setDomainAxis(new ScaledAxis("signal-to-noise ratio of the test images (inf: no noise)", x));
        String title = builder.sweepName() + ": " + metric + " against test noise";
        int all = builder.grid().configurations().size();
        String subtitle = builder.meaning(quantities, "bar")
                + SeriesBuilder.partly(Math.min(MOST_LINES, all), all, "configurations");
        var chart = Style.chart(title, subtitle, plot, plot);
        return Optional.of(new Figure("against-snr", title, 760, 520, chart::draw));
    }

    private static double value(Quantity quantity) {
        return Stream.ofNullable(quantity.snr())
                .mapToDouble(Snr::value)
                .findFirst()
                .orElse(0);
    }

    private static List<Series> lines(SeriesBuilder builder, List<Quantity> quantities) {
        List<Configuration> configurations =
                builder.grid().configurations().stream().limit(MOST_LINES).toList();
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < configurations.size(); i++) {
            double shift = (i - (configurations.size() - 1) / 2.0) * APART;
            List<Series.Point> points = new ArrayList<>();
            for (int j = 0; j < quantities.size(); j++) {
                Estimate estimate = builder.grid().estimate(configurations.get(i), quantities.get(j));
                if (estimate.n() > 0) {
                    points.add(Series.Point.of(j + shift, estimate));
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
