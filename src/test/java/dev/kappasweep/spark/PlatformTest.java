package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "17, 4.0.1",
        "22, 4.0.1",
        "17, 4.1.0",
        "21, 4.1.1",
        "17, 4.2.0",
        "21, 4.2.0",
        "25, 4.2.0",
        "17, 4.1.0-amzn-0"
    })
    void supportedVersionsPass(int java, String spark) {
        assertThat(Platform.problem(java, spark)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11, 4.2.0, 25", "16, 4.0.1, 22", "23, 4.0.1, 22", "25, 4.1.0, 22", "26, 4.2.0, 25"})
    void otherJavasAreRefusedWithWhatIsExpected(int java, String spark, int newest) {
        assertThat(Platform.problem(java, spark))
                .hasValue("Java " + java + " is not supported with Spark " + spark + ", expected 17 to " + newest);
    }

    @ParameterizedTest
    @CsvSource({"3.5.6", "4.3.0", "4.20.0", "5.0.0", "4", "none"})
    void otherSparksAreRefusedWithWhatIsExpected(String spark) {
        assertThat(Platform.problem(17, spark))
                .hasValue("Spark " + spark + " is not supported, expected one of 4.0, 4.1, 4.2");
    }

    @Test
    void whatTheTestsRunOnIsSupported() {
        Platform.requireSupported();
    }

    @Test
    void executorsAreAskedForTheirJavaAndNamedInOneLine() {
        try (JavaSparkContext spark = SparkContexts.start("test", new SparkOptions(Optional.of("local[2]")))) {
            ExecutorJava.require(spark, java -> Optional.empty());
            assertThatThrownBy(() -> ExecutorJava.require(spark, java -> Optional.of("no " + java)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching("executors: no " + Runtime.version().feature() + " \\([^;]+\\)");
        }
    }
}
