package dev.kappasweep.data;

import static dev.kappasweep.data.IdxFiles.concat;
import static dev.kappasweep.data.IdxFiles.gzip;
import static dev.kappasweep.data.IdxFiles.idx;
import static dev.kappasweep.data.IdxFiles.images;
import static dev.kappasweep.data.IdxFiles.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void valuesAndSizesAreThoseOfTheFile(boolean compressed) {
        byte[] file = images(3, 2, 4, 250);

        IdxArray array = IdxReader.read(file("images", compressed ? gzip(file) : file), 3);

        assertThat(new int[] {array.size(0), array.size(1), array.size(2)}).containsExactly(3, 2, 4);
        assertThat(array.values()).hasSize(24).startsWith(250, 251).endsWith(17);
        assertThat(array.sha256()).isEqualTo(Sha256.hex(file));
    }

    @Test
    void decompressedFileThatKeptItsGzipNameIsRead() {
        assertThat(IdxReader.read(file("labels.gz", labels(3, 255)), 1).values())
                .containsExactly(3, 255);
    }

    @Test
    void truncatedFileIsRefusedWithItsSize() {
        byte[] file = images(3, 2, 4, 0);
        refuses(Arrays.copyOf(file, 30), 3, "has 30 bytes, expected 40 for 3 x 2 x 4 values");
    }

    @Test
    void bytesAfterTheLastValueAreRefused() {
        refuses(concat(labels(1, 2), (byte) 7), 1, "has 11 bytes, expected 10 for 2 values");
        refuses(
                gzip(concat(labels(1, 2), (byte) 7)),
                1,
                "goes on after its last value, expected an end after 2 values");
    }

    @Test
    void bytesAfterTheGzipStreamAreRefused() {
        byte[] file = gzip(labels(1, 2));
        String problem = "has other bytes after its gzip stream, expected one gzip stream and nothing more";
        refuses(concat(file, (byte) 7), 1, problem);
        refuses(concat(file, new byte[100]), 1, problem);
        refuses(concat(file, gzip(new byte[0])), 1, problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 11, 20, 27, 30})
    void gzipStreamThatBreaksOffIsRefused(int length) {
        byte[] file = Arrays.copyOf(gzip(labels(1, 2, 3, 4, 5, 6)), length);
        assertThatThrownBy(() -> IdxReader.read("labels.gz", file, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("labels.gz: ")
                .hasMessageContaining("expected");
    }

    @Test
    void damagedGzipStreamIsRefused() {
        byte[] file = gzip(images(5, 4, 4, 0));
        file[file.length - 6] ^= 1;
        refuses(file, 3, "breaks off or is damaged (Corrupt GZIP trailer), expected a whole gzip file");
    }

    @Test
    void gzipThatHoldsFewerValuesThanClaimedIsRefused() {
        byte[] file = gzip(idx(0x801, new int[] {100}, new byte[40]));
        refuses(file, 1, "ends after 40 values, expected 100 for 100 values");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, (1 << 30) + 1})
    void claimOfMoreValuesThanAnySetHasIsRefused(int count) {
        String claim = "claims " + Integer.toUnsignedString(count) + " values, expected from 1 to 1073741824 values";
        refuses(idx(0x801, new int[] {count}), 1, claim);
        refuses(gzip(idx(0x801, new int[] {count})), 1, claim);
    }

    @Test
    void claimThatOverflowsIsRefused() {
        // 2^32 values in 32-bit arithmetic are none, 2^64 in 64-bit arithmetic are none.
        refuses(idx(0x803, new int[] {1 << 16, 1 << 16, 1}), 3, "claims 65536 x 65536 x 1 values");
        refuses(idx(0x803, new int[] {1 << 30, -1, 1 << 31}), 3, "claims 1073741824 x 4294967295 x 2147483648 values");
    }

    @Test
    void claimThatTheFileCannotHoldIsRefusedBeforeAllocation() {
        byte[] claim = idx(0x803, new int[] {1 << 20, 32, 32});
        refuses(claim, 3, "has 16 bytes, expected 1073741840 for 1048576 x 32 x 32 values");
        refuses(gzip(claim), 3, "claims 1048576 x 32 x 32 values, expected no more than the");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void dimensionOfSizeZeroIsRefused(int dimension) {
        int[] sizes = {3, 3, 3};
        sizes[dimension] = 0;
        refuses(idx(0x803, sizes), 3, "values, expected from 1 to 1073741824 values");
    }

    @Test
    void gzipBombIsNotDecompressedPastItsClaim() {
        byte[] bomb = gzip(idx(0x801, new int[] {2}, new byte[1 << 24]));
        refuses(bomb, 1, "goes on after its last value, expected an end after 2 values");
    }

    @Test
    void otherMagicNumberIsRefused() {
        refuses(
                labels(1, 2, 3, 4, 5, 6, 7, 8),
                3,
                "starts with 0x00000801, expected 0x00000803: unsigned bytes in 3 dim");
        refuses(idx(0xd01, new int[] {1}, new byte[4]), 1, "starts with 0x00000d01, expected 0x00000801");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15})
    void fileShorterThanAHeaderIsRefused(int length) {
        refuses(new byte[length], 3, "ends after " + length + " bytes, expected a header of 16");
    }

    @Test
    void fileThatIsNotThereIsRefused() {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> IdxReader.read(absent, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(absent + ": cannot be read")
                .hasMessageEndingWith("expected an IDX file");
    }

    @Test
    void dataThatWouldFillTheHeapAreRefusedBeforeTheyAreAllocated() {
        long heap = Runtime.getRuntime().maxMemory();
        HeapLimit.requireFits("images", heap / 2);
        assertThatThrownBy(() -> HeapLimit.requireFits("images", heap / 2 + 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("images: needs ")
                .hasMessageEndingWith("half of the Java heap; raise it with -Xmx");
    }

    /** From a file and from memory alike, in one line that begins with the file. */
    private void refuses(byte[] content, int dimensions, String problem) {
        Path file = file("some-file", content);
        assertThatThrownBy(() -> IdxReader.read(file, dimensions))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
        assertThatThrownBy(() -> IdxReader.read("memory", content, dimensions))
                .hasMessageStartingWith("memory: ")
                .hasMessageContaining(problem);
    }

    private Path file(String name, byte[] content) {
        return IdxFiles.write(directory.resolve(name), content);
    }
}
