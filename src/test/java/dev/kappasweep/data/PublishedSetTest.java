package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublishedSetTest {
    @Test
    void digestsAreWholeAndAllDiffer() {
        List<String> digests = PublishedSet.all().stream()
                .flatMap(set -> Stream.of(set.contents(), set.files()))
                .flatMap(known -> Stream.of(known.values()))
                .flatMap(Collection::stream)
                .toList();
        assertThat(digests).hasSize(12).doesNotHaveDuplicates().allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    }

    @Test
    void mirrorsAreDirectories() {
        for (PublishedSet set : PublishedSet.all()) {
            new IdxDownload(set);
            assertThat(set.mirrors().isEmpty()).as(set.name()).isEqualTo(PublishedSet.EMNIST.contains(set));
        }
    }
}
