package dev.kappasweep.local;

import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.TrialId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** States of trials that were stopped, as long as this process lives. None is written before. */
final class StatesInMemory implements Checkpoints {
    private final Map<TrialId, byte[]> states = new ConcurrentHashMap<>();

    @Override
    public double secondsBetween() {
        return Double.MAX_VALUE;
    }

    @Override
    public Optional<InputStream> open(TrialId trial) {
        return Optional.ofNullable(states.get(trial)).map(ByteArrayInputStream::new);
    }

    @Override
    public void write(TrialId trial, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        states.put(trial, bytes.toByteArray());
    }

    void forget(TrialId trial) {
        states.remove(trial);
    }
}
