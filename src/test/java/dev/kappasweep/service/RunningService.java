package dev.kappasweep.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.files.Store;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A service on a launcher that a test steers. */
final class RunningService implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HandLauncher launcher = new HandLauncher();
    private final SweepService service;
    private final Object changes = new Object();

    RunningService(Path root, Store store, int underWay) {
        service = SweepService.start(root, store, root.resolve("data"), launcher, underWay, Clock.systemUTC());
        service.listen(new ServiceListener() {
            @Override
            public void changed(String sweep) {
                signal();
            }

            @Override
            public void stateChanged(String sweep, StateMachine.Change change) {
                signal();
            }
        });
    }

    static RunningService on(Path root) {
        return new RunningService(root, new LocalStore(Disk.LOCAL), SweepService.UNDER_WAY);
    }

    private void signal() {
        synchronized (changes) {
            changes.notifyAll();
        }
    }

    HandLauncher launcher() {
        return launcher;
    }

    SweepService service() {
        return service;
    }

    static String file(String name, String seeds) {
        return "name: " + name
                + "\ndataset: digits\nnetwork: {hidden: [8]}\ntraining: {epochs: 1}\naxes: {lambda: [0, 0.1], seed: ["
                + seeds + "]}\n";
    }

    String submit(String name, int priority) {
        return service.submit(new Submission(file(name, "1, 2"), Optional.empty(), "ada", priority))
                .sweep()
                .id();
    }

    String submit(String name) {
        return submit(name, 0);
    }

    /** Submits a sweep and waits until it runs. */
    String running(String name) {
        String id = submit(name);
        await(id, RunState.RUNNING);
        return id;
    }

    void await(String sweep, RunState state) {
        await(() -> service.get(sweep).state() == state);
    }

    /** Waits until it holds; looks whenever something has changed. */
    void await(BooleanSupplier wanted) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean holds = wanted.getAsBoolean();
        synchronized (changes) {
            while (!holds && System.nanoTime() < deadline) {
                try {
                    changes.wait(10);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                holds = wanted.getAsBoolean();
            }
        }
        assertThat(holds).isTrue();
    }

    @Override
    public void close() {
        long start = System.nanoTime();
        service.close(LONGEST);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }
}
