package dev.kappasweep.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FacetPlotTest {
    private static final String LONG = "kappa(W1), hidden 256,256, activation sigmoid";

    private static FontMetrics metrics() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        graphics.setFont(Style.FACET);
        return graphics.getFontMetrics();
    }

    @Test
    void labelThatIsTooLongForALineIsBrokenAfterAComma() {
        FontMetrics metrics = metrics();
        assertThat(FacetPlot.lines(metrics, LONG, metrics.stringWidth(LONG))).containsExactly(LONG);
        assertThat(FacetPlot.lines(metrics, LONG, metrics.stringWidth(LONG) - 1.0))
                .containsExactly("kappa(W1), hidden 256,256,", "activation sigmoid");
        assertThat(FacetPlot.lines(metrics, LONG, metrics.stringWidth("hidden 256,256, activation sigmoid")))
                .containsExactly("kappa(W1), hidden 256,256,", "activation sigmoid");
    }

    @Test
    void whatFitsNeitherLineIsCut() {
        FontMetrics metrics = metrics();
        double width = metrics.stringWidth("kappa(W1),");
        assertThat(FacetPlot.lines(metrics, LONG, width))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("kappa(W1),"),
                        second -> assertThat(second).startsWith("hidden").endsWith("…"))
                .allMatch(line -> metrics.stringWidth(line) <= width);
        assertThat(FacetPlot.lines(metrics, "kappa", 1)).containsExactly("k…");
    }
}
