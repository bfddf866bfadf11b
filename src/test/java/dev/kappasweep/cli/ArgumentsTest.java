package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Places;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
    @Test
    void nameThatTheLocaleCannotHoldNamesTheLocale() {
        assertThat(new PathArgument().convert("José/x.yaml")).isEqualTo(Path.of("José/x.yaml"));
        assertThatThrownBy(() -> new PathArgument().convert("Jos\uFFFD/x.yaml"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("set LC_ALL to a locale with UTF-8");
        assertThatThrownBy(() -> PathArgument.requireReadable("/home/Jos\uFFFD\uFFFD"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'/home/Jos\uFFFD\uFFFD' has characters that the locale's charset");
    }

    @Test
    void textThatIsNoPathIsRefusedForWhatItIs() {
        assertThatThrownBy(() -> new PathArgument().convert("a\0b"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not a path")
                .hasMessageNotContaining("LC_ALL");
    }

    @Test
    void uriOfAFileIsItsPath() {
        for (String text : new String[] {"file:///runs/a b", "file:/runs/a b"}) {
            assertThat(new PathArgument().convert(text)).isEqualTo(Path.of("/runs/a b"));
        }
        assertThat(new PathArgument().convert("a:/b")).isEqualTo(Path.of("a:/b"));
    }

    @Test
    void uriOfAnotherFileSystemIsAPlaceThere() {
        Path place = new PathArgument().convert("hdfs://127.0.0.1:9000/runs/a b");
        assertThat(place).hasToString("hdfs://127.0.0.1:9000/runs/a b");
        assertThat(Places.isLocal(place)).isFalse();
        assertThat(place.resolve("trials").getParent()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs:///runs", "file://host/runs", "nowhere://host/runs"})
    void uriThatNamesNoPlaceIsRefused(String text) {
        assertThatThrownBy(() -> new PathArgument().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "' ")
                .hasMessageContaining("expected a path")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-400", "1e400", "many", "0,5", ""})
    void numberThatIsNotTheOneThatIsUsedIsRefused(String text) {
        assertThatThrownBy(() -> new DecimalArgument().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void numbersAndWhatTheirOptionsRefuseThemselvesAreRead() {
        assertThat(new DecimalArgument().convert("0.02")).isEqualTo(0.02);
        assertThat(new DecimalArgument().convert("NaN")).isNaN();
    }
}
