package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.SweepSpec;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final List<Double> LAMBDAS = List.of(0.0, 0.01, 0.1, 1.0);

    @Test
    void singleParameterIsComparedWithNothing() {
        SweepSpec sweep = sweep("s", LAMBDAS, List.of(1e-4), List.of(1L, 2L));
        TableFixture.Ended[] ended = new TableFixture.Ended[8];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = completed(sweep, i, 40 - i, 0.98, 0.5 + 0.01 * i);
        }
        List<Importance.Effect> effects = Importance.of(new Grid(results(sweep, ended)), ImportanceTest::none)
                .effects();
        assertThat(effects).hasSize(2);
        assertThat(effects.get(0).importance()).isNaN();
        assertThat(effects.get(0).correlation().rho()).isLessThan(-0.9);
    }

    @Test
    void constantValuesNeedNoSpark() {
        SweepSpec sweep = sweep("s", LAMBDAS, List.of(1e-4, 1e-3), List.of(1L));
        TableFixture.Ended[] ended = new TableFixture.Ended[8];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = completed(sweep, i, 40, 0.98, 0.5);
        }
        assertThat(Importance.of(new Grid(results(sweep, ended)), ImportanceTest::none)
                        .effects())
                .hasSize(4)
                .allSatisfy(effect -> assertThat(effect.importance()).isNaN());
    }

    private static SparkSession none() {
        throw new AssertionError("Spark was started for nothing");
    }
}
