package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class L64X128MixTest {
    /** Published with Apache Commons RNG (L64X128MixTest), where they were taken from the JDK's generator. */
    @Test
    void publishedNumbersComeOut() {
        assertThat(first(
                        10,
                        new L64X128Mix(
                                0x413b3d6c52481a65L, 0xc1231f1811655906L, 0x8827247f034c4e4dL, 0xea5508650a264226L)))
                .containsExactly(
                        0xb4d113f36ccdd3fdL,
                        0xf26e7cb5c0390ec4L,
                        0x973ff8d2debe46b8L,
                        0x962e44b59daf2169L,
                        0x8c7dd11775e9d55bL,
                        0x8763b0cafcca658fL,
                        0x4d748b8631a75017L,
                        0x17498c7364f32942L,
                        0x2c1738406e82f6efL,
                        0x02214c1f300ab893L);
        assertThat(first(
                        4,
                        new L64X128Mix(
                                0x2c41500c4a40464fL, 0x1e140b1f2d047426L, 0xb156162d454f4406L, 0x2b1f603431544f14L)))
                .containsExactly(0x8ec1b80ecbdf6638L, 0x7d427e73692801feL, 0xa7d11c38e77bd3f9L, 0xb70a427f0f7b8242L);
        assertThat(first(
                        4,
                        new L64X128Mix(
                                0x69472c09433c4245L, 0xb86e7364396a5f5fL, 0xd826310863145d67L, 0x28545c212559142eL)))
                .containsExactly(0xfa3f7883551b65c4L, 0x5537e7a29730dba9L, 0x171dfb4cdb51de33L, 0x55857dc286cee0b9L);
    }

    /** Where every byte of the seed is positive, every JDK reads it as it should. */
    @Test
    void drawsAsTheJdkWhereItsSeedingIsRight() {
        RandomGenerator expected = RandomGeneratorFactory.of("L64X128MixRandom").create(new byte[] {
            0x41, 0x3b, 0x3d, 0x6c, 0x52, 0x48, 0x1a, 0x65, 0x01, 0x23, 0x1f, 0x18, 0x11, 0x65, 0x59, 0x06,
            0x08, 0x27, 0x24, 0x7f, 0x03, 0x4c, 0x4e, 0x4d, 0x6a, 0x55, 0x08, 0x65, 0x0a, 0x26, 0x42, 0x26
        });
        L64X128Mix actual =
                new L64X128Mix(0x413b3d6c52481a65L, 0x01231f1811655906L, 0x0827247f034c4e4dL, 0x6a5508650a264226L);
        for (int bound : new int[] {1, 2, 3, 6, 64, 60_000, 1 << 30, (1 << 30) + 1, Integer.MAX_VALUE}) {
            for (int i = 0; i < 100; i++) {
                assertThat(actual.nextInt()).isEqualTo(expected.nextInt());
                assertThat(actual.nextDouble()).isEqualTo(expected.nextDouble());
                assertThat(actual.nextFloat()).isEqualTo(expected.nextFloat());
                // A power of two is a mask of 32 bits to the JDK, which is the remainder of another 31 bits.
                if (Integer.bitCount(bound) > 1) {
                    assertThat(actual.nextInt(bound)).as("below %d", bound).isEqualTo(expected.nextInt(bound));
                }
            }
        }
    }

    @Test
    void everyRemainderIsAsLikelyAsAnother() {
        L64X128Mix source = new L64X128Mix(1, 2, 3, 4);
        int bound = (1 << 30) + (1 << 29);
        int low = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            low += source.nextInt(bound) < bound / 3 ? 1 : 0;
        }
        // Without drawing anew the first third would come up in half of the draws. Standard deviation 149.
        assertThat(low).isBetween(draws / 3 - 750, draws / 3 + 750);
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        L64X128Mix source = new L64X128Mix(1, 2, 3, 4);
        assertThatThrownBy(() -> source.nextInt(0)).hasMessageContaining("bound: 0");
        assertThatThrownBy(() -> new L64X128Mix(1, 2, 0, 0)).hasMessageContaining("all zeros");
    }

    private static long[] first(int count, L64X128Mix source) {
        return LongStream.generate(source::nextLong).limit(count).toArray();
    }
}
