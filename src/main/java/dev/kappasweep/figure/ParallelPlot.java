package dev.kappasweep.figure;

import dev.kappasweep.analysis.SearchHistory;
import dev.kappasweep.analysis.SearchHistory.Evaluated;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchDimension.Range;
import dev.kappasweep.sweep.SweepSpec;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parallel coordinates: an axis for each parameter of the space and each objective, a line for each candidate, the best ones on top. */
final class ParallelPlot {
    private static final double LEFT = 60;
    private static final double RIGHT = 70;
    private static final double TOP = 96;
    private static final double BOTTOM = 58;

    /** The best one in so many is drawn strong. */
    private static final int PART = 10;

    private final String title;
    private final SearchHistory history;
    private final List<Evaluated> lines;
    private final List<Axis> axes;

    /** @param dimension of a parameter; empty of the objective with the number {@code objective} */
    private record Axis(String label, Scale scale, Optional<SearchDimension> dimension, int objective) {}

    private ParallelPlot(SweepSpec sweep, SearchHistory history) {
        this.title = sweep.name() + ": candidates and what they came to";
        this.history = history;
        this.lines = history.worstToBest().stream()
                .filter(one -> one
                        .means()
                        .subList(0, history.search().objectives().size())
                        .stream()
                        .allMatch(Double::isFinite))
                .toList();
        this.axes = new ArrayList<>();
        history.search().space().forEach(one -> axes.add(axis(one)));
        for (int i = 0; i < history.search().objectives().size(); i++) {
            axes.add(axis(i));
        }
    }

    /** Empty for fewer than two candidates with values. */
    static Optional<Figure> of(SweepSpec sweep, SearchHistory history) {
        ParallelPlot plot = new ParallelPlot(sweep, history);
        return plot.lines.size() < 2
                ? Optional.empty()
                : Optional.of(new Figure(
                        "search-parallel",
                        plot.title,
                        Math.max(760, (int) (LEFT + RIGHT + 110 * (plot.axes.size() - 1))),
                        440,
                        plot::draw));
    }

    private Axis axis(SearchDimension dimension) {
        Parameter parameter = dimension.parameter();
        Scale scale = dimension
                .asRange()
                .map(ParallelPlot::scale)
                .orElseGet(() -> Scale.categories(
                        dimension.choices().stream().map(parameter::textOf).toList()));
        return new Axis(label(dimension), scale, Optional.of(dimension), 0);
    }

    /** With the values for which it holds, where others hold for others. */
    private String label(SearchDimension dimension) {
        Parameter parameter = dimension.parameter();
        boolean isOne = history.search().space().stream()
                        .filter(one -> one.parameter() == parameter)
                        .count()
                == 1;
        return isOne
                ? parameter.label()
                : parameter.label()
                        + dimension
                                .condition()
                                .map(when -> when.among().stream()
                                        .map(when.parameter()::textOf)
                                        .collect(Collectors.joining(", ", " (", ")")))
                                .orElse("");
    }

    private static Scale scale(Range range) {
        return range.log() ? Scale.logarithmic(range.from(), range.to()) : Scale.linear(range.from(), range.to());
    }

    private Axis axis(int objective) {
        double[] values =
                lines.stream().mapToDouble(one -> one.means().get(objective)).toArray();
        boolean maximise = history.search().objectives().get(objective).maximise();
        Scale scale = maximise ? Scale.linear(values) : Scale.ofPositive(values);
        return new Axis(history.quantities().get(objective).title(), scale, Optional.empty(), objective);
    }

    private void draw(Graphics2D graphics, Rectangle2D area) {
        graphics.setPaint(Palette.PAPER);
        graphics.fill(area);
        graphics.setPaint(Palette.INK);
        graphics.setFont(Style.TITLE);
        graphics.drawString(title, 16, 26);
        graphics.setPaint(Palette.SOFT_INK);
        graphics.setFont(Style.SUBTITLE);
        graphics.drawString(subtitle(), 16, 46);
        for (int i = 0; i < lines.size(); i++) {
            draw(graphics, area, lines.get(i), i);
        }
        for (int i = 0; i < axes.size(); i++) {
            draw(graphics, area, i);
        }
    }

    private String subtitle() {
        boolean hasConditions = history.search().space().stream()
                .anyMatch(one -> one.condition().isPresent());
        return (history.epochs().size() > 1 ? "Each candidate on the last rung that it came to" : "Each candidate")
                + ". Strong: the best tenth"
                + (hasConditions ? ". Below an axis: not part of the candidate" : "");
    }

    private double x(int axis, Rectangle2D area) {
        return area.getX() + LEFT + (area.getWidth() - LEFT - RIGHT) * axis / Math.max(1, axes.size() - 1);
    }

    private static double y(double share, Rectangle2D area) {
        double bottom = area.getMaxY() - BOTTOM;
        return bottom - share * (bottom - area.getY() - TOP);
    }

    private void draw(Graphics2D graphics, Rectangle2D area, Evaluated one, int place) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < axes.size(); i++) {
            double y = share(axes.get(i), one).map(share -> y(share, area)).orElse(area.getMaxY() - BOTTOM + 16);
            if (i == 0) {
                path.moveTo(x(i, area), y);
            } else {
                path.lineTo(x(i, area), y);
            }
        }
        boolean isStrong = (lines.size() - place) * PART <= lines.size() || place == lines.size() - 1;
        Color color = Palette.ordered(lines.size() - 1 - place, lines.size());
        graphics.setPaint(isStrong ? color : new Color(color.getRed(), color.getGreen(), color.getBlue(), 0x60));
        graphics.setStroke(new BasicStroke(isStrong ? 2.2f : 1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    /** Where it is on the axis, from 0 to 1; empty where the parameter is no part of it. */
    private Optional<Double> share(Axis axis, Evaluated one) {
        Scale scale = axis.scale();
        return position(axis, one)
                .map(position -> (position - scale.low()) / (scale.high() - scale.low()))
                .map(share -> Math.max(0, Math.min(1, share)));
    }

    private Optional<Double> position(Axis axis, Evaluated one) {
        if (axis.dimension().isEmpty()) {
            return Optional.of(axis.scale().at(one.means().get(axis.objective())));
        }
        SearchDimension dimension = axis.dimension().get();
        Map<Parameter, Object> values = history.candidates().get(one.candidate());
        boolean isPart = dimension
                .condition()
                .map(when -> when.among().contains(values.get(when.parameter())))
                .orElse(true);
        return Optional.ofNullable(isPart ? values.get(dimension.parameter()) : null)
                .map(value -> dimension.asRange().isEmpty()
                        ? (double) dimension.choices().indexOf(value)
                        : axis.scale()
                                .at(Double.parseDouble(dimension.parameter().textOf(value))));
    }

    private void draw(Graphics2D graphics, Rectangle2D area, int number) {
        Axis axis = axes.get(number);
        double x = x(number, area);
        graphics.setPaint(Palette.SOFT_INK);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(x, y(0, area), x, y(1, area)));
        graphics.setFont(Style.TICK);
        Scale scale = axis.scale();
        double last = Double.POSITIVE_INFINITY;
        for (Scale.Tick tick : scale.ticks()) {
            double y = y((tick.position() - scale.low()) / (scale.high() - scale.low()), area);
            if (last - y > 14) {
                graphics.setPaint(Palette.SOFT_INK);
                graphics.draw(new Line2D.Double(x, y, x + 4, y));
                text(graphics, tick.label(), x + 7, y + 4);
                last = y;
            }
        }
        graphics.setFont(Style.LABEL);
        int width = graphics.getFontMetrics().stringWidth(axis.label());
        double start = Math.max(area.getX() + 4, Math.min(x - width / 2.0, area.getMaxX() - width - 4));
        text(graphics, axis.label(), start, y(1, area) - (number % 2 == 0 ? 10 : 26));
    }

    /** On a ground that the lines do not show through. */
    private static void text(Graphics2D graphics, String text, double x, double y) {
        int width = graphics.getFontMetrics().stringWidth(text);
        graphics.setPaint(new Color(255, 255, 255, 0xd0));
        graphics.fill(new Rectangle2D.Double(x - 1, y - 11, width + 2, 14));
        graphics.setPaint(Palette.INK);
        graphics.drawString(text, (float) x, (float) y);
    }
}
