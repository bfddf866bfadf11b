package dev.kappasweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Against numpy and scipy: {@code statistics/oracle.py} among the test resources made {@code oracle.json} beside it. */
class StatisticsOracleTest {
    @Test
    void samplesHaveTheMomentsAndIntervalsOfScipy() {
        forEach("samples", (name, expected) -> {
            Sample sample = new Sample(numbers(expected.get("values")));
            close(name, sample.mean(), expected.get("mean"));
            close(name, sample.standardDeviation(), expected.get("standardDeviation"));
            close(name, sample.median(), expected.get("median"));
            close(name, sample.interval(), expected.get("t"));
            close(name, Bootstrap.ofMean(sample), expected.get("bootstrapOfMean"));
            close(name, Bootstrap.ofMedian(sample), expected.get("bootstrapOfMedian"));
        });
    }

    @Test
    void pairedTestsHaveTheProbabilitiesOfScipyAndOfAllSigns() {
        forEach("comparisons", (name, expected) -> {
            PairedComparison comparison = PairedComparison.of(new Sample(numbers(expected.get("differences"))));
            close(name, comparison.tTest(), expected.get("tTest"));
            close(name, comparison.wilcoxon(), expected.get("wilcoxon"));
        });
    }

    @Test
    void holmAdjustsAsDefined() {
        forEach("holm", (name, expected) -> {
            double[] adjusted = Holm.adjust(numbers(expected.get("p")));
            for (int i = 0; i < adjusted.length; i++) {
                close(name, adjusted[i], expected.get("adjusted").get(i));
            }
        });
    }

    @Test
    void rankCorrelationIsThatOfScipy() {
        forEach("correlations", (name, expected) -> {
            RankCorrelation correlation = RankCorrelation.of(numbers(expected.get("x")), numbers(expected.get("y")));
            close(name, correlation.rho(), expected.get("rho"));
            close(name, correlation.pValue(), expected.get("pValue"));
        });
    }

    private static void forEach(String part, BiConsumer<String, JsonNode> check) {
        try (InputStream file = StatisticsOracleTest.class.getResourceAsStream("/statistics/oracle.json")) {
            for (Map.Entry<String, JsonNode> entry :
                    new ObjectMapper().readTree(file).get(part).properties()) {
                check.accept(entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError("oracle.json cannot be read", e);
        }
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static void close(String name, Interval actual, JsonNode expected) {
        close(name, actual.low(), expected.get(0));
        close(name, actual.high(), expected.get(1));
    }

    /** To 1e-10 of the value, or absolutely where it is below 1. */
    private static void close(String name, double actual, JsonNode expected) {
        double value = expected.doubleValue();
        assertThat(actual).as(name).isCloseTo(value, within(1e-10 * Math.max(1, Math.abs(value))));
    }
}
