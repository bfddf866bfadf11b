package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The random forest of {@link Importance}, grown by Spark. */
class ImportanceForestTest {
    private static final List<Double> LAMBDAS = List.of(0.0, 0.01, 0.1, 1.0);
    private static final List<Double> LEARNING_RATES = List.of(1e-4, 1e-3);

    /** kappa falls with lambda and hardly depends on the learning rate; the noisy accuracy is the other way round. */
    private static Grid grid() {
        SweepSpec sweep = sweep(
                "s",
                LAMBDAS,
                LEARNING_RATES,
                LongStream.rangeClosed(1, 5).boxed().toList());
        Random random = new Random(3);
        TableFixture.Ended[] ended = new TableFixture.Ended[40];
        for (int i = 0; i < ended.length; i++) {
            int lambda = i / 10;
            int rate = i / 5 % 2;
            double kappa = 40 - 10 * lambda + 0.5 * rate + random.nextDouble();
            double noisy = 0.5 + 0.3 * rate + 0.01 * lambda + 0.01 * random.nextDouble();
            ended[i] = completed(sweep, i, kappa, 0.98, noisy);
        }
        return new Grid(results(sweep, ended));
    }

    @Test
    void parameterThatDecidesIsFound() throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            Importance importance = Importance.of(grid(), () -> spark);
            List<Importance.Effect> effects = importance.effects();
            assertThat(effects)
                    .extracting(effect -> effect.target() + "|" + effect.parameter())
                    .containsExactly(
                            "kappa(W1)|lambda",
                            "kappa(W1)|learningRate",
                            "noisy accuracy %|lambda",
                            "noisy accuracy %|learningRate");
            assertThat(effects.get(0).importance()).isGreaterThan(0.9);
            assertThat(effects.get(0).importance() + effects.get(1).importance())
                    .isCloseTo(1, within(1e-9));
            assertThat(effects.get(3).importance()).isGreaterThan(0.9);
            assertThat(effects.get(0).correlation().rho()).isLessThan(-0.9);
            assertThat(effects.get(0).values()).isEqualTo(4);
            assertThat(effects.get(0).trials()).isEqualTo(40);
            assertThat(TableFormat.MARKDOWN.write(importance)).contains("statements about this grid");
        }
    }
}
