package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Cifar10Files;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of networks with three hidden layers on colour images, trained for real. */
final class DeepNetworkTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void deepNetworksTrainOnColourImagesWithSomeLayersPenalised() throws InterruptedException {
        Path images = Cifar10Files.write(temporary.resolve("images"), 100);
        Sweep sweep = Sweep.parse("""
                        name: deep
                        dataset: {directory: %s}
                        network: {hidden: [48, 32, 24], activation: relu}
                        regularizer: {kind: conditionNumber, layers: [W1, W3]}
                        training: {epochs: 4, batch: 20, learningRate: 2e-3}
                        axes: {lambda: [0, 0.5], seed: [1]}
                        """.formatted(images))
                .out(temporary.resolve("results"))
                .master("local[2]");
        assertThat(sweep.run().ended(TrialStatus.COMPLETED)).isEqualTo(2);
        SweepResults results = sweep.results();
        assertThat(results.trials()).allMatch(trial -> trial.status() == TrialStatus.COMPLETED);
        // Chance is 0.1; rows of the pictures give the class away.
        assertThat(results.evaluations())
                .hasSize(2)
                .allMatch(row -> row.measurement().value() > 0.5);
        List<LayerRow> last = results.layers().stream()
                .filter(row -> row.measurement().epoch() == 4)
                .toList();
        assertThat(last)
                .extracting(row -> row.measurement().layer())
                .containsExactlyInAnyOrder("W1", "W2", "W3", "W4", "W1", "W2", "W3", "W4");
        assertThat(last)
                .filteredOn(row -> row.measurement().layer().equals("W1"))
                .allMatch(row -> row.measurement().shape().cols() == 3072);
        for (String penalised : List.of("W1", "W3")) {
            double[] kappa = last.stream()
                    .filter(row -> row.measurement().layer().equals(penalised))
                    .sorted((a, b) -> Double.compare(lambda(results, a), lambda(results, b)))
                    .mapToDouble(row -> row.measurement().spectrum().kappa())
                    .toArray();
            assertThat(kappa[1]).as("kappa of " + penalised).isLessThan(kappa[0]);
        }
    }

    private static double lambda(SweepResults results, LayerRow row) {
        return results.trials().stream()
                .filter(trial -> trial.id().equals(row.trial()))
                .findFirst()
                .orElseThrow()
                .spec()
                .lambda();
    }
}
