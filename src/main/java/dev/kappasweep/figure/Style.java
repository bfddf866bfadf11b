package dev.kappasweep.figure;

import java.awt.BasicStroke;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What all charts look like. */
final class Style {
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font SUBTITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font FACET = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final BasicStroke HAIR = new BasicStroke(0.7f);

    static {
        // Else JFreeChart draws rotated text as outlines, which no one can search or copy in an SVG.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Style() {}

    /** A chart with a title, a line under it, and a legend unless {@code legend} is empty. */
    static JFreeChart chart(String title, String subtitle, Plot plot, LegendItemSource... legend) {
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(Palette.PAPER);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        TextTitle heading = new TextTitle(title, TITLE);
        heading.setPaint(Palette.INK);
        heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
        heading.setTextAlignment(HorizontalAlignment.LEFT);
        chart.setTitle(heading);
        TextTitle below = new TextTitle(subtitle, SUBTITLE);
        below.setPaint(Palette.SOFT_INK);
        below.setHorizontalAlignment(HorizontalAlignment.LEFT);
        below.setTextAlignment(HorizontalAlignment.LEFT);
        below.setPadding(new RectangleInsets(2, 0, 6, 0));
        chart.addSubtitle(below);
        if (legend.length > 0) {
            LegendTitle box = new LegendTitle(legend[0]);
            box.setPosition(RectangleEdge.BOTTOM);
            box.setItemFont(TICK);
            box.setItemPaint(Palette.INK);
            box.setFrame(BlockBorder.NONE);
            box.setBackgroundPaint(Palette.PAPER);
            box.setPadding(new RectangleInsets(6, 0, 0, 0));
            chart.addLegend(box);
        }
        return chart;
    }

    /** Paper, grid lines and no frame. */
    static void plain(XYPlot plot) {
        plot.setBackgroundPaint(Palette.PAPER);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(HAIR);
        plot.setRangeGridlineStroke(HAIR);
        // None: panels that share an axis would be shifted against it.
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }
}
