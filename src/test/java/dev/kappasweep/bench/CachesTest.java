package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    private void cache(int cpu, int index, int level, String type, String size, String cpus) throws IOException {
        Path cache = Files.createDirectories(directory.resolve("cpu" + cpu + "/cache/index" + index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
        Files.writeString(cache.resolve("shared_cpu_list"), cpus + "\n");
    }

    /** Eight CPUs, four to a cache of 16 MB. */
    private void twoCaches() throws IOException {
        Files.createDirectories(directory.resolve("cpufreq"));
        for (int cpu = 0; cpu < 8; cpu++) {
            cache(cpu, 0, 1, "Data", "32K", "" + cpu);
            cache(cpu, 1, 1, "Instruction", "64K", "" + cpu);
            cache(cpu, 2, 2, "Unified", "512K", "" + cpu);
            cache(cpu, 3, 3, "Unified", "16M", cpu < 4 ? "0-3" : "4-7");
        }
    }

    @Test
    void eachCacheOfTheLastLevelCountsOnce() throws IOException {
        twoCaches();
        assertThat(Caches.in(directory)).isEqualTo(new Caches(8, 2, 32L * MEBIBYTE));
    }

    @Test
    void aPartOfTheCpusHasItsPart() throws IOException {
        twoCaches();
        Caches all = Caches.in(directory);
        assertThat(all.of(8)).isEqualTo(all);
        assertThat(all.of(100)).isEqualTo(all);
        assertThat(all.of(2)).isEqualTo(new Caches(2, 1, 8L * MEBIBYTE));
        assertThat(all.of(5)).isEqualTo(new Caches(5, 2, 20L * MEBIBYTE));
    }

    @Test
    void theLastLevelMayBeTheSecond() throws IOException {
        cache(0, 0, 1, "Data", "64K", "0");
        cache(0, 1, 1, "Instruction", "64K", "0");
        cache(0, 2, 2, "Unified", "1024K", "0-1");
        cache(1, 2, 2, "Unified", "1024K", "0-1");
        assertThat(Caches.in(directory)).isEqualTo(new Caches(2, 1, MEBIBYTE));
    }

    @Test
    void whereTheSystemDoesNotTellThereAreNone() throws IOException {
        assertThat(Caches.in(directory.resolve("absent")).count()).isZero();
        Files.createDirectories(directory.resolve("cpu0"));
        cache(1, 0, 3, "Unified", "unknown", "0-1");
        assertThat(Caches.in(directory)).isEqualTo(new Caches(2, 0, 0));
        assertThat(Caches.in(directory).of(1).count()).isZero();
    }
}
