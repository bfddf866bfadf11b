package dev.kappasweep.figure;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialStatus;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** When each trial ran on which host: one lane for each trial that a host ran at the same time. */
final class Timeline {
    private static final double HALF_BAR = 0.4;

    /** @param lane counted from 0 over all hosts */
    private record Bar(TrialRow trial, int lane) {}

    private Timeline() {}

    /** Empty without trials. */
    static Optional<Figure> of(String sweep, List<TrialRow> trials) {
        if (trials.isEmpty()) {
            return Optional.empty();
        }
        List<String> lanes = new ArrayList<>();
        List<Bar> bars = bars(trials, lanes);
        Instant start = trials.stream()
                .map(TrialRow::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        double span = trials.stream()
                .mapToDouble(trial -> since(start, trial) + trial.seconds())
                .max()
                .orElseThrow();
        double unit = span > 3 * 3600 ? 3600 : span > 300 ? 60 : 1;
        Scale x = Scale.linearBetween(0, span / unit);
        Scale y = Scale.categories(lanes);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        renderer.setDrawBarOutline(true);
        XYPlot plot = new XYPlot(data(bars, start, unit, renderer), new ScaledAxis("", y), axis(x, unit), renderer);
        Style.plain(plot);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.getDomainAxis().setInverted(true);
        plot.setDomainGridlinesVisible(false);
        double busy = trials.stream().mapToDouble(TrialRow::seconds).sum();
        String title = sweep + ": when the trials ran";
        String subtitle = String.format(
                Locale.ROOT,
                "%d trials on %d lanes, busy %.0f %% of the time from the first start to the last end",
                trials.size(),
                lanes.size(),
                100 * busy / (span * lanes.size()));
        var chart = Style.chart(title, subtitle, plot, plot);
        return Optional.of(new Figure("timeline", title, 760, 170 + 34 * lanes.size(), chart::draw));
    }

    private static ScaledAxis axis(Scale x, double unit) {
        String name = unit == 1 ? "s" : unit == 60 ? "min" : "h";
        return new ScaledAxis("time since the first trial started (" + name + ")", x);
    }

    private static double since(Instant start, TrialRow trial) {
        return Duration.between(start, trial.startedAt()).toNanos() / 1e9;
    }

    /** Each trial goes to the first lane of its host that is free. */
    private static List<Bar> bars(List<TrialRow> trials, List<String> lanes) {
        Map<String, List<TrialRow>> byHost = new TreeMap<>();
        trials.stream()
                .sorted(Comparator.comparing(TrialRow::startedAt))
                .forEach(trial -> byHost.computeIfAbsent(host(trial), name -> new ArrayList<>())
                        .add(trial));
        List<Bar> bars = new ArrayList<>();
        byHost.forEach((host, onHost) -> {
            int first = lanes.size();
            List<Instant> free = new ArrayList<>();
            for (TrialRow trial : onHost) {
                int lane = freeLane(free, trial.startedAt());
                Instant end = trial.startedAt().plusNanos((long) (trial.seconds() * 1e9));
                if (lane == free.size()) {
                    free.add(end);
                    lanes.add(host + " " + free.size());
                } else {
                    free.set(lane, end);
                }
                bars.add(new Bar(trial, first + lane));
            }
        });
        return bars;
    }

    private static int freeLane(List<Instant> free, Instant start) {
        for (int lane = 0; lane < free.size(); lane++) {
            if (!free.get(lane).isAfter(start)) {
                return lane;
            }
        }
        return free.size();
    }

    private static String host(TrialRow trial) {
        return trial.environment().host().isEmpty()
                ? "unknown"
                : trial.environment().host();
    }

    private static Color color(TrialStatus status) {
        return Palette.kind(Arrays.asList(TrialStatus.values()).indexOf(status));
    }

    private static XYIntervalSeriesCollection data(List<Bar> bars, Instant start, double unit, XYBarRenderer renderer) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        for (TrialStatus status : TrialStatus.values()) {
            XYIntervalSeries series = new XYIntervalSeries(status.text(), false, true);
            bars.stream().filter(bar -> bar.trial().status() == status).forEach(bar -> {
                double from = since(start, bar.trial()) / unit;
                double to = from + bar.trial().seconds() / unit;
                series.add(bar.lane(), bar.lane() - HALF_BAR, bar.lane() + HALF_BAR, from, from, to);
            });
            if (series.getItemCount() > 0) {
                renderer.setSeriesPaint(data.getSeriesCount(), color(status));
                renderer.setSeriesOutlinePaint(data.getSeriesCount(), Palette.PAPER);
                data.addSeries(series);
            }
        }
        return data;
    }
}
