package dev.kappasweep.figure;

import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Plot;

/**
 * What the experiment evaluates, above, and kappa of the penalised layers, below, against lambda: Fig. 2 and Fig. 4 right of the
 * paper for least squares, and the same picture of the other experiments. What differs in more than lambda is side by side where it
 * would be too many lines for one picture.
 */
final class AgainstLambda {
    private static final int MOST_LINES = 8;

    private final SeriesBuilder builder;
    private final List<Quantity> evaluations;
    private final List<Quantity> kappas;
    private final Map<String, List<Configuration>> groups;
    private final boolean isInFacets;

    private AgainstLambda(SeriesBuilder builder) {
        this.builder = builder;
        this.evaluations = evaluations(builder);
        this.kappas = builder.grid().sweep().penalisedLayers().stream()
                .map(layer -> Quantity.ofLayer(Metric.KAPPA, layer, Quantity.LAST))
                .toList();
        this.groups = builder.byLambda();
        this.isInFacets = groups.size() > 1 && Math.max(evaluations.size(), kappas.size()) * groups.size() > MOST_LINES;
    }

    /** Empty if there is one lambda only, or nothing measured yet. */
    static Optional<Figure> of(SeriesBuilder builder) {
        return builder.lambdaCount() < 2 ? Optional.empty() : new AgainstLambda(builder).figure();
    }

    private Optional<Figure> figure() {
        List<List<Series>> above = lines(evaluations, 0);
        List<List<Series>> below = lines(kappas, evaluations.size());
        List<Series> allAbove = above.stream().flatMap(List::stream).toList();
        List<Series> allBelow = below.stream().flatMap(List::stream).toList();
        if (allAbove.isEmpty() || allBelow.isEmpty()) {
            return Optional.empty();
        }
        Metric metric = evaluations.get(0).metric();
        String title = builder.sweepName() + ": " + metric.title() + " and kappa against lambda";
        Scale x = builder.lambdaScale();
        Scale upper = Scale.linear(Series.extent(allAbove));
        Scale lower = Scale.ofPositive(Series.values(allBelow), Series.extent(allBelow));
        List<CombinedDomainXYPlot> plots = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            CombinedDomainXYPlot both = new CombinedDomainXYPlot(new ScaledAxis("lambda", x));
            both.setGap(14);
            both.add(LinePlot.withBars(above.get(i), x, metric.title(), upper), 1);
            both.add(LinePlot.withBars(below.get(i), x, "kappa", lower), 1);
            plots.add(both);
        }
        return Optional.of(isInFacets ? inFacets(title, plots) : figure(title, plots.get(0), plots.get(0), 760, 640));
    }

    private Figure inFacets(String title, List<CombinedDomainXYPlot> plots) {
        List<String> names = List.copyOf(groups.keySet());
        List<FacetPlot.Facet> facets = new ArrayList<>();
        List<CombinedDomainXYPlot> shown = new ArrayList<>();
        for (int i = 0; i < plots.size(); i++) {
            if (plots.get(i).getLegendItems().getItemCount() > 0) {
                facets.add(new FacetPlot.Facet(names.get(i), plots.get(i)));
                shown.add(plots.get(i));
            }
        }
        FacetPlot plot = new FacetPlot(facets, FacetPlot.columns(facets.size()));
        return figure(title, plot, Legends.ofEach(shown), 960, 130 + 380 * FacetPlot.rows(facets.size()));
    }

    private Figure figure(String title, Plot plot, LegendItemSource legend, int width, int height) {
        List<Quantity> all =
                Stream.concat(evaluations.stream(), kappas.stream()).toList();
        var chart = Style.chart(title, builder.meaning(all, "bar") + builder.leftOut(), plot, legend);
        return new Figure("against-lambda", title, width, height, chart::draw);
    }

    /** The metric that says most, at every SNR. */
    static List<Quantity> evaluations(SeriesBuilder builder) {
        return builder.grid().mainEvaluations();
    }

    /** The lines of each plot: a colour for each quantity, and a marker as well, for each group where they are in one plot. */
    private List<List<Series>> lines(List<Quantity> quantities, int first) {
        List<List<Series>> plots = new ArrayList<>();
        List<Series> together = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<Configuration>> group : groups.entrySet()) {
            List<Series> own = new ArrayList<>();
            for (int i = 0; i < quantities.size(); i++) {
                boolean isNamed = !isInFacets && !group.getKey().isEmpty();
                String name = quantities.get(i).title() + (isNamed ? ", " + group.getKey() : "");
                int style = isNamed ? number : first + i;
                builder.overLambda(group.getValue(), quantities.get(i), name, Palette.kind(first + i), style)
                        .ifPresent(own::add);
            }
            plots.add(own);
            together.addAll(own);
            number++;
        }
        return isInFacets ? plots : List.of(together);
    }
}
