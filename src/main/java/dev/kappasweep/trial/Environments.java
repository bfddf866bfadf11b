package dev.kappasweep.trial;

import dev.kappasweep.linalg.OpenBlas;
import dev.kappasweep.sweep.Build;
import dev.kappasweep.sweep.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds out what this JVM runs on. */
public final class Environments {
    /** A trial computes on the thread that calls it, whatever BLAS would do. */
    private static final int THREADS = 1;

    private Environments() {}

    /** The environment of a trial that runs now, in this JVM. */
    public static Environment current() {
        Build build = Build.current();
        return new Environment(
                build.version(),
                build.gitCommit(),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Machine.CPU,
                build.nd4j(),
                OpenBlas.description(),
                THREADS,
                Machine.HOST);
    }

    /** What stays as it is while this JVM runs; looked up by the first trial. */
    private static final class Machine {
        static final String CPU = cpu();
        static final String HOST = host();
    }

    private static String cpu() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try (Stream<String> lines = Files.lines(info)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + info, e);
            }
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
