package dev.kappasweep.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RequestsTest {
    /** Sends four requests at once; no file is written. */
    private static final class Several implements Store {
        @Override
        public int requestsAtOnce() {
            return 4;
        }

        @Override
        public void createDirectory(Path directory) {}

        @Override
        public void create(Path file, Content content) {}

        @Override
        public void replace(Path file, Content content) {}

        @Override
        public void delete(Path file) {}

        @Override
        public void deleteTemporaryFiles(Path directory) {}
    }

    @Test
    void answersAreInTheOrderOfTheRequests() throws IOException {
        List<Requests.Request<Integer>> requests = List.of(() -> 1, () -> 2, () -> 3, () -> 4, () -> 5);
        assertThat(Requests.all(new Several(), requests)).containsExactly(1, 2, 3, 4, 5);
    }

    /** Else what they write would be there after what was written has been deleted. */
    @Test
    void whenOneHasFailedTheOthersAreWaitedFor() {
        Thread caller = Thread.currentThread();
        CountDownLatch failing = new CountDownLatch(1);
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicBoolean wasOver = new AtomicBoolean(true);
        List<Requests.Request<Integer>> requests = List.of(
                () -> {
                    failing.countDown();
                    throw new IOException("full");
                },
                () -> {
                    awaitQuietly(failing);
                    while (caller.getState() != Thread.State.WAITING && !isOver.get()) {
                        Thread.onSpinWait();
                    }
                    wasOver.set(isOver.get());
                    return 2;
                });
        assertThatThrownBy(() -> Requests.all(new Several(), requests)).hasMessage("full");
        isOver.set(true);
        assertThat(wasOver).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
