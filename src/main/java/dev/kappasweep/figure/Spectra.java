package dev.kappasweep.figure;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.table.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jfree.chart.plot.XYPlot;

/** The singular values of the first penalised layer of one seed: a panel for each configuration, a line for each epoch kept. */
final class Spectra {
    private static final int MOST_PANELS = 9;
    private static final int MOST_NAMED = 3;

    private Spectra() {}

    /** Empty where no spectra are stored. */
    static Optional<Figure> of(SeriesBuilder builder) {
        String layer = builder.grid().sweep().penalisedLayers().get(0);
        Set<TrialId> withSpectra = new HashSet<>();
        builder.grid().results().eachSpectrum(row -> {
            if (row.measurement().layer().equals(layer)) {
                withSpectra.add(row.trial());
            }
        });
        List<Configuration> measured = builder.grid().configurations().stream()
                .filter(one -> first(builder, one, withSpectra).isPresent())
                .toList();
        List<Configuration> configurations = SeriesBuilder.spread(measured, MOST_PANELS);
        if (configurations.isEmpty()) {
            return Optional.empty();
        }
        Map<Configuration, TrialId> shown = new HashMap<>();
        configurations.forEach(one -> first(builder, one, withSpectra).ifPresent(trial -> shown.put(one, trial)));
        Map<TrialId, List<SpectrumMeasurement>> spectra = spectra(builder, layer, Set.copyOf(shown.values()));
        List<List<Series>> panels = configurations.stream()
                .map(one -> lines(spectra.getOrDefault(shown.get(one), List.of())))
                .toList();
        List<Series> all = panels.stream().flatMap(List::stream).toList();
        double[] positive =
                Arrays.stream(Series.values(all)).filter(value -> value > 0).toArray();
        Scale y = Scale.ofPositive(positive);
        String title = builder.sweepName() + ": singular values of " + layer + " over epochs";
        List<FacetPlot.Facet> facets = new ArrayList<>();
        List<XYPlot> plots = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            XYPlot plot = panel(panels.get(i), y);
            plots.add(plot);
            facets.add(new FacetPlot.Facet(builder.name(configurations.get(i)), plot));
        }
        FacetPlot plot = new FacetPlot(facets, FacetPlot.columns(facets.size()));
        var chart = Style.chart(title, subtitle(builder, configurations, measured), plot, Legends.ofEach(plots));
        int height = facets.size() == 1 ? 460 : 130 + 280 * FacetPlot.rows(facets.size());
        return Optional.of(new Figure("spectra", title, facets.size() < 3 ? 760 : 960, height, chart::draw));
    }

    private static String subtitle(SeriesBuilder builder, List<Configuration> shown, List<Configuration> measured) {
        String left = measured.stream()
                .filter(one -> !shown.contains(one))
                .map(builder::name)
                .limit(MOST_NAMED)
                .collect(Collectors.joining("; "));
        boolean isMore = measured.size() - shown.size() > MOST_NAMED;
        return "n = 1, the first seed with a result; rank 1 is the largest singular value"
                + SeriesBuilder.partly(shown.size(), measured.size(), "configurations")
                + (left.isEmpty() ? "" : ", without " + left + (isMore ? " and others" : ""));
    }

    private static Optional<TrialId> first(
            SeriesBuilder builder, Configuration configuration, Set<TrialId> withSpectra) {
        return builder.grid().trials(configuration).stream()
                .map(TrialRow::id)
                .filter(withSpectra::contains)
                .findFirst();
    }

    private static Map<TrialId, List<SpectrumMeasurement>> spectra(
            SeriesBuilder builder, String layer, Set<TrialId> trials) {
        Map<TrialId, List<SpectrumMeasurement>> spectra = new HashMap<>();
        builder.grid().results().eachSpectrum(row -> {
            if (trials.contains(row.trial()) && row.measurement().layer().equals(layer)) {
                spectra.computeIfAbsent(row.trial(), id -> new ArrayList<>()).add(row.measurement());
            }
        });
        return spectra;
    }

    private static List<Series> lines(List<SpectrumMeasurement> values) {
        Map<Integer, List<SpectrumMeasurement>> byEpoch = values.stream()
                .collect(Collectors.groupingBy(SpectrumMeasurement::epoch, TreeMap::new, Collectors.toList()));
        List<Series> lines = new ArrayList<>();
        int index = 0;
        for (Map.Entry<Integer, List<SpectrumMeasurement>> epoch : byEpoch.entrySet()) {
            List<Series.Point> points = epoch.getValue().stream()
                    .map(value -> new Series.Point(value.rank(), value.sigma(), value.sigma(), value.sigma()))
                    .toList();
            lines.add(new Series("epoch " + epoch.getKey(), Palette.ordered(index, byEpoch.size()), index, points));
            index++;
        }
        return lines;
    }

    private static XYPlot panel(List<Series> lines, Scale y) {
        double most = lines.stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(Series.Point::x)
                .max()
                .orElse(1);
        Scale x = Scale.ranks(most);
        XYPlot plot = LinePlot.plain(lines, x, "singular value", y);
        plot.setDomainAxis(new ScaledAxis("rank", x));
        return plot;
    }
}
