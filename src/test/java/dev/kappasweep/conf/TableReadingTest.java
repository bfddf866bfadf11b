package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.Tolerance;
import dev.kappasweep.table.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableReadingTest {
    private static final String SWEEP = """
            name: small
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 2}
            """;

    @Test
    void tableIsReadAsItIsWritten() {
        SweepSpec sweep = read("""
                axes: {solver: [exact]}
                table: noise
                tables:
                  - name: noise
                    title: Accuracy under noise
                    rows: [lambda]
                    columns: regularizer
                    metric: [kappa(W1)@0, accuracy]
                    where: {solver: [exact, lanczos(12)], trainSnr: inf}
                    aggregate: median
                    published:
                      source: Table 9 of somewhere
                      setting: {training.epochs: 50}
                      tolerance: {kappa: 10 %, accuracy: 2, accuracy(inf): 0.5}
                      rows:
                        - {lambda: 1e-3, kappa(W1)@0: 4.28, accuracy(inf): 98.4, accuracy(1): 91}
                        - {lambda: 1, regularizer: tikhonov, r(W1): 2}
                  - name: plain
                """);

        assertThat(sweep.table()).isEqualTo("noise");
        Map<String, String> first = Map.of("lambda", "1e-3");
        assertThat(sweep.tables())
                .containsExactly(
                        new TableSpec(
                                "noise",
                                "Accuracy under noise",
                                List.of("lambda"),
                                List.of("regularizer"),
                                List.of("kappa(W1)@0", "accuracy"),
                                Map.of("solver", List.of("exact", "lanczos(12)"), "trainSnr", List.of("inf")),
                                "median",
                                List.of(new PublishedTable(
                                        "published",
                                        "Table 9 of somewhere",
                                        Map.of("training.epochs", "50"),
                                        List.of(
                                                new PublishedValue(
                                                        first, "kappa(W1)@0", 4.28, Tolerance.of(4.28 * 10 / 100)),
                                                new PublishedValue(first, "accuracy(inf)", 98.4, Tolerance.of(0.5)),
                                                new PublishedValue(first, "accuracy(1)", 91, Tolerance.of(2)),
                                                new PublishedValue(
                                                        Map.of("lambda", "1", "regularizer", "tikhonov"),
                                                        "r(W1)",
                                                        2,
                                                        Tolerance.of(0)))))),
                        new TableSpec("plain", "", List.of(), List.of(), List.of(), Map.of(), "mean", List.of()));
    }

    @Test
    void aTableMayBeHeldAgainstSeveralLists() {
        SweepSpec sweep = read("""
                tables:
                  - name: both
                    published:
                      - source: a paper
                        tolerance: {kappa: seeds, accuracy: seeds + 0.44, r: none}
                        rows: [{lambda: 0, kappa(W1): 43, accuracy(1): 91, r(W1): 2}]
                      - name: again
                        source: another
                        rows: [{lambda: 0, kappa(W1): 44}]
                """);
        Map<String, String> at = Map.of("lambda", "0");
        assertThat(sweep.tables().get(0).published())
                .containsExactly(
                        new PublishedTable(
                                "published",
                                "a paper",
                                Map.of(),
                                List.of(
                                        new PublishedValue(at, "kappa(W1)", 43, Tolerance.SEEDS),
                                        new PublishedValue(at, "accuracy(1)", 91, Tolerance.seedsAnd(0.44)),
                                        new PublishedValue(at, "r(W1)", 2, Tolerance.NONE))),
                        new PublishedTable(
                                "again",
                                "another",
                                Map.of(),
                                List.of(new PublishedValue(at, "kappa(W1)", 44, Tolerance.of(0)))));
    }

    @Test
    void everyMistakeIsNamedWithItsLine() {
        assertThat(errors("""
                table: nois
                tables:
                  - name: noise
                    rows: [lamda]
                    metrics: [kappa(W1)]
                    metric: [kapa(W1)]
                    aggregate: average
                    where: {depth: 3}
                    published:
                      tolerance: {accuracy: much}
                      rows: [{lambda: 0, accuraci(1): 3}]
                  - title: without a name
                """))
                .startsWith(
                        "my.yaml:7: tables: unknown key 'metrics', did you mean 'metric'?; known here: aggregate, columns, "
                                + "metric, name, published, rows, title, where\n")
                .contains("my.yaml:8: tables.rows: 'lamda' is not allowed, expected one of regularizer, solver, lambda")
                .contains("did you mean 'lambda'?")
                .contains("my.yaml:10: tables.metric: 'kapa(W1)' is not allowed, expected one of kappa")
                .contains(
                        "my.yaml:11: tables.aggregate: 'average' is not allowed, expected one of mean, bootstrap, median")
                .contains("my.yaml:12: tables.where: unknown key 'depth'")
                .contains("my.yaml:14: tables.published: source is missing")
                .contains("my.yaml:14: tables.published.tolerance.accuracy: 'much' is not allowed")
                .contains("my.yaml:15: tables.published.rows: unknown key 'accuraci(1)'")
                .contains("my.yaml:16: tables: name is missing");
    }

    @Test
    void tableThatNobodyKnowsIsRefused() {
        assertThat(errors("table: tabel1"))
                .isEqualTo(
                        "my.yaml:5: table: 'tabel1' is not allowed, expected one of summary, table1, table2, table3, "
                                + "table4, did you mean 'table1'?");
        assertThat(errors("tables: {name: x}")).contains("tables: a mapping is not allowed, expected a list of tables");
        assertThat(errors("tables: [{name: x}, {name: x}]")).contains("tables whose names differ");
        assertThat(errors("tables: [x]")).contains("tables: 'x' is not allowed, expected keys with values");
        assertThat(errors("tables: [{name: x, rows: lambda, rows: batch}]")).contains("it is there twice");
    }

    /** Before any training: at its end nobody could be told but too late. */
    @Test
    void tablesThatTheSweepCannotFillAreRefused() {
        assertThat(errors("""
                evaluation: {snr: [inf, 1]}
                axes: {lambda: [0, 0.1], batch: [16, 32]}
                tables:
                  - {name: a, metric: [kappa(W2), accuracy(1), kappa(W1)@2]}
                  - {name: b, metric: kappa(W9)}
                  - {name: c, metric: accuracy(3)}
                  - {name: d, metric: kappa(W1)@7}
                  - {name: e, metric: mse}
                  - {name: f, where: {lambda: [7, 8]}}
                  - {name: g, where: {lambda: [7, 0.10]}}
                  - {name: h, rows: lambda}
                  - {name: i, published: {source: here, rows: [{lambda: 0, ssim: 1}]}}
                """)).isEqualTo("""
                my.yaml: table b: metric: 'kappa(W9)' is not measured in this sweep, expected one of kappa(W1), kappa(W2)
                my.yaml: table c: metric: 'accuracy(3)' is not measured in this sweep, expected one of accuracy(inf), accuracy(1)
                my.yaml: table d: metric: 'kappa(W1)@7' is not measured in this sweep, expected an epoch from 0 to 2
                my.yaml: table e: metric: 'mse' is not measured in this sweep, expected one of METRICS
                my.yaml: table f: where: lambda '7, 8' is not in the sweep, expected some of 0, 0.1
                my.yaml: table h: axis batch has 2 values and no place, expected it in rows or columns, or one of its values in where
                my.yaml: table i: metric: 'ssim' is not measured in this sweep, expected one of METRICS""".replace("METRICS", metrics()));
        assertThat(errors("table: table2")).startsWith("my.yaml: table table2: metric: 'kappa(E1)' is not measured");
    }

    private static String metrics() {
        SweepSpec sweep = read("");
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.isMeasuredIn(sweep))
                .map(Metric::text)
                .collect(Collectors.joining(", "));
    }

    private static SweepSpec read(String tables) {
        return SweepFileReader.parse(SWEEP + tables, "my.yaml", List.of()).spec();
    }

    private static String errors(String tables) {
        return String.valueOf(catchThrowableOfType(InvalidInputException.class, () -> read(tables))
                .getMessage());
    }
}
