package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    private static final int THREADS = 4;

    @TempDir
    private Path temporary = Path.of("");

    /** Says of each directory whether another process could take its lock. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] directories) throws IOException {
            for (String directory : directories) {
                try (FileChannel channel =
                        FileChannel.open(Path.of(directory, DirectoryLock.LOCK), StandardOpenOption.WRITE)) {
                    System.out.println(channel.tryLock() == null ? "held" : "free");
                }
            }
        }
    }

    private static List<String> seenByAnotherProcess(List<Path> directories) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/test-classes:target/classes",
                Probe.class.getName()));
        directories.forEach(directory -> command.add(directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    /** Starts at the same moment on several threads. */
    private static <T> List<T> atOnce(IntToValue<T> start) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier barrier = new CyclicBarrier(THREADS);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return start.of(number);
                }));
            }
            List<T> values = new ArrayList<>();
            for (Future<T> future : futures) {
                values.add(future.get());
            }
            return values;
        } finally {
            threads.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface IntToValue<T> {
        T of(int number) throws Exception;
    }

    private static Optional<DirectoryLock> tryTake(Path directory) throws IOException {
        try {
            DirectoryLock.requireFree(directory);
            return Optional.of(DirectoryLock.take(directory));
        } catch (InvalidInputException e) {
            assertThat(e).hasMessageContaining("is in use by another run");
            return Optional.empty();
        }
    }

    /** POSIX drops a process's lock when it closes any channel of the file: a refused start must not open one. */
    @Test
    @Tag("slow")
    void ofStartsAtOnceOneHasTheLockAndKeepsIt() throws Exception {
        List<Path> directories = new ArrayList<>();
        List<DirectoryLock> locks = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            Path directory = Files.createDirectory(temporary.resolve("run-" + round));
            directories.add(directory);
            List<DirectoryLock> taken = atOnce(number -> tryTake(directory)).stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(taken).as("round %d", round).hasSize(1);
            locks.addAll(taken);
        }
        assertThat(seenByAnotherProcess(directories)).containsOnly("held").hasSize(directories.size());
        for (DirectoryLock lock : locks) {
            lock.close();
        }
        assertThat(seenByAnotherProcess(directories)).containsOnly("free").hasSize(directories.size());
    }

    @Test
    void theSameDirectoryByAnotherPathIsTheSame() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("run"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            assertThat(lock).isNotNull();
            for (Path path : List.of(link, temporary.resolve("link/../run"))) {
                assertThatThrownBy(() -> DirectoryLock.take(path)).isInstanceOf(InvalidInputException.class);
                assertThatThrownBy(() -> DirectoryLock.requireFree(path)).isInstanceOf(InvalidInputException.class);
            }
            assertThat(seenByAnotherProcess(List.of(directory))).containsExactly("held");
        }
        DirectoryLock.take(link).close();
    }

    /** Where the file system has no locks, as between two hosts. */
    @Test
    void ofHoldersAtOnceOneWrites() throws Exception {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        for (int round = 0; round < 200; round++) {
            HolderFile file = new HolderFile(temporary.resolve("holder-" + round));
            List<Boolean> wrote = atOnce(number -> file.tryWrite(new Holder("host-" + number, 1, now)));
            List<Integer> winners =
                    IntStream.range(0, THREADS).filter(wrote::get).boxed().toList();
            assertThat(winners).as("round %d", round).hasSize(1);
            assertThat(file.read()).contains(new Holder("host-" + winners.get(0), 1, now));
            assertThat(file.claim()).doesNotExist();
        }
    }

    @Test
    void aHolderThatHasEndedIsReplacedAndAnotherIsNot() throws IOException {
        HolderFile file = new HolderFile(temporary.resolve("holder"));
        Holder ended = new Holder(Holder.current().host(), 1, Instant.parse("1999-01-02T03:04:05Z"));
        Holder elsewhere = new Holder("another-host", 1, Instant.parse("1999-01-02T03:04:05Z"));
        assertThat(file.tryWrite(ended)).isTrue();
        assertThat(file.tryWrite(elsewhere)).isTrue();
        assertThat(file.tryWrite(Holder.current()))
                .as("nobody knows whether it has ended")
                .isFalse();
        assertThat(file.read()).contains(elsewhere);
        Files.createFile(file.claim());
        file.delete();
        assertThat(file.tryWrite(Holder.current()))
                .as("another is just writing")
                .isFalse();
    }

    /** Such as that of a process of another program, or of one that has not written its name yet. */
    @Test
    void aLockThatSomebodyElseHasOnTheFileIsRespected() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("run"));
        Path lockFile = Files.createFile(directory.resolve(DirectoryLock.LOCK));
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            assertThat(channel.lock()).isNotNull();
            assertInUse(directory, "it has not said yet which");
            Files.writeString(directory.resolve(DirectoryLock.HOLDER), "another-host 42 2026-01-02T03:04:05Z\n");
            assertInUse(directory, "another-host, process 42, since 2026-01-02T03:04:05Z");
        }
        DirectoryLock.requireFree(directory);
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            assertThat(lock)
                    .as("where there are locks a name without one does not count")
                    .isNotNull();
            assertThat(new HolderFile(directory.resolve(DirectoryLock.HOLDER))
                            .read()
                            .orElseThrow()
                            .pid())
                    .isEqualTo(ProcessHandle.current().pid());
        }
    }

    private static void assertInUse(Path directory, String holder) {
        String message = "results: " + directory + " is in use by another run (" + holder
                + "), expected a directory of its own for each run";
        assertThatThrownBy(() -> DirectoryLock.take(directory)).hasMessage(message);
        assertThatThrownBy(() -> DirectoryLock.requireFree(directory)).hasMessage(message);
    }
}
