package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;

/**
 * What the experiment evaluates against the test SNR, a line for each configuration; what differs in more than lambda is side by side
 * where it would be too many lines for one picture.
 */
final class AgainstSnr {
    /** In one plot. */
    private static final int MOST_IN_ONE = 8;

    private static final String LAMBDA = "lambda ";

    /** How far lines stand apart, so that their bars do not cover each other. */
    private static final double APART = 0.045;

    private final SeriesBuilder builder;
    private final List<Quantity> quantities;
    private final List<String> lambdas;
    private final Map<String, List<Configuration>> groups;
    private final boolean isInFacets;

    private AgainstSnr(SeriesBuilder builder) {
        this.builder = builder;
        this.quantities = AgainstLambda.evaluations(builder).stream()
                .sorted((a, b) -> Double.compare(value(b), value(a)))
                .toList();
        this.lambdas = builder.orderedLambdas();
        List<Configuration> all = builder.grid().configurations();
        Map<String, List<Configuration>> byLambda = builder.byLambda();
        this.isInFacets = byLambda.size() > 1 && all.size() > MOST_IN_ONE;
        this.groups = isInFacets ? byLambda : Map.of("", SeriesBuilder.spread(all, MOST_IN_ONE));
    }

    /** Empty for a single SNR, or if nothing is measured yet. */
    static Optional<Figure> of(SeriesBuilder builder) {
        return new AgainstSnr(builder).figure();
    }

    private Optional<Figure> figure() {
        Map<String, List<Series>> lines = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            List<Series> own = lines(group);
            if (!own.isEmpty()) {
                lines.put(name, own);
            }
        });
        return quantities.size() < 2 || lines.isEmpty() ? Optional.empty() : Optional.of(figure(lines));
    }

    private Figure figure(Map<String, List<Series>> lines) {
        Scale x = Scale.categories(quantities.stream()
                .flatMap(quantity -> Stream.ofNullable(quantity.snr()))
                .map(Snr::toString)
                .toList());
        Scale y = Scale.linear(
                Series.extent(lines.values().stream().flatMap(List::stream).toList()));
        List<FacetPlot.Facet> facets = new ArrayList<>();
        List<XYPlot> plots = new ArrayList<>();
        lines.forEach((name, own) -> {
            XYPlot plot = LinePlot.withBars(own, x, metric(), y);
            plot.setDomainAxis(new ScaledAxis(
                    isInFacets ? "test SNR" : "signal-to-noise ratio of the test images (inf: no noise)", x));
            plots.add(plot);
            facets.add(new FacetPlot.Facet(name, plot));
        });
        if (!isInFacets) {
            return figure(plots.get(0), plots.get(0), 760, 520);
        }
        FacetPlot plot = new FacetPlot(facets, FacetPlot.columns(facets.size()));
        List<String> order = lambdas.stream().map(lambda -> LAMBDA + lambda).toList();
        return figure(
                plot, Legends.ofEach(plots, order, label -> true), 960, 130 + 260 * FacetPlot.rows(facets.size()));
    }

    private Figure figure(Plot plot, LegendItemSource legend, int width, int height) {
        String title = builder.sweepName() + ": " + metric() + " against test noise";
        int all = builder.grid().configurations().size();
        int shown =
                (int) groups.values().stream().flatMap(List::stream).distinct().count();
        String subtitle = builder.meaning(quantities, "bar")
                + SeriesBuilder.partly(shown, all, "configurations")
                + (isInFacets ? builder.leftOut() : "");
        var chart = Style.chart(title, subtitle, plot, legend);
        return new Figure("against-snr", title, width, height, chart::draw);
    }

    private String metric() {
        return quantities.get(0).metric().title();
    }

    private static double value(Quantity quantity) {
        return Stream.ofNullable(quantity.snr())
                .mapToDouble(Snr::value)
                .findFirst()
                .orElse(0);
    }

    private List<Series> lines(List<Configuration> group) {
        List<Configuration> configurations = isInFacets
                ? group.stream()
                        .sorted(Comparator.comparingDouble(Configuration::lambda))
                        .toList()
                : group;
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < configurations.size(); i++) {
            Configuration one = configurations.get(i);
            double shift = (i - (configurations.size() - 1) / 2.0) * APART;
            List<Series.Point> points = new ArrayList<>();
            for (int j = 0; j < quantities.size(); j++) {
                Estimate estimate = builder.grid().estimate(one, quantities.get(j));
                if (estimate.n() > 0) {
                    points.add(Series.Point.of(
                            j + shift, estimate, quantities.get(j).metric()));
                }
            }
            if (!points.isEmpty()) {
                lines.add(isInFacets ? ofLambda(one, points) : of(one, i, configurations.size(), points));
            }
        }
        return lines;
    }

    private Series of(Configuration one, int number, int count, List<Series.Point> points) {
        return new Series(builder.name(one), Palette.ordered(number, count), number, points);
    }

    /** The same colour and marker in every facet. */
    private Series ofLambda(Configuration one, List<Series.Point> points) {
        String lambda = builder.lambdaText(one);
        int place = lambdas.indexOf(lambda);
        return new Series(LAMBDA + lambda, Palette.ordered(place, lambdas.size()), place, points);
    }
}
