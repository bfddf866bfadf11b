package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on HDFS, also where its quota is used up. */
class HdfsIT extends StoredSweepContract {
    @TempDir
    private static Path temporary = Path.of("");

    private static HadoopClusters clusters;

    @BeforeAll
    static void startHdfs() throws Exception {
        clusters = HadoopClusters.startFiles(Files.createDirectories(temporary.resolve("clusters")));
    }

    @AfterAll
    static void stopHdfs() throws IOException {
        clusters.close();
    }

    @Override
    Path configuration() {
        return clusters.configuration();
    }

    @Override
    protected Path root() {
        return Places.path(clusters.files() + "/sweeps/" + UUID.randomUUID());
    }

    @Test
    void aUriWithoutAHostIsOfTheDefaultFileSystem() {
        Configuration settings = SparkHadoopUtil.get().conf();
        String before = settings.get("fs.defaultFS");
        settings.set("fs.defaultFS", clusters.files());
        try {
            assertThat(Places.path("hdfs:///runs/mine")).hasToString(clusters.files() + "/runs/mine");
        } finally {
            settings.set("fs.defaultFS", before);
        }
    }

    /** The quota is met by each file of a commit in turn, and last by its entry in the log. */
    @Test
    void aQuotaOfNamesThatIsUsedUpCostsTheCommitThatMeetsItAndNoOther() throws IOException {
        Path directory = root();
        try (ResultStore store = open(directory)) {
            commit(store, 0, 2);
            for (int left = 1; left <= 6; left++) {
                long used = hdfs().getContentSummary(hadoop(directory)).getFileAndDirectoryCount();
                hdfs().setQuota(hadoop(directory), used + left, HdfsConstants.QUOTA_DONT_SET);
                assertFails(directory, store);
                assertThat(names(directory)).as("files of tables").hasSize(left < 6 ? 12 : 18);
            }
            hdfs().setQuota(hadoop(directory), HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_DONT_SET);
        }
        assertGoesOn(directory);
    }

    /** HDFS makes the file first, and refuses what is to be in it. */
    @Test
    void aQuotaOfSpaceThatIsUsedUpCostsTheCommitThatMeetsItAndNoOther() throws IOException {
        Path directory = root();
        try (ResultStore store = open(directory)) {
            commit(store, 0, 2);
            hdfs().setQuota(hadoop(directory), HdfsConstants.QUOTA_DONT_SET, 1 << 20);
            assertFails(directory, store);
            assertThat(names(directory)).as("files of tables").hasSize(12);
            hdfs().setQuota(hadoop(directory), HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
        }
        assertGoesOn(directory);
    }

    private static void assertFails(Path directory, ResultStore store) throws IOException {
        assertThatThrownBy(() -> commit(store, 2, 3))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written to " + directory);
        assertThat(ids(directory)).isEqualTo(ids(2));
        assertThat(names(directory)).as("what is half written").noneMatch(name -> name.startsWith("."));
    }

    private static void assertGoesOn(Path directory) throws IOException {
        try (ResultStore store = open(directory)) {
            assertThat(store.finished()).isEqualTo(ids(2));
            commit(store, 2, 5);
        }
        assertThat(ids(directory)).isEqualTo(ids(5));
        assertThat(ResultDirectory.read(directory).layers()).hasSize(10);
        assertThat(names(directory)).as("files of six tables with five commits").hasSize(30);
    }

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (String table : List.of("trials", "layers", "spectra", "epochs", "evaluations", "samples")) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(table))) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            }
        }
        return names;
    }

    private static Set<TrialId> ids(int count) {
        return TRIALS.subList(0, count).stream().map(TrialSpec::id).collect(Collectors.toSet());
    }

    private static Set<TrialId> ids(Path directory) {
        List<TrialRow> rows = ResultDirectory.read(directory).trials();
        Set<TrialId> ids = rows.stream().map(TrialRow::id).collect(Collectors.toSet());
        assertThat(rows).hasSameSizeAs(ids);
        return ids;
    }

    private static DistributedFileSystem hdfs() throws IOException {
        return (DistributedFileSystem) FileSystem.get(
                URI.create(clusters.files()), SparkHadoopUtil.get().conf());
    }

    private static org.apache.hadoop.fs.Path hadoop(Path directory) {
        return new org.apache.hadoop.fs.Path(directory.toUri());
    }
}
