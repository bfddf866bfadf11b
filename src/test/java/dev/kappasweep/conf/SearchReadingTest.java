package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchDimension.Range;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SearchSpec.Rungs;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.SweepSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part {@code search} of a sweep file. */
class SearchReadingTest {
    private static final String FILE = """
            name: my
            dataset: digits
            network: {hidden: [16]}
            training: {epochs: 8}
            evaluation: {snr: [inf, 0.5]}
            search:
              strategy: asha
              sampler: tpe
              trials: 20
              objective: {maximise: accuracy(0.5)}
              constraints: [kappa(W1) <= 2]
              seeds: 1..2
              eta: 2
              space:
                regularizer: [none, conditionNumber]
                lambda: {from: 1e-4, to: 1, log: true, when: {regularizer: conditionNumber}}
                learningRate: {from: 1e-4, to: 1e-2, log: true}
                batch: {from: 16, to: 64, step: 16}
                network.hidden: [[16], [32]]
                network.activation: {values: [relu, tanh]}
                dropout: {from: 0, to: 0.5, step: 0.1}
            """;

    private static SweepSpec read(String text, String... overrides) {
        return SweepFileReader.parse(text, "my.yaml", List.of(overrides)).spec();
    }

    private static String errors(String text, String... overrides) {
        return String.valueOf(catchThrowableOfType(InvalidInputException.class, () -> read(text, overrides))
                .getMessage());
    }

    @Test
    void allOfItIsRead() {
        SearchSpec search = read(FILE).searched().orElseThrow();
        assertThat(search.strategy()).isEqualTo(StrategyKind.ASHA);
        assertThat(search.sampler()).isEqualTo(StrategyKind.TPE);
        assertThat(search.trials()).isEqualTo(20);
        assertThat(search.objectives()).containsExactly(new SearchObjective("accuracy(0.5)", true));
        assertThat(search.constraints()).containsExactly(new SearchConstraint("kappa(W1)", true, 2));
        assertThat(search.seeds()).containsExactly(1L, 2L);
        assertThat(search.rungs()).isEqualTo(new Rungs(1, 2));
        assertThat(search.rungs().epochs(8)).containsExactly(1, 2, 4, 8);
        assertThat(search.isOrdered()).isTrue();
        assertThat(search.space())
                .extracting(SearchDimension::parameter)
                .containsExactly(
                        Parameter.REGULARIZER,
                        Parameter.LAMBDA,
                        Parameter.LEARNING_RATE,
                        Parameter.BATCH,
                        Parameter.HIDDEN,
                        Parameter.ACTIVATION,
                        Parameter.DROPOUT);
        SearchDimension lambda = search.dimension(Parameter.LAMBDA).orElseThrow();
        assertThat(lambda.asRange()).contains(new Range(1e-4, 1, 0, true, false));
        assertThat(lambda.condition().orElseThrow().parameter()).isEqualTo(Parameter.REGULARIZER);
        assertThat(search.dimension(Parameter.BATCH).orElseThrow().asRange())
                .contains(new Range(16, 64, 16, false, true));
        assertThat(search.dimension(Parameter.HIDDEN).orElseThrow().choices())
                .containsExactly(List.of(16), List.of(32));
    }

    private static final String LAMBDA = "{from: 1e-4, to: 1, log: true, when: {regularizer: conditionNumber}}";

    /** Of each kind another range. */
    @Test
    void oneParameterMayHaveARangeForEachValueOfAnother() {
        SearchSpec search = read(FILE.replace("[none, conditionNumber]", "[none, conditionNumber, tikhonov, l1]")
                        .replace(
                                LAMBDA,
                                "[" + LAMBDA + ", {values: [1e-6, 1e-5], when: {regularizer: tikhonov}},"
                                        + " {from: 1e-7, to: 1e-4, log: true, when: {regularizer: [l1]}}]"))
                .searched()
                .orElseThrow();
        assertThat(search.space())
                .filteredOn(one -> one.parameter() == Parameter.LAMBDA)
                .extracting(one -> one.condition().orElseThrow().among().toString())
                .containsExactly("[CONDITION_NUMBER]", "[TIKHONOV]", "[L1]");
    }

    @Test
    void rangesOfOneParameterMayNotHoldTogether() {
        String overlap = FILE.replace("[none, conditionNumber]", "[none, conditionNumber, tikhonov]")
                .replace(LAMBDA, "[" + LAMBDA + ", {values: [1], when: {regularizer: [tikhonov, conditionNumber]}}]");
        assertThat(errors(overlap))
                .contains(
                        "my.yaml:15: search.space.lambda: twice is not allowed, expected each parameter once, or each time");
        assertThat(errors(FILE.replace(LAMBDA, "[" + LAMBDA + ", {values: [1]}]")))
                .contains("search.space.lambda: twice");
        assertThat(errors(FILE.replace(LAMBDA, "[" + LAMBDA + ", {values: [x], when: {regularizer: none}}]")))
                .contains("search.space.lambda: 'x' is not allowed");
    }

    @Test
    void objectivesAreInTheOrderOfTheFile() {
        assertThat(read(FILE.replace(
                                "{maximise: accuracy(0.5)}",
                                "{minimise: kappa(W1), maximise: [accuracy(inf), accuracy(0.5)]}"))
                        .searched()
                        .orElseThrow()
                        .objectives())
                .extracting(SearchObjective::text)
                .containsExactly("minimise kappa(W1)", "maximise accuracy(inf)", "maximise accuracy(0.5)");
    }

    @Test
    void aKeyOfItsOwnMayBeReplaced() {
        assertThat(read(FILE, "search.trials=7", "search.seeds=4,5")
                        .searched()
                        .orElseThrow()
                        .seeds())
                .containsExactly(4L, 5L);
    }

    @Test
    void aFileWithoutItSearchesNothing() {
        assertThat(read("name: my\ndataset: digits\nnetwork: {hidden: [16]}\ntraining: {epochs: 8}")
                        .searched())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategy: asha|strategy: asha2|my.yaml:7: search.strategy: 'asha2' is not allowed, expected one of random, sobol",
                "objective: {maximise: accuracy(0.5)}|parallel: 2|my.yaml: search.objective: is missing, expected maximise and minimise",
                "maximise: accuracy(0.5)|maximize: accuracy(0.5)|unknown key 'maximize', did you mean 'maximise'?",
                "accuracy(0.5)}|accuracy}|metric: 'accuracy' is 2 numbers, expected one of accuracy(inf), accuracy(0.5)",
                "kappa(W1) <= 2|kappa(W1) < 2|my.yaml:11: search.constraints: 'kappa(W1) < 2' is not allowed, expected a metric",
                "sampler: tpe|sampler: asha|search.sampler: 'asha' is not allowed, expected one of random, sobol, tpe, gp, nsga2",
                "strategy: asha|strategy: gp|my.yaml:8: search.sampler: has no effect beside strategy gp",
                "trials: 20|trials: 0|my.yaml:9: search.trials: '0' is not allowed, expected a whole number from 1",
                "eta: 2|eta: 1|search.eta: '1' is not allowed, expected a whole number from 2",
                "eta: 2|minimum: 8|search.minimum: 8 is not allowed, expected fewer than training.epochs, 8",
                "learningRate:|lerningRate:|my.yaml:17: search.space: 'lerningRate' is not allowed, expected parameters",
                "from: 16, to: 64, step: 16|from: 16, to: 64.5|search.space.batch: is a whole number, expected whole numbers",
                "from: 16, to: 64, step: 16|from: 64, to: 16|my.yaml:18: search.space.batch: from: 64 is not allowed",
                "from: 16, to: 64, step: 16|from: 16|to is missing, expected a finite number",
                "{regularizer: conditionNumber}|{regularizer: tikhonov}|search.space.lambda.when: regularizer tikhonov",
                "network.hidden: [[16], [32]]|training.epochs: [4, 8]|search.space: has epochs, which are the budget of rungs",
                "dropout: {from: 0|seed: {from: 0|search.space.seed",
                "dropout: {from: 0, to: 0.5|dropout: {from: 0.5, to: 1.5|search.space.dropout",
            })
    void whatIsWrongIsSaidWithItsLine(String text, String wrong, String message) {
        assertThat(FILE).contains(text);
        assertThat(errors(FILE.replace(text, wrong))).contains(message);
    }

    @Test
    void theGridIsNotBesideIt() {
        assertThat(errors(FILE + "axes: {seed: [1, 2]}\n")).contains("axes.seed: has no effect beside search");
        assertThat(errors(FILE + "run: {canary: true}\n")).contains("run.canary: has no effect on a search");
        assertThat(errors(FILE, "training.batch=64"))
                .contains("--set training.batch=64: has no effect, because search.space has batch");
    }

    @Test
    void whatDoesNotFitTogetherIsFoundAsInAGrid() {
        assertThat(errors(FILE.replace("network.hidden: [[16], [32]]", "regularizer.layers: [[W1], [W7]]")))
                .contains("'W7' is not allowed");
        assertThat(errors(
                        FILE.replace("regularizer: [none, conditionNumber]", "training.momentum: {from: 0.1, to: 0.9}")
                                .replace(", when: {regularizer: conditionNumber}", "")))
                .contains("has no effect without");
    }
}
