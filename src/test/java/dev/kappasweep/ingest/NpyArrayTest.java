package dev.kappasweep.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Files that {@code numpy.save} of numpy 1.24 wrote. */
class NpyArrayTest {
    /** {@code np.array([[[0, 1/255.], [.5, 1]]], dtype='>f4')}. */
    private static final String FLOATS =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIsIDIpLCB9ICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAO4CAgT8AAAA/gAAA";

    /** {@code np.asfortranarray(np.arange(8, dtype=np.int16).reshape(2, 2, 2))}. */
    private static final String FORTRAN =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGkyJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMiwgMiksIH0gICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAQAAgAGAAEABQADAAcA";

    /** {@code np.array(['a', 'b'])}. */
    private static final String TEXT =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPFUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAphAAAAYgAAAA==";

    /** {@code np.zeros((1, 2, 2), np.float16)}. */
    private static final String HALF =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIsIDIpLCB9ICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAA==";

    /** {@code np.array([-1, 300], dtype='<i4')}, then as uint8 {@code [1, 255]}. */
    private static final String INT =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr/////LAEAAA==";

    private static final String BYTES =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoB/w==";

    @Test
    void numbersAreThoseThatWereSaved() throws IOException {
        NpyArray floats = array(bytes(FLOATS));
        assertThat(floats.shapeText()).isEqualTo("(1, 2, 2)");
        assertThat(floats.typeText()).isEqualTo("float32");
        assertThat(floats.next(4)).containsExactly(0, (float) (1 / 255.0), 0.5, 1);
        assertThat(array(bytes(INT)).next(2)).containsExactly(-1, 300);
        assertThat(array(bytes(BYTES)).next(2)).containsExactly(1, 255);
    }

    @Test
    void whatIsNoPlainArrayOfNumbersIsRefused() {
        refused(bytes(FORTRAN), "a: is in Fortran's order, expected numpy.ascontiguousarray of it");
        refused(bytes(TEXT), "a: is of type '<U1', expected whole numbers or floats");
        refused(bytes(HALF), "a: is of half floats, expected whole numbers, float32 or float64");
        refused("text, not an array".getBytes(StandardCharsets.US_ASCII), "a: is not in numpy's format");
        refused(Arrays.copyOf(bytes(BYTES), 40), "a: breaks off, expected a whole file");
        byte[] long2 = bytes(BYTES);
        long2[6] = 2;
        refused(long2, "a: has a header of ");
    }

    @Test
    void arrayThatBreaksOffIsRefused() throws IOException {
        byte[] whole = bytes(FLOATS);
        NpyArray array = array(Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> array.next(4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a: breaks off, expected a whole file");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> array(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }

    private static NpyArray array(byte[] file) throws IOException {
        return new NpyArray("a", new ByteArrayInputStream(file));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
