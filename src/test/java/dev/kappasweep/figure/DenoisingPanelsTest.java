package dev.kappasweep.figure;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SampleRow;
import dev.kappasweep.sweep.GreyImage;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DenoisingPanelsTest {
    private static final SweepSpec SWEEP = sweep("drawn", List.of(0.0, 1.0), List.of(1L, 2L));
    private static final int IMAGES = 3;

    @BeforeAll
    static void skipWithoutFonts() {
        FigureFixture.skipWithoutFonts();
    }

    @Test
    void everySnrHasTheCleanTheNoisyAndEveryNetworksImages() {
        ResultTables tables = results(
                SWEEP,
                completed(SWEEP, 0, 40, 0.9, 0.8),
                completed(SWEEP, 1, 41, 0.9, 0.8),
                completed(SWEEP, 2, 2, 0.9, 0.8));
        List<SampleRow> samples = new ArrayList<>();
        tables.trials()
                .forEach(trial -> List.of(new Snr(1), new Snr(10)).forEach(snr -> {
                    for (int image = 0; image < IMAGES; image++) {
                        GreyImage grey = new GreyImage(2, 2, new byte[] {0, 50, (byte) 200, (byte) 255});
                        samples.add(
                                new SampleRow(trial.id(), new SampleMeasurement(snr, image, image, grey, grey, grey)));
                    }
                }));
        Figure figure = DenoisingPanels.of(new SeriesBuilder(new Grid(new ResultTables(
                        tables.sweep(),
                        tables.dataset(),
                        tables.trials(),
                        tables.layers(),
                        tables.spectra(),
                        tables.epochs(),
                        tables.evaluations(),
                        samples))))
                .orElseThrow();

        String svg = FigureFiles.svg(figure);
        assertThat(svg.split("<image ", -1)).hasSize(1 + 2 * 4 * IMAGES);
        assertThat(svg.indexOf("test SNR 10")).isBetween(0, svg.indexOf("test SNR 1<"));
        assertThat(svg).contains(">clean<", ">noisy<", ">lambda 0<", ">lambda 1<", "n = 1");
    }

    @Test
    void sweepWithoutSamplesHasNoPanels() {
        assertThat(DenoisingPanels.of(new SeriesBuilder(FigureFixture.grid()))).isEqualTo(Optional.empty());
    }
}
