package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    /** By docs/streams.md, from src/test/resources/data/streams.py, and so on every Java: older ones had other bytes here. */
    @Test
    void numbersAreThoseOfTheDocumentedSteps() {
        assertThat(first(3, 1, "weights"))
                .containsExactly(0x7a7465d88ae926edL, 0x8aa27abbceb57019L, 0xfdb5e007281fcca5L);
        assertThat(first(3, -7, "batches 3"))
                .containsExactly(0xbb6b9c4e0b019890L, 0xbf8a460b91d53c38L, 0xed77341d0a097b8eL);
        assertThat(first(3, 2026, "digits/train"))
                .containsExactly(0x305ea449ca27dd47L, 0xd7a8555b882c15f3L, 0xd1f9061c0127d382L);
        assertThat(RandomStreams.stream(1, "dropout 1").nextFloat()).isEqualTo(0.36516255f);
    }

    @Test
    void seedsHaveFirstNumbersOfTheirOwn() {
        assertThat(LongStream.range(0, 5_000)
                        .map(seed -> RandomStreams.stream(seed, "weights").nextLong())
                        .distinct()
                        .count())
                .isEqualTo(5_000);
    }

    /** Names as dropout has them, of ten seeds: of two streams that are equal the first numbers would be. */
    @Test
    void noTwoOfAMillionStreamsAreEqual() {
        long[] firsts = new long[1_000_000];
        Arrays.setAll(
                firsts,
                i -> RandomStreams.stream(1 + i / 100_000, "dropout " + (1 + i % 100_000))
                        .nextLong());
        Arrays.sort(firsts);
        assertThat(IntStream.range(1, firsts.length).filter(i -> firsts[i] == firsts[i - 1]))
                .isEmpty();
    }

    private static long[] first(int count, long seed, String name) {
        RandomGenerator stream = RandomStreams.stream(seed, name);
        return LongStream.generate(stream::nextLong).limit(count).toArray();
    }
}
