package dev.kappasweep.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What results rely on, on whatever file system they are. */
public abstract class StoreContract {
    private Path directory = Path.of("");
    private Store store = LocalStore.INSTANCE;

    /** A directory that this test may fill. */
    protected abstract Path root() throws IOException;

    @BeforeEach
    final void makeDirectory() throws IOException {
        directory = root().resolve("of a test " + UUID.randomUUID());
        store = Store.of(directory);
        store.createDirectory(directory);
    }

    private static Store.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        return names(directory);
    }

    private static List<String> names(Path place) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(place)) {
            paths.forEach(path -> names.add(path.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "ü", "100%", "a%20b", "h#1", "q?x", "x+y"})
    void aFileOfAnyNameIsCreatedReadListedReplacedAndDeleted(String name) throws IOException {
        Path file = directory.resolve(name);
        assertThat(Files.exists(file)).isFalse();
        store.create(file, text("first"));
        assertThat(read(name)).isEqualTo("first");
        assertThat(names()).containsExactly(name);
        store.replace(file, text("second one"));
        assertThat(read(name)).isEqualTo("second one");
        assertThat(Files.size(file)).isEqualTo(10);
        store.delete(file);
        assertThat(names()).isEmpty();
        store.delete(file);
    }

    @Test
    void whatIsThereIsNotCreatedAgain() throws IOException {
        Path file = directory.resolve("entry");
        store.create(file, text("first"));
        assertThatThrownBy(() -> store.create(file, text("second"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("entry")).isEqualTo("first");
        assertThat(names()).containsExactly("entry");
    }

    @Test
    protected void ofManyThatCreateAFileAtOnceOneSucceeds() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                Path file = directory.resolve("entry-" + round);
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int writer = 0; writer < 8; writer++) {
                    String content = "writer " + writer;
                    attempts.add(() -> isCreated(file, content));
                }
                int created = 0;
                for (Future<Boolean> attempt : writers.invokeAll(attempts)) {
                    created += attempt.get() ? 1 : 0;
                }
                assertThat(created).isEqualTo(1);
                assertThat(Files.readString(file)).startsWith("writer ");
            }
            assertThat(names()).hasSize(10);
        } finally {
            writers.shutdownNow();
        }
    }

    private boolean isCreated(Path file, String content) throws IOException {
        try {
            store.create(file, text(content));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Test
    void nothingIsSeenBeforeItIsWholeAndNothingStaysOfWhatFailed() throws IOException {
        Path file = directory.resolve("report");
        store.create(file, out -> {
            out.write(new byte[100_000]);
            out.flush();
            assertThat(Files.exists(file)).isFalse();
        });
        assertThat(Files.size(file)).isEqualTo(100_000);
        Store.Content broken = out -> {
            out.write(1);
            throw new IOException("broken");
        };
        assertThatThrownBy(() -> store.create(directory.resolve("other"), broken))
                .hasMessage("broken");
        assertThatThrownBy(() -> store.replace(file, broken)).hasMessage("broken");
        assertThat(Files.size(file)).isEqualTo(100_000);
        assertThat(names()).containsExactly("report");
    }

    @Test
    protected void aReaderFindsTheOldFileOrTheNewOneWhole() throws Exception {
        Path file = directory.resolve("progress");
        store.replace(file, text("0".repeat(1000)));
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writes = writer.submit(() -> {
                for (int i = 1; i < 50; i++) {
                    store.replace(file, text(Integer.toString(i % 10).repeat(1000)));
                }
                return null;
            });
            while (!writes.isDone()) {
                String now = Files.readString(file);
                assertThat(now).isEqualTo(now.substring(0, 1).repeat(1000));
            }
            writes.get();
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void directoriesAreMadeWithTheirParentsAndListedByWhatIsInThem() throws IOException {
        Path below = directory.resolve("a").resolve("b");
        store.createDirectory(below);
        store.createDirectory(below);
        store.create(below.resolve("file"), text("x"));
        store.create(directory.resolve("a").resolve("other"), text("xyz"));
        assertThat(names(directory.resolve("a"))).containsExactly("b", "other");
        assertThat(Files.isDirectory(below)).isTrue();
        assertThat(names(directory.resolve("none"))).isEmpty();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory.resolve("a"), "oth*")) {
            Path other = paths.iterator().next();
            assertThat(other).isEqualTo(directory.resolve("a").resolve("other"));
            BasicFileAttributes attributes = Files.readAttributes(other, BasicFileAttributes.class);
            assertThat(attributes.size()).isEqualTo(3);
            assertThat(attributes.isRegularFile()).isTrue();
            assertThat(Files.readString(other)).isEqualTo("xyz");
        }
    }

    @Test
    void whatIsNotThereIsToldAsJavaTellsIt() {
        Path none = directory.resolve("none");
        assertThatThrownBy(() -> Files.readAllBytes(none)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.newInputStream(none).read()).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.size(none)).isInstanceOf(NoSuchFileException.class);
        assertThat(Files.isDirectory(none)).isFalse();
    }

    @Test
    void aFileIsReadFromAnyPlaceInIt() throws IOException {
        Path file = directory.resolve("numbers");
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 1000);
        }
        store.create(file, out -> out.write(bytes));
        try (var channel = Files.newByteChannel(file)) {
            assertThat(channel.size()).isEqualTo(bytes.length);
            for (int at : new int[] {299_000, 0, 123_000}) {
                var buffer = java.nio.ByteBuffer.allocate(1);
                channel.position(at).read(buffer);
                assertThat(buffer.get(0)).isEqualTo((byte) (at / 1000));
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    /** A path is printed as the user may write it. */
    @Test
    void thePlaceIsFoundAgainByItsName() throws IOException {
        store.create(directory.resolve("file"), text("x"));
        Path again = Places.path(directory.toString());
        assertThat(again).isEqualTo(directory).hasToString(directory.toString());
        assertThat(Files.readString(again.resolve("file"))).isEqualTo("x");
        assertThat(Places.path(directory.toUri())).isEqualTo(directory);
        assertThat(directory.resolve("a/b/../c").normalize())
                .isEqualTo(directory.resolve("a").resolve("c"));
        assertThat(directory.relativize(directory.resolve("a/b"))).hasToString("a/b");
        assertThat(directory.resolve("a").startsWith(directory)).isTrue();
        assertThat(directory.resolve("a").endsWith("a")).isTrue();
    }
}
