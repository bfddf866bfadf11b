package dev.kappasweep.spark;

import dev.kappasweep.Latency;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** Keeps what it is told, as texts. */
class RecordingListener implements SweepListener {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstStart = new CountDownLatch(1);

    List<String> calls() {
        return calls;
    }

    void awaitFirstStart() throws InterruptedException {
        Assertions.assertThat(firstStart.await(Latency.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
    }

    @Override
    public void started(RunProgress progress) {
        calls.add("started " + progress.total() + " " + progress.alreadyDone());
    }

    @Override
    public void trialStarted(TrialId trial) {
        calls.add("trialStarted " + trial);
        firstStart.countDown();
    }

    @Override
    public void epochEnded(TrialId trial, EpochMeasurement epoch) {
        calls.add("epochEnded " + trial + " " + epoch.epoch());
    }

    @Override
    public void noticed(TrialId trial, String text) {
        calls.add("noticed " + trial + " " + text);
    }

    @Override
    public void noticed(String text) {
        calls.add("noticed " + text);
    }

    @Override
    public void trialEnded(TrialResult result) {
        calls.add("trialEnded " + result.id());
    }
}
