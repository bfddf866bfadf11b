package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches among real results. */
class ClassifierTableTest {
    private static final ClassifierTable TABLE = ClassifierTable.read();

    /** Random search is half a percent of error off after 50 trials. */
    @Test
    void searchesFindTheBestOfRealNetworks() {
        Problem problem = TABLE.problem();
        assertThat(TABLE.size()).isEqualTo(720);
        for (SamplerKind kind : new SamplerKind[] {SamplerKind.TPE, SamplerKind.GP}) {
            double[] regrets = IntStream.rangeClosed(1, 5)
                    .mapToDouble(seed -> Search.regrets(
                            problem, Search.told(problem, kind.sampler(problem.space(), seed), 50), 50)[0])
                    .toArray();
            assertThat(Search.median(regrets)).as(kind.text()).isLessThan(0.0025);
        }
    }
}
