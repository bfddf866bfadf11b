package dev.kappasweep.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of this process, as Linux counts it; -1 where the system does not tell. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double KILO_PER_MEGA = 1024;

    private ProcessMemory() {}

    static double residentMb() {
        return field("VmRSS:");
    }

    /** The most so far. */
    static double peakMb() {
        return field("VmHWM:");
    }

    private static double field(String name) {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KILO_PER_MEGA)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}
