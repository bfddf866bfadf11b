package dev.kappasweep.figure;

import dev.kappasweep.analysis.Importance;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Bars of how much each parameter decides, for each target. */
final class ImportanceBars {
    private ImportanceBars() {}

    /** Empty where no parameter varies. */
    static Optional<Figure> of(String sweep, Importance importance) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        List<Importance.Effect> effects = importance.effects().stream()
                .filter(effect -> !Double.isNaN(effect.importance()))
                .toList();
        effects.forEach(effect -> data.addValue(
                effect.importance(), effect.target() + " (n = " + effect.trials() + ")", effect.parameter()));
        if (effects.isEmpty()) {
            return Optional.empty();
        }
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.08);
        renderer.setMaximumBarWidth(0.12);
        for (int i = 0; i < data.getRowCount(); i++) {
            renderer.setSeriesPaint(i, Palette.kind(i));
        }
        CategoryAxis parameters = new CategoryAxis();
        parameters.setTickLabelFont(Style.TICK);
        parameters.setTickLabelPaint(Palette.INK);
        NumberAxis share = new ScaledAxis("importance (share of the variance explained)", Scale.linearBetween(0, 1));
        CategoryPlot plot = new CategoryPlot(data, parameters, share, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setBackgroundPaint(Palette.PAPER);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Palette.GRID);
        String title = sweep + ": which parameter matters";
        String subtitle = "Random forest over trials; a statement about this grid: wider axes look more important";
        var chart = Style.chart(title, subtitle, plot, plot);
        return Optional.of(new Figure("importance", title, 760, 200 + 60 * data.getColumnCount(), chart::draw));
    }
}
