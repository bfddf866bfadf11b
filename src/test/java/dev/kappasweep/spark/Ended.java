package dev.kappasweep.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that has ended, or was ended. */
record Ended(int code, List<String> out, List<String> err) {
    /** Runs one to its end, {@code minutes} at most. */
    static Ended of(ProcessBuilder builder, Path temporary, int minutes) throws IOException, InterruptedException {
        Path out = Files.createTempFile(temporary, "out", ".txt");
        Path err = Files.createTempFile(temporary, "err", ".txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        return new Ended(process.waitFor(), Files.readAllLines(out), Files.readAllLines(err));
    }
}
