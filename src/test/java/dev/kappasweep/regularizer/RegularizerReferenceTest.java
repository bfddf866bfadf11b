package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Reference;
import dev.kappasweep.linalg.ExactExtremeSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values and gradients against PyTorch's, in float64: every case in reference/regularizers.json. */
final class RegularizerReferenceTest {
    private static final double TOLERANCE = 1e-10;
    private static final double TOLERANCE_WHERE_ILL_CONDITIONED = 1e-6;

    private static final double LOG_OF_ROUNDING = Math.log(0x1p52);

    private static final List<String> KINDS = List.of(
            "conditionNumber",
            "conditionNumberByLargerSize",
            "tikhonov",
            "tikhonovByLargerSize",
            "logCondition",
            "softOrthogonality",
            "spectralNorm");

    @TestFactory
    List<DynamicTest> valuesAndGradientsAreThoseOfPyTorch() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode reference : Reference.read("regularizers.json").get("cases")) {
            for (String kind : KINDS) {
                tests.add(DynamicTest.dynamicTest(
                        kind + ": " + reference.get("name").asText(), () -> check(reference, kind)));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(KINDS.size() * 14);
        return tests;
    }

    private static Regularizer regularizer(String kind, int rows, int cols) {
        return switch (kind) {
            case "conditionNumber" -> rankOne(RankOneForm.CONDITION_NUMBER, rows, cols);
            case "conditionNumberByLargerSize" -> rankOne(RankOneForm.CONDITION_NUMBER_BY_LARGER_SIZE, rows, cols);
            case "tikhonovByLargerSize" -> rankOne(RankOneForm.TIKHONOV_BY_LARGER_SIZE, rows, cols);
            case "tikhonov" -> rankOne(RankOneForm.TIKHONOV, rows, cols);
            case "logCondition" -> new LogCondition(new ExactExtremeSolver(Precision.FLOAT64, rows, cols));
            case "softOrthogonality" -> new SoftOrthogonality(Precision.FLOAT64, rows, cols);
            case "spectralNorm" -> rankOne(RankOneForm.SPECTRAL_NORM, rows, cols);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Regularizer rankOne(RankOneForm form, int rows, int cols) {
        return RankOneContract.create(form, Precision.FLOAT64, rows, cols);
    }

    /** What the error of a value is relative to: the size of the terms that cancel in it. */
    private static double valueScale(String kind, double[] sigma) {
        double square = sigma[0] * sigma[0];
        return switch (kind) {
            case "logCondition" -> 1;
            case "softOrthogonality" -> (1 + square) * (1 + square);
            default -> square;
        };
    }

    /** The same for the elements of a gradient. */
    private static double gradientScale(String kind, double[] sigma) {
        return switch (kind) {
            case "logCondition" -> 1 / sigma[sigma.length - 1];
            case "softOrthogonality" -> sigma[0] * (1 + sigma[0] * sigma[0]);
            default -> sigma[0];
        };
    }

    private static void check(JsonNode reference, String kind) {
        String name = reference.get("name").asText();
        double tolerance =
                name.contains("near tie") || name.contains("kappa 1e6") ? TOLERANCE_WHERE_ILL_CONDITIONED : TOLERANCE;
        int rows = reference.get("rows").asInt();
        int cols = reference.get("cols").asInt();
        double[] elements = Reference.numbers(reference.get("matrix"));
        double[] sigma = Reference.numbers(reference.get("singularValues"));
        double valueScale = valueScale(kind, sigma);
        try (Matrix matrix = Matrix.of(Precision.FLOAT64, rows, cols, elements);
                Matrix gradient = Matrix.zeros(Precision.FLOAT64, rows, cols);
                Regularizer regularizer = regularizer(kind, rows, cols)) {
            JsonNode expected = reference.get(kind);
            double value = regularizer.addGradient(matrix, 1, gradient);
            assertThat(value).isCloseTo(value(reference, kind), within(tolerance * valueScale));
            assertThat(regularizer.value(matrix)).isCloseTo(value, within(1e-15 * valueScale));
            if (expected.has("gradient")) {
                assertThat(gradient.toArray())
                        .containsExactly(
                                Reference.numbers(expected.get("gradient")),
                                within(tolerance * gradientScale(kind, sigma)));
            }
        }
    }

    /**
     * The file's logCondition divides by the last singular value even where that is rounding: of the two matrices whose rank is
     * deficient it has a logarithm above that of 2^52, which says nothing of the matrix. Expected there is the logarithm of the
     * file's kappa, which is over the non-zero singular values. Of the zero matrix it has null, which reads as 0.
     */
    private static double value(JsonNode reference, String kind) {
        double value = reference.get(kind).get("value").asDouble();
        boolean isOfRounding = kind.equals("logCondition") && value > LOG_OF_ROUNDING;
        return isOfRounding ? Math.log(reference.get("kappa").asDouble()) : value;
    }
}
