package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On local files, and on a file system of Hadoop's with another scheme, whose files are at the same place. */
class SharedCheckpointsTest {
    private static final TrialId TRIAL = new TrialId("0123456789abcdef");
    private static final TrialId OTHER = new TrialId("fedcba9876543210");

    @TempDir
    private Path directory;

    private String uri(String scheme) {
        if (scheme.equals("file")) {
            return directory.resolve("checkpoints").toUri().toString();
        }
        String authority = directory.getFileName().toString();
        SparkHadoopUtil.get()
                .conf()
                .set(
                        "fs.viewfs.mounttable." + authority + ".link./states",
                        directory.toUri().toString());
        return "viewfs://" + authority + "/states/checkpoints";
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
            // Hadoop keeps checksums beside the files of its own view of local ones.
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }

    private static void write(SharedCheckpoints checkpoints, TrialId trial, String state) throws IOException {
        checkpoints.write(trial, out -> out.write(state.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(SharedCheckpoints checkpoints, TrialId trial) throws IOException {
        try (InputStream in = checkpoints.open(trial).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "viewfs"})
    void theLastStateIsThereUntilItsTrialIsFinished(String scheme) throws IOException {
        SharedCheckpoints checkpoints = SharedCheckpoints.in(uri(scheme), 1).create();
        assertThat(checkpoints.open(TRIAL)).isEmpty();
        write(checkpoints, TRIAL, "first");
        write(checkpoints, TRIAL, "second");
        write(checkpoints, OTHER, "other");
        assertThat(read(checkpoints, TRIAL)).isEqualTo("second");
        assertThat(files()).containsExactly(".run", TRIAL + ".checkpoint", OTHER + ".checkpoint");

        checkpoints.close(Set.of(TRIAL));
        assertThat(files()).containsExactly(OTHER + ".checkpoint");
        SharedCheckpoints next = SharedCheckpoints.in(uri(scheme), 1).create();
        assertThat(read(next, OTHER)).isEqualTo("other");
        next.close(Set.of(OTHER));
        assertThat(next.open(OTHER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "viewfs"})
    void aStateThatCannotBeWrittenLeavesTheOneBefore(String scheme) throws IOException {
        SharedCheckpoints checkpoints = SharedCheckpoints.in(uri(scheme), 1).create();
        write(checkpoints, TRIAL, "first");
        assertThatThrownBy(() -> checkpoints.write(TRIAL, out -> {
                    out.write(17);
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(read(checkpoints, TRIAL)).isEqualTo("first");
        assertThat(files()).containsExactly(".run", TRIAL + ".checkpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "viewfs"})
    void onlyTheDirectoryOfTheSameRunIsTakenForIt(String scheme) {
        SharedCheckpoints first = SharedCheckpoints.in(uri(scheme), 1).create();
        assertThat(first.isVisible()).isTrue();
        SharedCheckpoints second = SharedCheckpoints.in(uri(scheme), 1).create();
        assertThat(first.isVisible()).isFalse();
        assertThat(second.isVisible()).isTrue();
    }

    /** As that of an executor that hung while a second copy of its trial was committed. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "viewfs"})
    void anAttemptThatOutlivesItsRunLeavesNoState(String scheme) throws IOException {
        SharedCheckpoints checkpoints = SharedCheckpoints.in(uri(scheme), 1).create();
        write(checkpoints, TRIAL, "first");
        checkpoints.close(Set.of(TRIAL));
        assertThatThrownBy(() -> write(checkpoints, TRIAL, "late")).hasMessageContaining("has ended");
        assertThat(directory.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void aFileSystemThatHadoopDoesNotKnowIsRefused() {
        assertThatThrownBy(
                        () -> SharedCheckpoints.in("nowhere://host/states", 1).create())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run.checkpointDirectory: nowhere://host/states")
                .hasMessageContaining("nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x", "s3a://bucket/x", "nowhere://host/x"})
    void aDirectoryThatCannotWorkIsToldBeforeTheFirstTrial(String place) {
        assertThatThrownBy(() -> SharedCheckpoints.in(place, 1).probe())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("run.checkpointDirectory: " + place)
                .hasMessageEndingWith("expected a directory of a file system that Hadoop knows")
                .hasMessageNotContainingAny("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "viewfs"})
    void probeLeavesWhatWasThereAndNothingElse(String scheme) throws IOException {
        SharedCheckpoints.in(uri(scheme), 1).probe();
        assertThat(directory.resolve("checkpoints")).doesNotExist();

        SharedCheckpoints checkpoints = SharedCheckpoints.in(uri(scheme), 1).create();
        write(checkpoints, TRIAL, "first");
        SharedCheckpoints.in(uri(scheme), 1).probe();

        assertThat(files()).containsExactly(".run", TRIAL + ".checkpoint");
        assertThat(checkpoints.isVisible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\u00fc", "100%", "a%20b", "q?x", "a[1]", "{x}", "h#1", "a:b", "a,b", "*"})
    void everythingIsBelowADirectoryOfAnyName(String name) throws IOException {
        Path results = Files.createDirectory(directory.resolve(name));

        SharedCheckpoints checkpoints =
                SharedCheckpoints.in(results.resolve("checkpoints").toString(), 1);
        checkpoints.probe();
        SharedCheckpoints created = checkpoints.create();
        write(created, TRIAL, "state");

        assertThat(read(created, TRIAL)).isEqualTo("state");
        assertThat(results.resolve("checkpoints/" + TRIAL + ".checkpoint")).hasContent("state");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(results));
    }

    /** As HDFS, whose files can be named without a host by the driver, and be replaced only with one. */
    @Test
    void directoryWithoutAHostIsThatOfTheDefaultFileSystem() throws IOException {
        Configuration conf = SparkHadoopUtil.get().conf();
        conf.set("fs.needy.impl", NeedyFileSystem.class.getName());
        conf.set("fs.AbstractFileSystem.needy.impl", NeedyFileContext.class.getName());
        String before = conf.get("fs.defaultFS");
        conf.set("fs.defaultFS", "needy://host");
        try {
            SharedCheckpoints made = SharedCheckpoints.in("needy://" + directory.resolve("checkpoints"), 1);
            made.probe();
            SharedCheckpoints checkpoints = made.create();
            write(checkpoints, TRIAL, "first");
            write(checkpoints, TRIAL, "second");

            assertThat(checkpoints.directory()).startsWith("needy://host/");
            assertThat(read(checkpoints, TRIAL)).isEqualTo("second");
        } finally {
            conf.set("fs.defaultFS", before);
        }
    }

    /** Local files under a scheme that has hosts. */
    public static final class NeedyFileSystem extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("needy://host");
        }

        @Override
        protected int getDefaultPort() {
            return 8020;
        }

        @Override
        public File pathToFile(org.apache.hadoop.fs.Path path) {
            return new File(path.toUri().getPath());
        }
    }

    /** The same for what renames over a file; it refuses a path without host. */
    public static final class NeedyFileContext extends DelegateToFileSystem {
        /** Called by Hadoop. */
        public NeedyFileContext(URI uri, Configuration conf) throws IOException, URISyntaxException {
            super(uri, started(uri, conf), conf, "needy", true);
        }

        private static FileSystem started(URI uri, Configuration conf) throws IOException {
            NeedyFileSystem files = new NeedyFileSystem();
            files.initialize(uri, conf);
            return files;
        }
    }

    @Test
    void whatAKilledExecutorHadBegunToWriteGoesWithItsTrial() throws IOException {
        SharedCheckpoints checkpoints = SharedCheckpoints.in(uri("file"), 1).create();
        String begun = "-22819705-3c88-4113-9858-52fab787a2a5.tmp";
        Files.writeString(directory.resolve("checkpoints/." + TRIAL + begun), "half");
        Files.writeString(directory.resolve("checkpoints/." + OTHER + begun), "half");

        checkpoints.close(Set.of(TRIAL));

        assertThat(files()).containsExactly("." + OTHER + begun);
        SharedCheckpoints.in(uri("file"), 1).create().close(Set.of(OTHER));
        assertThat(directory.resolve("checkpoints")).doesNotExist();
    }
}
