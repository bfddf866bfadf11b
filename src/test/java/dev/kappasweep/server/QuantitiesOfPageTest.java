package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.Named;
import dev.kappasweep.table.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says of metrics is what {@link Metric} says of them. */
class QuantitiesOfPageTest {
    private static final Path SCRIPT = Path.of("src/main/resources/dev/kappasweep/server/page/quantity.js");

    private static List<String> listed(String set) throws IOException {
        String content = Pattern.compile("const " + set + " = new Set\\(\\[([^]]*)]\\)")
                .matcher(Files.readString(SCRIPT))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("\"([A-Za-z]+)\"")
                .matcher(content)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    private static List<String> metrics(Predicate<Metric> holds) {
        return Arrays.stream(Metric.values()).filter(holds).map(Named::text).toList();
    }

    @Test
    void largerIsBetterOfTheSame() throws IOException {
        assertThat(listed("LARGER")).containsExactlyInAnyOrderElementsOf(metrics(Metric::isBetterWhenLarger));
    }

    /** Steps are whole. */
    @Test
    void theSameHaveTwoDecimals() throws IOException {
        assertThat(listed("TWO_DECIMALS"))
                .containsExactlyInAnyOrderElementsOf(
                        metrics(metric -> metric.decimals() == 2 && metric != Metric.STEPS));
    }
}
