package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class of the Java kernel for Jupyter that is replaced. */
class KernelLoopTest {
    private static final String NAME = "org.rapaio.jupyter.kernel.channels.LoopThread";

    @TempDir
    private Path classes = Path.of("");

    @BeforeEach
    void compile() {
        Path source = Path.of("src/jupyter/java").resolve(NAME.replace('.', '/') + ".java");
        int problems = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
        assertThat(problems).isZero();
    }

    @Test
    void everyLoopRunsUntilItIsToldToEnd() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            List<Thread> loops = new ArrayList<>();
            List<CountDownLatch> twice = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                CountDownLatch runs = new CountDownLatch(2);
                twice.add(runs);
                loops.add(loop(loader, runs::countDown));
            }
            loops.forEach(Thread::start);
            for (CountDownLatch runs : twice) {
                assertThat(runs.await(1, TimeUnit.MINUTES)).isTrue();
            }
            for (Thread loop : loops) {
                loop.getClass().getMethod("shutdown").invoke(loop);
                loop.join(TimeUnit.MINUTES.toMillis(1));
                assertThat(loop.isAlive()).isFalse();
            }
        }
    }

    @Test
    void aMessageThatCannotBeHandledIsNotTheEndOfTheLoop() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            CountDownLatch twice = new CountDownLatch(2);
            Thread loop = loop(loader, () -> {
                twice.countDown();
                throw new NullPointerException("no handlers yet");
            });
            loop.start();
            assertThat(twice.await(1, TimeUnit.MINUTES)).isTrue();
            loop.interrupt();
            loop.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(loop.isAlive()).isFalse();
        }
    }

    private static Thread loop(ClassLoader loader, Runnable body) throws ReflectiveOperationException, IOException {
        Class<?> type = loader.loadClass(NAME);
        return (Thread)
                type.getConstructor(String.class, long.class, Runnable.class).newInstance("loop", 1L, body);
    }
}
