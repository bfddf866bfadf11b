package dev.kappasweep.server;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.StoredEnds;
import dev.kappasweep.server.SweepView.Part;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures what a server does when somebody looks at a sweep for the first time, step by step, in the time of the processor, which
 * other work on the machine changes little: {@code main DIR TRIALS}, twice, of which the first is in a JVM that has compiled nothing
 * yet. DIR is made, and is used again.
 */
final class FirstLookMeasurement {
    private static final int LOOKS = 2;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long since;

    public static void main(String[] arguments) throws IOException {
        Path root = Files.createDirectories(Path.of(arguments[0]));
        String file = PageMeasurement.file(Integer.parseInt(arguments[1]));
        PageMeasurement.fill(root, file);
        for (int look = 0; look < LOOKS; look++) {
            new FirstLookMeasurement().look(root, file);
        }
    }

    private void look(Path root, String file) {
        since = threads.getCurrentThreadCpuTime();
        SweepSpec spec =
                SweepFileReader.read(root.resolve("big.yaml"), List.of()).spec();
        say("file");
        StoredEnds rows = StoredEnds.read(root.resolve("sweeps").resolve("big-1"));
        say("ends of the trials");
        SweepView view = new SweepView(file, spec, rows);
        say("trials of the grid");
        for (Part part : Part.values()) {
            view.read(part, rows);
            say(part.name().toLowerCase(Locale.ROOT));
        }
    }

    private void say(String step) {
        long now = threads.getCurrentThreadCpuTime();
        System.out.printf(Locale.ROOT, "| %s | %.2f s |%n", step, (now - since) / 1e9);
        since = now;
    }
}
