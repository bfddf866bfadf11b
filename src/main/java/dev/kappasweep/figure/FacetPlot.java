package dev.kappasweep.figure;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jspecify.annotations.Nullable;

/** Plots of equal size in rows, each under a line that says what it is of. */
final class FacetPlot extends Plot {
    private static final int HEADING = 22;
    private static final int SECOND_LINE = 15;
    private static final int GAP = 10;
    private static final int TEXT_LEFT = 14;

    /** A plot of its own axes. */
    record Facet(String label, Plot plot) {}

    private final transient List<Facet> facets;
    private final int columns;

    FacetPlot(List<Facet> facets, int columns) {
        this.facets = List.copyOf(facets);
        this.columns = columns;
    }

    /** In how many columns so many facets are seen best. */
    static int columns(int facets) {
        return facets <= 1 ? 1 : facets <= 4 ? 2 : 3;
    }

    /** How many rows these are. */
    static int rows(int facets) {
        return (facets + columns(facets) - 1) / columns(facets);
    }

    @Override
    public String getPlotType() {
        return "facets";
    }

    @Override
    public void draw(
            Graphics2D graphics,
            Rectangle2D area,
            @Nullable Point2D anchor,
            @Nullable PlotState parent,
            @Nullable PlotRenderingInfo info) {
        int rows = (facets.size() + columns - 1) / columns;
        double width = (area.getWidth() - GAP * (columns - 1)) / columns;
        double height = (area.getHeight() - GAP * (rows - 1)) / rows;
        graphics.setFont(Style.FACET);
        FontMetrics metrics = graphics.getFontMetrics();
        List<List<String>> labels = facets.stream()
                .map(facet -> lines(metrics, facet.label(), width - TEXT_LEFT))
                .toList();
        int heading = HEADING + (labels.stream().anyMatch(lines -> lines.size() > 1) ? SECOND_LINE : 0);
        for (int i = 0; i < facets.size(); i++) {
            int row = i / columns;
            double x = area.getX() + (i - row * columns) * (width + GAP);
            double y = area.getY() + row * (height + GAP);
            heading(graphics, labels.get(i), x + TEXT_LEFT, y + HEADING - 8.0);
            facets.get(i)
                    .plot()
                    .draw(graphics, new Rectangle2D.Double(x, y + heading, width, height - heading), null, null, null);
        }
    }

    private static void heading(Graphics2D graphics, List<String> lines, double x, double y) {
        graphics.setFont(Style.FACET);
        graphics.setPaint(Palette.INK);
        for (int i = 0; i < lines.size(); i++) {
            graphics.drawString(lines.get(i), (float) x, (float) y + i * SECOND_LINE);
        }
    }

    /** One, or two of what is broken after a comma; what is still too wide is cut. */
    static List<String> lines(FontMetrics metrics, String label, double width) {
        int end = label.length();
        while (metrics.stringWidth(firstLine(label, end)) > width && label.lastIndexOf(", ", end - 1) > 0) {
            end = label.lastIndexOf(", ", end - 1);
        }
        return end == label.length()
                ? List.of(cut(metrics, label, width))
                : List.of(cut(metrics, firstLine(label, end), width), cut(metrics, label.substring(end + 2), width));
    }

    private static String firstLine(String label, int comma) {
        return label.substring(0, Math.min(comma + 1, label.length()));
    }

    private static String cut(FontMetrics metrics, String line, double width) {
        String text = line;
        for (int end = line.length(); metrics.stringWidth(text) > width && end > 1; end--) {
            text = line.substring(0, end - 1) + "…";
        }
        return text;
    }
}
