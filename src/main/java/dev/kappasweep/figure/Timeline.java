package dev.kappasweep.figure;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrialStatus;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** When each trial ran on which host: one lane for each trial that a host ran at the same time. */
final class Timeline {
    private static final double HALF_BAR = 0.4;

    /** More would make the page large, and no line between them could be seen. */
    private static final int MOST_BARS = 2_000;

    private static final int MOST_LANES = 50;

    /**
     * One trial, or all of a lane that began in one stretch of time and ended alike.
     *
     * @param lane counted from 0 over all hosts
     * @param from in seconds since the first trial started
     */
    private record Bar(TrialStatus status, int lane, double from, double to) {
        Bar and(Bar other) {
            return new Bar(status, lane, Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    private Timeline() {}

    /** Empty without trials. */
    static Optional<Figure> of(String sweep, List<TrialRow> trials) {
        if (trials.isEmpty()) {
            return Optional.empty();
        }
        Instant start = trials.stream()
                .map(TrialRow::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        double span = trials.stream()
                .mapToDouble(trial -> since(start, trial) + trial.seconds())
                .max()
                .orElseThrow();
        List<String> all = new ArrayList<>();
        List<Bar> every = bars(trials, start, all);
        List<String> lanes = all.subList(0, Math.min(MOST_LANES, all.size()));
        List<Bar> bars = shown(every, lanes.size(), span);
        double unit = span > 3 * 3600 ? 3600 : span > 300 ? 60 : 1;
        Scale x = Scale.linearBetween(0, span / unit);
        Scale y = Scale.categories(lanes);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        renderer.setDrawBarOutline(true);
        XYPlot plot = new XYPlot(data(bars, unit, renderer), new ScaledAxis("", y), axis(x, unit), renderer);
        Style.plain(plot);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.getDomainAxis().setInverted(true);
        plot.setDomainGridlinesVisible(false);
        double busy = trials.stream().mapToDouble(TrialRow::seconds).sum();
        String title = sweep + ": when the trials ran";
        String subtitle = String.format(
                Locale.ROOT,
                "%d trials on %d lanes, busy %.0f %% of the time%s%s",
                trials.size(),
                all.size(),
                100 * busy / (span * all.size()),
                SeriesBuilder.partly(lanes.size(), all.size(), "lanes"),
                bars.size() < every.size() && every.size() > MOST_BARS ? ". A bar is of many trials" : "");
        var chart = Style.chart(title, subtitle, plot, plot);
        return Optional.of(new Figure("timeline", title, 760, 170 + 34 * lanes.size(), chart::draw));
    }

    private static ScaledAxis axis(Scale x, double unit) {
        String name = unit == 1 ? "s" : unit == 60 ? "min" : "h";
        return new ScaledAxis("time since the first trial started (" + name + ")", x);
    }

    private static double since(Instant start, TrialRow trial) {
        return Seconds.of(Duration.between(start, trial.startedAt()));
    }

    /** Each trial goes to the first lane of its host that is free. */
    private static List<Bar> bars(List<TrialRow> trials, Instant start, List<String> lanes) {
        Map<String, List<TrialRow>> byHost = new TreeMap<>();
        trials.stream()
                .sorted(Comparator.comparing(TrialRow::startedAt))
                .forEach(trial -> byHost.computeIfAbsent(host(trial), name -> new ArrayList<>())
                        .add(trial));
        List<Bar> bars = new ArrayList<>();
        byHost.forEach((host, onHost) -> {
            Lanes own = new Lanes();
            for (TrialRow trial : onHost) {
                double from = since(start, trial);
                double to = from + trial.seconds();
                bars.add(new Bar(trial.status(), lanes.size() + own.take(from, to), from, to));
            }
            for (int lane = 1; lane <= own.count(); lane++) {
                lanes.add(host + " " + lane);
            }
        });
        return bars;
    }

    /** The lanes of one host. */
    private static final class Lanes {
        /** Starts are kept to the microsecond. */
        private static final double ROUNDING = 1e-6;

        private record Busy(double until, int lane) {}

        private final PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingDouble(Busy::until));
        private final NavigableSet<Integer> free = new TreeSet<>();
        private int count;

        /** The first that is free from {@code from} on; times must not decrease. */
        int take(double from, double to) {
            for (Busy first = busy.peek(); first != null && first.until() <= from + ROUNDING; first = busy.peek()) {
                free.add(busy.remove().lane());
            }
            Integer lane = free.pollFirst();
            int taken = lane == null ? count++ : lane;
            busy.add(new Busy(to, taken));
            return taken;
        }

        int count() {
            return count;
        }
    }

    /** On the first lanes; where there are too many bars, those of short stretches of time together. */
    private static List<Bar> shown(List<Bar> all, int lanes, double span) {
        List<Bar> bars = all.stream().filter(bar -> bar.lane() < lanes).toList();
        if (bars.size() <= MOST_BARS) {
            return bars;
        }
        record Place(TrialStatus status, int lane, int stretch) {}
        double stretch = span * lanes / MOST_BARS;
        Map<Place, Bar> merged = new LinkedHashMap<>();
        bars.forEach(bar ->
                merged.merge(new Place(bar.status(), bar.lane(), (int) (bar.from() / stretch)), bar, Bar::and));
        return List.copyOf(merged.values());
    }

    private static String host(TrialRow trial) {
        return trial.environment().host().isEmpty()
                ? "unknown"
                : trial.environment().host();
    }

    private static Color color(TrialStatus status) {
        return Palette.kind(Arrays.asList(TrialStatus.values()).indexOf(status));
    }

    private static XYIntervalSeriesCollection data(List<Bar> bars, double unit, XYBarRenderer renderer) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        for (TrialStatus status : TrialStatus.values()) {
            XYIntervalSeries series = new XYIntervalSeries(status.text(), false, true);
            bars.stream().filter(bar -> bar.status() == status).forEach(bar -> {
                double from = bar.from() / unit;
                double to = bar.to() / unit;
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
