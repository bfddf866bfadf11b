package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class TerminalWidthTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BlockingQueue<OptionalInt> measured = new LinkedBlockingQueue<>();

    private OptionalInt next() {
        try {
            return measured.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void changeSize() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-WINCH", pid).inheritIO().start().waitFor())
                .isZero();
    }

    private static void await(TerminalWidth width, int columns) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (width.getAsInt() != columns && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThat(width.getAsInt()).isEqualTo(columns);
    }

    private void awaitMeasured() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!measured.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThat(measured).isEmpty();
    }

    @Test
    void theWidthIsWhatItWasUntilTheSizeChanges() throws Exception {
        TerminalWidth width = TerminalWidth.following(80, this::next);
        assertThat(width.getAsInt()).isEqualTo(80);
        changeSize();
        measured.add(OptionalInt.of(132));
        await(width, 132);
        changeSize();
        measured.add(OptionalInt.empty());
        awaitMeasured();
        changeSize();
        measured.add(OptionalInt.of(0));
        awaitMeasured();
        assertThat(width.getAsInt()).isEqualTo(132);
        changeSize();
        measured.add(OptionalInt.of(40));
        await(width, 40);
    }

    @Test
    void aConsoleCutsAtTheWidthOfNow() throws Exception {
        TerminalWidth width = TerminalWidth.following(80, this::next);
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err);
        Console console = new Console(writer, writer, true, width, false);
        console.replaceLine("a".repeat(100));
        changeSize();
        measured.add(OptionalInt.of(30));
        await(width, 30);
        console.replaceLine("a".repeat(100));
        assertThat(err).hasToString("\r" + "a".repeat(78) + "…\u001b[K\r" + "a".repeat(28) + "…\u001b[K");
    }
}
