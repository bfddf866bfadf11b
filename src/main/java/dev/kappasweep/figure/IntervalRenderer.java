package dev.kappasweep.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** Points with bars for their intervals; a point that is NaN breaks the line and leaves no other trace. */
class IntervalRenderer extends XYErrorRenderer {
    IntervalRenderer(boolean hasLines) {
        setDrawXError(false);
        setErrorStroke(new BasicStroke(1.1f));
        setCapLength(5);
        setDefaultLinesVisible(hasLines);
    }

    @Override
    public void drawItem(
            Graphics2D graphics,
            XYItemRendererState state,
            Rectangle2D area,
            @Nullable PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domain,
            ValueAxis range,
            XYDataset data,
            int series,
            int item,
            @Nullable CrosshairState crosshair,
            int pass) {
        if (!Double.isNaN(data.getYValue(series, item))) {
            super.drawItem(graphics, state, area, info, plot, domain, range, data, series, item, crosshair, pass);
        }
    }
}
