package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HadoopUserTest {
    @Test
    void userWithoutANameIsCalledByTheEnvironmentOrByNumber() {
        assertThat(HadoopUser.name(Map.of("HADOOP_USER_NAME", "ada", "SPARK_USER", "spark"), "12345"))
                .isEqualTo("ada");
        assertThat(HadoopUser.name(Map.of("HADOOP_USER_NAME", " ", "SPARK_USER", "spark"), "12345"))
                .isEqualTo("spark");
        assertThat(HadoopUser.name(Map.of(), "12345")).isEqualTo("uid-12345");
    }
}
