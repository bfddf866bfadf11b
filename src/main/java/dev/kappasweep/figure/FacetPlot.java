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
        for (int i = 0; i < facets.size(); i++) {
            int row = i / columns;
            double x = area.getX() + (i - row * columns) * (width + GAP);
            double y = area.getY() + row * (height + GAP);
            heading(graphics, facets.get(i).label(), x + TEXT_LEFT, y + HEADING - 8.0, width - TEXT_LEFT);
            facets.get(i)
                    .plot()
                    .draw(graphics, new Rectangle2D.Double(x, y + HEADING, width, height - HEADING), null, null, null);
        }
    }

    private static void heading(Graphics2D graphics, String label, double x, double y, double width) {
        graphics.setFont(Style.FACET);
        graphics.setPaint(Palette.INK);
        FontMetrics metrics = graphics.getFontMetrics();
        String text = label;
        for (int end = label.length(); metrics.stringWidth(text) > width && end > 1; end--) {
            text = label.substring(0, end - 1) + "…";
        }
        graphics.drawString(text, (float) x, (float) y);
    }
}
