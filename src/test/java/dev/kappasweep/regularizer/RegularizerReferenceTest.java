package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Reference;
import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values and gradients against PyTorch's, in float64: every case in reference/regularizers.json. */
final class RegularizerReferenceTest {
    private static final double TOLERANCE = 1e-10;
    private static final double TOLERANCE_WHERE_ILL_CONDITIONED = 1e-6;

    @TestFactory
    List<DynamicTest> valuesAndGradientsAreThoseOfPyTorch() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode reference : Reference.read("regularizers.json").get("cases")) {
            Stream.of("conditionNumber", "tikhonov")
                    .forEach(kind -> tests.add(DynamicTest.dynamicTest(
                            kind + ": " + reference.get("name").asText(), () -> check(reference, kind))));
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(2 * 14);
        return tests;
    }

    private static Function<Matrix, Regularizer> kind(String name) {
        return switch (name) {
            case "conditionNumber" ->
                weights -> new ConditionNumber(new ExactSolver(Precision.FLOAT64, weights.rows(), weights.cols()));
            case "tikhonov" -> weights -> new Tikhonov();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void check(JsonNode reference, String kind) {
        String name = reference.get("name").asText();
        double tolerance =
                name.contains("near tie") || name.contains("kappa 1e6") ? TOLERANCE_WHERE_ILL_CONDITIONED : TOLERANCE;
        int rows = reference.get("rows").asInt();
        int cols = reference.get("cols").asInt();
        double[] elements = Reference.numbers(reference.get("matrix"));
        double sigma = Reference.numbers(reference.get("singularValues"))[0];
        try (Matrix matrix = Matrix.of(Precision.FLOAT64, rows, cols, elements);
                Matrix gradient = Matrix.zeros(Precision.FLOAT64, rows, cols);
                Regularizer regularizer = kind(kind).apply(matrix)) {
            JsonNode expected = reference.get(kind);
            double value = regularizer.addGradient(matrix, 1, gradient);
            // r is a difference of two terms of the size of sigma_1^2, so that is what its error is relative to.
            assertThat(value).isCloseTo(expected.get("value").asDouble(), within(tolerance * sigma * sigma));
            assertThat(regularizer.value(matrix)).isCloseTo(value, within(1e-15 * sigma * sigma));
            if (expected.has("gradient")) {
                assertThat(gradient.toArray())
                        .containsExactly(Reference.numbers(expected.get("gradient")), within(tolerance * sigma));
            }
        }
    }
}
