package dev.kappasweep.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("alone")
class NpzFileTest {
    private static final NamedArray MATRIX = array("W1", NumberType.LITTLE_ENDIAN_FLOAT, List.of(2, 3));
    private static final NamedArray VECTOR = array("b1", NumberType.BIG_ENDIAN_DOUBLE, List.of(2));

    @TempDir
    private Path directory;

    private static NamedArray array(String name, NumberType type, List<Integer> shape) {
        int count = shape.stream().reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(count * type.bytes()).order(type.order());
        for (int i = 0; i < count; i++) {
            if (type.bytes() == Float.BYTES) {
                bytes.putFloat(i + 0.5f);
            } else {
                bytes.putDouble(i + 0.1);
            }
        }
        return new NamedArray(name, type, shape, bytes.array());
    }

    private static List<NamedArray> read(byte[] npz) throws IOException {
        return NpzFile.read(new ByteArrayInputStream(npz));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(NumberType type) throws IOException {
        NamedArray written = array("E1", type, List.of(3, 2));
        NamedArray read = read(NpzFile.bytes(List.of(written))).get(0);
        assertThat(read.name()).isEqualTo("E1");
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.shape()).containsExactly(3, 2);
        assertThat(read.bytes()).isEqualTo(written.bytes());
    }

    @Test
    void equalArraysGiveEqualBytes() throws IOException {
        assertThat(NpzFile.bytes(List.of(MATRIX, VECTOR))).isEqualTo(NpzFile.bytes(List.of(MATRIX, VECTOR)));
    }

    /** The numbers of an array begin at a multiple of 64, whatever the length of its header. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_000, 100_000})
    void headersAreFilledUp(int size) throws IOException {
        byte[] npz = NpzFile.bytes(List.of(array("W1", NumberType.LITTLE_ENDIAN_FLOAT, List.of(size))));
        String text = new String(npz, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\u0093NUMPY");
        assertThat((text.indexOf('\n', start) + 1 - start) % 64).isZero();
    }

    @Test
    void numpyReadsNamesTypesAndNumbers() throws IOException {
        Path file = directory.resolve("weights.npz");
        Files.write(file, NpzFile.bytes(List.of(MATRIX, VECTOR)));
        String program = "import hashlib, numpy, sys; w = numpy.load(sys.argv[1]); print(w.files, w['W1'].dtype.str,"
                + " w['W1'].tolist(), w['b1'].dtype.str, w['b1'].tolist());"
                + " print(hashlib.sha256(b''.join(w[name].tobytes() for name in w.files)).hexdigest())";
        Run run = Run.of(List.of(Prerequisite.numpy().toString(), "-c", program, file.toString()));
        assertThat(run.output())
                .isEqualTo("['W1', 'b1'] <f4 [[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]] >f8 [0.1, 1.1]\n"
                        + NamedArray.sha256(List.of(MATRIX, VECTOR)) + "\n");
    }

    /** In the arrays, not in what the archive says once more at its end. */
    @Test
    void everyFlippedBitIsFound() throws IOException {
        byte[] npz = NpzFile.bytes(List.of(VECTOR));
        int end = new String(npz, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        int start = new String(npz, StandardCharsets.ISO_8859_1).indexOf("\u0093NUMPY");
        for (int bit = 8 * start; bit < 8 * end; bit++) {
            byte[] damaged = npz.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> read(damaged)).as("bit %d", bit).isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyTruncationOfTheArraysIsFound() throws IOException {
        byte[] npz = NpzFile.bytes(List.of(MATRIX));
        int end = new String(npz, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        for (int length = 0; length < end; length++) {
            byte[] shortened = Arrays.copyOf(npz, length);
            assertThatThrownBy(() -> read(shortened)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"bomb, it is compressed", "claims-2-gigabytes, it ends too early"})
    void whatIsSmallClaimsNoMemory(String name, String problem) throws IOException {
        byte[] npz = Files.readAllBytes(Path.of("src/test/resources/fuzz/npz", name));
        assertThatThrownBy(() -> read(npz)).isInstanceOf(IOException.class).hasMessage(problem);
    }

    @Test
    void anArrayHasAsManyBytesAsItsShapeSays() {
        assertThatThrownBy(() -> new NamedArray("W1", NumberType.LITTLE_ENDIAN_FLOAT, List.of(2, 2), new byte[15]))
                .hasMessage("W1 has 15 bytes, expected 16 for shape 2 x 2");
        assertThatThrownBy(() -> new NamedArray(
                        "W1", NumberType.LITTLE_ENDIAN_FLOAT, List.of(1 << 30, 1 << 30, 1 << 30), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
