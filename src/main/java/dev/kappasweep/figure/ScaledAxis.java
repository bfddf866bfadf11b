package dev.kappasweep.figure;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with the ticks of a {@link Scale}; a label that would touch the one before it is left out. */
final class ScaledAxis extends NumberAxis {
    private static final int GAP = 4;

    /** Of the mark of a break, in points. */
    private static final double BREAK = 5;

    private final transient Scale scale;

    ScaledAxis(String label, Scale scale) {
        super(label);
        this.scale = scale;
        setRange(scale.low(), scale.high());
        setLabelFont(Style.LABEL);
        setLabelPaint(Palette.INK);
        setTickLabelFont(Style.TICK);
        setTickLabelPaint(Palette.INK);
        setAxisLinePaint(Palette.SOFT_INK);
        setTickMarkPaint(Palette.SOFT_INK);
    }

    /** Marks where the axis is broken. */
    @Override
    protected void drawAxisLine(Graphics2D graphics, double cursor, Rectangle2D area, RectangleEdge edge) {
        super.drawAxisLine(graphics, cursor, area, edge);
        if (!Double.isNaN(scale.gap()) && RectangleEdge.isTopOrBottom(edge)) {
            double x = valueToJava2D(scale.gap(), area, edge);
            graphics.setPaint(Palette.PAPER);
            graphics.fill(new Rectangle2D.Double(x - BREAK / 2, cursor - 1, BREAK, 2));
            graphics.setPaint(Palette.SOFT_INK);
            for (double at : new double[] {x - BREAK / 2, x + BREAK / 2}) {
                graphics.draw(new Line2D.Double(at - 2, cursor + BREAK, at + 2, cursor - BREAK));
            }
        }
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        FontMetrics metrics = graphics.getFontMetrics(getTickLabelFont());
        boolean isHorizontal = RectangleEdge.isTopOrBottom(edge);
        TextAnchor anchor = isHorizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        double last = Double.NaN;
        double lastExtent = 0;
        for (Scale.Tick tick : scale.ticks()) {
            double place = valueToJava2D(tick.position(), area, edge);
            double extent = isHorizontal ? metrics.stringWidth(tick.label()) : metrics.getAscent();
            boolean isFree = Double.isNaN(last) || Math.abs(place - last) >= (extent + lastExtent) / 2 + GAP;
            ticks.add(new NumberTick(tick.position(), isFree ? tick.label() : "", anchor, anchor, 0));
            last = isFree ? place : last;
            lastExtent = isFree ? extent : lastExtent;
        }
        return ticks;
    }
}
