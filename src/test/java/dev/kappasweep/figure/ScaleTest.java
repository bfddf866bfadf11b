package dev.kappasweep.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
    @Test
    void lambdaZeroIsShownBesideALogarithm() {
        Scale scale = Scale.lambda(0, 0.001, 0.01, 0.1, 1);
        assertThat(labels(scale)).containsExactly("0", "0.001", "0.01", "0.1", "1");
        assertThat(scale.at(0)).isLessThan(scale.at(0.001)).isGreaterThan(scale.low());
        assertThat(scale.at(0.1) - scale.at(0.01)).isCloseTo(scale.at(0.001) - scale.at(0), within(1e-9));
    }

    @Test
    void lambdasOfOneSizeLieEvenly() {
        Scale scale = Scale.lambda(
                IntStream.rangeClosed(0, 10).mapToDouble(i -> 10 * i).toArray());
        assertThat(scale.at(50)).isEqualTo(50);
        assertThat(labels(scale)).contains("0", "20", "100");
        assertThat(labels(Scale.lambda(0))).isNotEmpty();
    }

    @Test
    void logarithmHasTicksOnEveryRange() {
        assertThat(labels(Scale.logarithmic(1.1, 44))).containsExactly("1", "3", "10", "30");
        assertThat(labels(Scale.logarithmic(1e-5, 1e7))).contains("1e-5", "1", "1e7");
        assertThat(labels(Scale.logarithmic(2.2, 2.4))).hasSizeGreaterThan(2);
        assertThat(labels(Scale.logarithmic(3, 3))).isNotEmpty();
    }

    @Test
    void epochsAreWholeNumbers() {
        assertThat(labels(Scale.wholeNumbers(3))).containsExactly("0", "1", "2", "3");
        assertThat(labels(Scale.wholeNumbers(50))).containsExactly("0", "10", "20", "30", "40", "50");
    }

    @Test
    void equalValuesHaveAnAxisWithRoom() {
        Scale scale = Scale.linear(5, 5);
        assertThat(scale.low()).isLessThan(5);
        assertThat(scale.high()).isGreaterThan(5);
        assertThat(labels(Scale.linear(0, 0))).isNotEmpty();
    }

    enum Side {
        BOTTOM,
        LEFT
    }

    @ParameterizedTest
    @EnumSource
    void labelsDoNotTouch(Side side) {
        FigureFixture.skipWithoutFonts();
        RectangleEdge edge = side == Side.BOTTOM ? RectangleEdge.BOTTOM : RectangleEdge.LEFT;
        Scale crowded = Scale.categories(
                IntStream.range(0, 60).mapToObj(i -> "label " + i).toList());
        Rectangle2D area = new Rectangle2D.Double(0, 0, 400, 300);
        Graphics2D graphics = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB).createGraphics();
        for (boolean isInverted : new boolean[] {false, true}) {
            ScaledAxis axis = new ScaledAxis("", crowded);
            axis.setInverted(isInverted);
            FontMetrics metrics = graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            List<NumberTick> shown = axis.refreshTicks(graphics, new AxisState(), area, edge).stream()
                    .filter(tick -> !tick.getText().isEmpty())
                    .toList();
            assertThat(shown).hasSizeGreaterThan(3);
            for (int i = 1; i < shown.size(); i++) {
                double apart = Math.abs(axis.valueToJava2D(shown.get(i).getValue(), area, edge)
                        - axis.valueToJava2D(shown.get(i - 1).getValue(), area, edge));
                double needed = side == Side.BOTTOM
                        ? (metrics.stringWidth(shown.get(i).getText())
                                        + metrics.stringWidth(shown.get(i - 1).getText()))
                                / 2.0
                        : metrics.getAscent();
                assertThat(apart).isGreaterThan(needed);
            }
        }
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }
}
