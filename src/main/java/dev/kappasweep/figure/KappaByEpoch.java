package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.paper.AuthorsRuns;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;

/**
 * Kappa of every layer after every epoch: a panel for each layer, and where configurations differ in more than lambda for each
 * layer and group of these; a line for each configuration. Dashed: the paper's authors' own run of the same setting.
 */
final class KappaByEpoch {
    private static final int MOST_LAYERS = 6;
    private static final int MOST_PANELS = 24;
    private static final int MOST_IN_A_COLUMN = 4;
    private static final int MOST_LINES = 8;
    private static final int DASHED = 1;

    private final SeriesBuilder builder;
    private final AuthorsRuns authors;
    private final int epochs;
    private final List<String> lambdas;
    private boolean hasAuthors;

    private KappaByEpoch(SeriesBuilder builder) {
        this.builder = builder;
        this.authors = AuthorsRuns.of(builder.grid().sweep());
        this.epochs = builder.grid().sweep().mostEpochs();
        this.lambdas = builder.orderedLambdas();
    }

    /** Empty if nothing is measured yet. */
    static Optional<Figure> of(SeriesBuilder builder) {
        return new KappaByEpoch(builder).figure();
    }

    private Optional<Figure> figure() {
        List<String> layers =
                builder.grid().layers().stream().limit(MOST_LAYERS).toList();
        Map<String, List<Configuration>> groups = groups(layers.size());
        Map<String, List<Series>> panels = new LinkedHashMap<>();
        for (String layer : layers) {
            groups.forEach((name, group) -> {
                List<Series> lines = lines(group, layer, groups.size() > 1);
                if (!lines.isEmpty()) {
                    panels.put("kappa(" + layer + ")" + (name.isEmpty() ? "" : ", " + name), lines);
                }
            });
        }
        return panels.isEmpty() ? Optional.empty() : Optional.of(figure(panels, subtitle(layers, groups)));
    }

    /** All on one scale, so that panels can be compared. */
    private Figure figure(Map<String, List<Series>> panels, String subtitle) {
        List<Series> all = panels.values().stream().flatMap(List::stream).toList();
        Scale y = Scale.ofPositive(Series.values(all), Series.extent(all));
        String title = builder.sweepName() + ": kappa of every layer by epoch";
        return panels.size() <= MOST_IN_A_COLUMN
                ? inAColumn(panels, y, title, subtitle)
                : inFacets(panels, y, title, subtitle);
    }

    private Figure inAColumn(Map<String, List<Series>> panels, Scale y, String title, String subtitle) {
        Scale x = Scale.wholeNumbers(epochs);
        CombinedDomainXYPlot column = new CombinedDomainXYPlot(new ScaledAxis("epoch", x));
        column.setGap(14);
        List<XYPlot> plots = new ArrayList<>();
        panels.forEach((label, lines) -> plots.add(LinePlot.withBands(lines, x, label, y)));
        plots.forEach(plot -> column.add(plot, 1));
        var chart = Style.chart(title, subtitle, column, legend(plots));
        return new Figure("kappa-by-epoch", title, 760, 180 + 190 * panels.size(), chart::draw);
    }

    private Figure inFacets(Map<String, List<Series>> panels, Scale y, String title, String subtitle) {
        Scale x = Scale.wholeNumbers(epochs);
        List<FacetPlot.Facet> facets = new ArrayList<>();
        List<XYPlot> plots = new ArrayList<>();
        panels.forEach((label, lines) -> {
            XYPlot plot = LinePlot.withBands(lines, x, "kappa", y);
            plot.setDomainAxis(new ScaledAxis("epoch", x));
            plots.add(plot);
            facets.add(new FacetPlot.Facet(label, plot));
        });
        FacetPlot plot = new FacetPlot(facets, FacetPlot.columns(facets.size()));
        var chart = Style.chart(title, subtitle, plot, legend(plots));
        return new Figure("kappa-by-epoch", title, 960, 130 + 260 * FacetPlot.rows(facets.size()), chart::draw);
    }

    /** Without the authors' lines, which the subtitle names. */
    private LegendItemSource legend(List<XYPlot> plots) {
        return Legends.ofEach(
                plots,
                lambdas.stream().map(lambda -> "lambda " + lambda).toList(),
                label -> !label.startsWith("authors, "));
    }

    /** One without a name where the configurations differ in lambda only, or are too many kinds for a panel each. */
    private Map<String, List<Configuration>> groups(int layers) {
        Map<String, List<Configuration>> byLambda = builder.byLambda();
        boolean isWorthIt = byLambda.values().stream().anyMatch(group -> group.size() > 2);
        if (byLambda.size() > 1 && isWorthIt && byLambda.size() * layers <= MOST_PANELS) {
            return byLambda;
        }
        Map<String, List<Configuration>> one = new LinkedHashMap<>();
        one.put("", SeriesBuilder.spread(builder.grid().configurations(), MOST_LINES));
        return one;
    }

    private String subtitle(List<String> layers, Map<String, List<Configuration>> groups) {
        List<Quantity> last = layers.stream()
                .map(layer -> Quantity.ofLayer(Metric.KAPPA, layer, Quantity.LAST))
                .toList();
        int configurations = builder.grid().configurations().size();
        int shown =
                (int) groups.values().stream().flatMap(List::stream).distinct().count();
        return builder.meaning(last, "band")
                + SeriesBuilder.partly(shown, configurations, "configurations")
                + SeriesBuilder.partly(layers.size(), builder.grid().layers().size(), "layers")
                + (groups.size() > 1 ? builder.leftOut() : "")
                + (hasAuthors ? ". Dashed: the authors' run" : "");
    }

    private List<Series> lines(List<Configuration> group, String layer, boolean isOfOneGroup) {
        RegularizerKind kind = group.stream()
                .map(Configuration::regularizer)
                .filter(one -> one != RegularizerKind.NONE)
                .findFirst()
                .orElse(RegularizerKind.NONE);
        List<Configuration> ordered = isOfOneGroup
                ? group.stream()
                        .sorted(Comparator.comparingDouble(Configuration::lambda))
                        .toList()
                : group;
        List<Series> lines = new ArrayList<>();
        List<Series> dashed = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Configuration one = ordered.get(i);
            String name = isOfOneGroup ? "lambda " + one.text(Parameter.LAMBDA) : builder.name(one);
            int place = isOfOneGroup ? lambdas.indexOf(one.text(Parameter.LAMBDA)) : i;
            Series own = own(one, layer, name, place, isOfOneGroup ? lambdas.size() : ordered.size(), isOfOneGroup);
            if (!own.points().isEmpty()) {
                lines.add(own);
                authors(one, kind, layer, own).ifPresent(dashed::add);
            }
        }
        hasAuthors |= !dashed.isEmpty();
        lines.addAll(dashed);
        return lines;
    }

    private Series own(Configuration one, String layer, String name, int place, int places, boolean isSolid) {
        List<Series.Point> points = new ArrayList<>();
        for (int epoch = 0; epoch <= epochs; epoch++) {
            Estimate estimate = builder.grid().estimate(one, Quantity.ofLayer(Metric.KAPPA, layer, epoch));
            if (estimate.n() > 0) {
                points.add(Series.Point.of(epoch, estimate, Metric.KAPPA));
            }
        }
        boolean hasDashed = isSolid || authors.kappas(one, one.regularizer(), layer).length > 0;
        return new Series(name, Palette.ordered(place, places), hasDashed ? 0 : place, points);
    }

    private Optional<Series> authors(Configuration one, RegularizerKind kind, String layer, Series own) {
        double[] kappas = authors.kappas(one, kind, layer);
        if (kappas.length == 0) {
            return Optional.empty();
        }
        List<Series.Point> points = new ArrayList<>();
        for (int epoch = 0; epoch < Math.min(kappas.length, epochs + 1); epoch++) {
            points.add(new Series.Point(epoch, kappas[epoch], kappas[epoch], kappas[epoch]));
        }
        return Optional.of(new Series("authors, " + own.name(), own.color(), DASHED, points));
    }
}
