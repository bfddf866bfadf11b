package dev.kappasweep.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.table.Metric;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FigureTest {
    @BeforeAll
    static void skipWithoutFonts() {
        FigureFixture.skipWithoutFonts();
    }

    private static List<Figure> figures() {
        return Figures.of(FigureFixture.grid(), FigureFixture.importance());
    }

    @Test
    void everyFigureOfAClassifierIsThere() {
        assertThat(figures())
                .extracting(Figure::name)
                .containsExactly(
                        "against-lambda",
                        "against-snr",
                        "kappa-by-epoch",
                        "spectra",
                        "pareto",
                        "importance",
                        "timeline");
    }

    @Test
    void svgIsWellFormedWithTextAndATitle() {
        assertThat(figures()).allSatisfy(figure -> {
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(FigureFiles.svg(figure))));
            assertThat(svg.getDocumentElement().getAttribute("aria-label")).startsWith("drawn: ");
            assertThat(svg.getElementsByTagName("text").getLength()).isGreaterThan(5);
        });
    }

    @Test
    void axesSayWhatTheyAreAndHowManySeedsThereAre() {
        assertThat(text("against-lambda"))
                .contains("accuracy %", "kappa", "lambda", "n = 2 to 3", "95 % interval", ">0<", ">0.01<", ">1<");
        assertThat(text("against-snr")).contains("signal-to-noise ratio", ">inf<", "lambda 0.01");
        assertThat(text("kappa-by-epoch")).contains("epoch", "kappa(W1)");
        assertThat(text("spectra")).contains("rank", ">lambda 0<", ">1<", "singular value", "epoch 50", "n = 1");
        assertThat(text("spectra")).doesNotContain(">0<");
        assertThat(text("pareto")).contains("kappa(W1)", "Filled", "the number is lambda");
        assertThat(text("timeline")).contains("(s)", "DIVERGED", "9 trials");
    }

    @Test
    void aFigureWithoutRoomForAllSaysSoAndKeepsTheParetoFront() {
        List<Figure> figures = Figures.of(FigureFixture.forty(), FigureFixture.importance());
        assertThat(text(figures, "against-snr")).contains("8 of 40 configurations");
        assertThat(text(figures, "kappa-by-epoch")).contains("8 of 40 configurations");
        assertThat(text(figures, "pareto")).contains(">  40<").doesNotContain(" of 40", ">  39<");
    }

    @Test
    void everyAxisOfTheParetoFrontSaysWhatIsBetter() {
        assertThat(text("pareto"))
                .contains(
                        "← better      kappa(W1)", "accuracy % (SNR inf)   better →", "accuracy % (SNR 1)   better →");
    }

    @Test
    void linesOfOnePlotDifferInMarkersAndDashes() {
        String text = text("against-lambda");
        assertThat(text).contains("stroke-dasharray:7,3", "stroke-dasharray:2,3");
    }

    @Test
    void intervalsEndWhereThereAreNoValues() {
        Series.Point accuracy = Series.Point.of(0, estimate(99, 90), Metric.ACCURACY);
        assertThat(accuracy.high()).isEqualTo(100);
        assertThat(accuracy.low()).isBetween(0.0, 94.0);
        Series.Point kappa = Series.Point.of(0, estimate(1.2, 9), Metric.KAPPA);
        assertThat(kappa.low()).isEqualTo(1);
        assertThat(kappa.high()).isGreaterThan(9);
        assertThat(Series.Point.of(0, estimate(1.001, 1.01), Metric.ERROR_RATIO).low())
                .isEqualTo(1);
    }

    /** Whose interval with two seeds is wide. */
    private static Estimate estimate(double one, double other) {
        return new Estimate(new Sample(new double[] {one, other}), Map.of(), 0, 2);
    }

    @Test
    void whatDiffersInMoreThanLambdaIsSideBySideWhereItWouldBeTooManyLines() {
        List<Figure> figures = Figures.of(FigureFixture.manyKinds(), FigureFixture.importance());
        for (String name : List.of("against-lambda", "against-snr", "kappa-by-epoch")) {
            assertThat(text(figures, name))
                    .as(name)
                    .contains("tikhonov<", "spectralNorm<", "conditionNumber<")
                    .contains("Without none, dropout 0.5")
                    .doesNotContain("dropout 0<");
        }
        assertThat(text(figures, "against-snr")).contains("16 of 17 configurations");
        assertThat(text(figures, "pareto")).contains(">none, dropout 0.5<");
    }

    @Test
    void eachPenaltyHasAPanelOfItsOwnWithTheAuthorsRunBeside() {
        List<Figure> figures = Figures.of(FigureFixture.kinds(), FigureFixture.importance());
        assertThat(text(figures, "kappa-by-epoch"))
                .contains("kappa(W1), conditionNumber<", "kappa(W1), conditionNumberByLargerSize<")
                .contains(">lambda 0.1<", "Dashed: the authors' run")
                .doesNotContain(">authors, ");
        assertThat(text("kappa-by-epoch")).contains("Dashed: the authors' run");
        assertThat(text(Figures.of(FigureFixture.forty(), FigureFixture.importance()), "kappa-by-epoch"))
                .as("without a run of theirs at any of its lambdas but 1")
                .contains("8 of 40");
    }

    @Test
    void penaltiesAreComparedAtTheSameAccuracyWithoutNoise() {
        assertThat(text(Figures.of(FigureFixture.kinds(), FigureFixture.importance()), "at-matched-accuracy"))
                .contains("accuracy % (SNR inf)", "accuracy % (SNR 1)", "within 0.5 points")
                .contains(">conditionNumber<", ">conditionNumberByLargerSize<");
        assertThat(figures()).extracting(Figure::name).doesNotContain("at-matched-accuracy");
    }

    private static String text(String name) {
        return text(figures(), name);
    }

    private static String text(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .map(FigureFiles::svg)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pngIsOfTwiceTheSizeAndNotBlank() throws IOException {
        for (Figure figure : figures()) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(FigureFiles.png(figure)));
            assertThat(image.getWidth()).isEqualTo(2 * figure.width());
            assertThat(image.getHeight()).isEqualTo(2 * figure.height());
            long colours = Arrays.stream(
                            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                    .distinct()
                    .count();
            assertThat(colours).as(figure.name()).isGreaterThan(10);
        }
    }

    @Test
    void sweepWithoutResultsHasOnlyWhatDoesNotNeedThem() {
        assertThat(Figures.of(FigureFixture.empty(), FigureFixture.importance()))
                .extracting(Figure::name)
                .containsExactly("importance");
    }

    @Test
    void equalResultsGiveEqualFiles() {
        assertThat(FigureFiles.svg(figures().get(0)))
                .isEqualTo(FigureFiles.svg(figures().get(0)));
    }
}
