package dev.kappasweep.trial;

import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.TrialId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checkpoints in memory: all that were written, of which the last one is found. */
final class MemoryCheckpoints implements Checkpoints {
    private final double secondsBetween;
    private final List<byte[]> written = new ArrayList<>();

    MemoryCheckpoints(double secondsBetween) {
        this.secondsBetween = secondsBetween;
    }

    List<byte[]> written() {
        return written;
    }

    @Override
    public double secondsBetween() {
        return secondsBetween;
    }

    @Override
    public Optional<InputStream> open(TrialId trial) {
        return written.isEmpty()
                ? Optional.empty()
                : Optional.of(new ByteArrayInputStream(written.get(written.size() - 1)));
    }

    @Override
    public void write(TrialId trial, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        written.add(bytes.toByteArray());
    }
}
