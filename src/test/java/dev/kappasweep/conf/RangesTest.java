package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any key as an axis, and ranges in the place of their numbers. */
class RangesTest {
    private static final String FILE = """
            name: small
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 2}
            """;

    private static SweepSpec read(String text, String... options) {
        return SweepFileReader.parse(text, "my.yaml", List.of(options)).spec();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 1..5|seed|1 2 3 4 5",
                "seed: [7, 1..3, 9]|seed|7 1 2 3 9",
                "seed: -1..1|seed|-1 0 1",
                "lambda: logspace(1e-4, 1, 5)|lambda|0.0001 0.001 0.01 0.1 1",
                "lambda: [0, logspace(1e-6, 1e-2, 3)]|lambda|0 1e-6 0.0001 0.01",
                "lambda: linspace(0, 1, 5)|lambda|0 0.25 0.5 0.75 1",
                "lambda: linspace(0.1, 0.4, 4)|lambda|0.1 0.2 0.3 0.4",
                "dropout: [linspace(0, 0.5, 2)]|dropout|0 0.5",
                "training.epochs: [10, 50]|training.epochs|10 50",
                "training.epochs: 1..3|training.epochs|1 2 3",
                "network.hidden: [[256], [64, 32]]|network.hidden|256 64,32",
                "network.hidden: [256]|network.hidden|256",
                "network.activation: [relu, sigmoid]|network.activation|relu sigmoid",
                "regularizer.layers: [[W1], [W1, W2]]|regularizer.layers|W1 W1,W2",
                "network.dropout: [0, 0.2]|dropout|0 0.2",
                "regularizer.tolerance: [0.02, 1e-5]|regularizer.tolerance|0.02 1e-5"
            })
    void axesOfAFile(String axis, String name, String expected) {
        SweepSpec sweep = read(FILE + "axes:\n  " + axis + "\n");
        assertThat(sweep.texts(Parameter.named("axis", name))).containsExactly(expected.split(" "));
    }

    @Test
    void axesOnTheCommandLine() {
        SweepSpec sweep = read(
                FILE,
                "axes.network.hidden=[256],[2048]",
                "axes.seed=1..3",
                "axes.lambda=0,logspace(1e-2, 1, 3)",
                "axes.training.epochs=4,8");
        assertThat(sweep.texts(Parameter.HIDDEN)).containsExactly("256", "2048");
        assertThat(sweep.values(Parameter.LAMBDA)).isEqualTo(Strength.each(0, 0.01, 0.1, 1));
        assertThat(sweep.grids().get(0).size()).isEqualTo(2 * 3 * 4 * 2);
    }

    @Test
    void anAxisStandsForAKeyThatIsRequired() {
        SweepSpec sweep = read("""
                name: small
                dataset: digits
                axes: {training.epochs: [1, 2], network.hidden: [[8], [4]]}
                """);
        assertThat(sweep.texts(Parameter.EPOCHS)).containsExactly("1", "2");
        SweepSpec ofGrids = read("""
                name: small
                dataset: digits
                network: {hidden: [8]}
                grids: [{training.epochs: 1, lambda: 0}, {training.epochs: [2, 3], lambda: 1}]
                """);
        assertThat(ofGrids.texts(Parameter.EPOCHS)).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed: 5..1",
                "seed: 1..2000000",
                "lambda: logspace(0, 1, 5)",
                "lambda: logspace(1e-4, 1)",
                "lambda: [logspace(1e-4, 1, 5]",
                "lambda: linspace(0, 1, 1)"
            })
    void whatIsNoRangeOfNumbersIsRefused(String axis) {
        assertThatThrownBy(() -> read(FILE + "axes:\n  " + axis + "\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "a range of at most 1 000 000 numbers: 1..5 with the smaller first, linspace(FROM, TO, COUNT)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: [1..3, 2]|axes.seed: '2' is not allowed, expected values that all differ, and it is there twice",
                "training.epochs: [0]|axes.training.epochs: '0' is not allowed, expected a whole number from 1",
                "network.hidden: [[8], [0]]|axes.network.hidden: '0' is not allowed",
                "regularizer.layers: [[W1], [W3]]|axes.regularizer.layers: 'W3' is not allowed, expected W1, W2",
                "network.activation: [[relu, relu]]|axes.network.activation: '2 values' is not allowed, expected one value",
                "problem.inputs: [5]|axes.problem.inputs: has no effect in experiment classification",
                "network.hiden: [[8]]|axes.network.hiden: unknown key, did you mean 'network.hidden'?"
            })
    void valuesOfAnyAxisAreCheckedAsThoseOfTheKey(String axis, String message) {
        assertThatThrownBy(() -> read(FILE + "axes:\n  " + axis + "\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[], [8]]", "[[8], []]"})
    void aNetworkWithoutHiddenLayersMayBeOneOfThem(String hidden) {
        SweepSpec sweep = read(FILE + "axes:\n  network.hidden: " + hidden + "\n");
        DatasetId data = new DatasetId("digits", "0".repeat(64));
        assertThat(sweep.trials(data))
                .extracting(trial ->
                        trial.network().hidden() + " " + trial.network().activations())
                .containsExactlyInAnyOrder("[] []", "[8] [SIGMOID]");
        assertThat(sweep.texts(Parameter.HIDDEN)).contains("[]", "8");
    }

    @Test
    void aNameAndTheKeyOfOneAxisAreThereTwice() {
        assertThatThrownBy(() -> read(FILE + "axes: {dropout: [0.1], network.dropout: [0.2]}\n"))
                .hasMessageContaining("axes.dropout: is there twice");
    }

    @Test
    void aKeyThatIsAnAxisAsWellIsNotSetByAnOption() {
        assertThatThrownBy(() -> read(FILE + "axes: {training.epochs: [1, 2]}\n", "training.epochs=3"))
                .hasMessageContaining("has no effect, because axes.training.epochs is given as well");
    }
}
