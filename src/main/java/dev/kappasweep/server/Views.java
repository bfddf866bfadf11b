package dev.kappasweep.server;

import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.StoredEnds;
import dev.kappasweep.server.SweepView.Part;
import dev.kappasweep.service.ServiceListener;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The views of the sweeps that were looked at last, as many as memory has room for. They are read on threads of their own; nobody
 * waits for them here.
 */
final class Views implements ServiceListener, AutoCloseable {
    private static final int READERS = 2;

    /** Of the sweeps of a server, as many are read before anybody looks at them. */
    private static final int MOST_AHEAD = 20;

    /** Numbers in memory, of 8 bytes each. */
    private static final long MOST_NUMBERS = 20_000_000;

    /** Of the time to read a sweep, what is gone when its trials are known. */
    private static final double SHARE_OF_TRIALS = 0.4;

    private final SweepService service;
    private final Map<String, Held> views = new LinkedHashMap<>(16, 0.75f, true);
    private final ExecutorService readers =
            Executors.newFixedThreadPool(READERS, task -> daemon(task, "kappasweep-views"));
    private final ExecutorService ahead =
            Executors.newSingleThreadExecutor(task -> daemon(task, "kappasweep-views-ahead"));

    /** The view of a sweep, and what has come before there was one. */
    private static final class Held {
        private final String file;
        private final CompletableFuture<SweepView> made = new CompletableFuture<>();
        private final List<TrialResult> early = new ArrayList<>();
        private @Nullable SweepView view;

        Held(String file) {
            this.file = file;
        }

        /** Whether there is a view that does not know the trial, which a search has found since. */
        synchronized boolean lacks(TrialId trial) {
            SweepView there = view;
            return there != null && there.entry(trial).isEmpty();
        }

        synchronized void add(TrialResult result) {
            SweepView there = view;
            if (there == null) {
                early.add(result);
            } else {
                there.add(result);
            }
        }

        /** Whether it knows all that has come before. */
        synchronized boolean be(SweepView now) {
            view = now;
            boolean isWhole =
                    early.stream().allMatch(result -> now.entry(result.id()).isPresent());
            early.forEach(now::add);
            early.clear();
            return isWhole;
        }

        synchronized Optional<SweepView> view() {
            return Optional.ofNullable(view);
        }
    }

    Views(SweepService service) {
        this.service = service;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to read what changed last, one sweep after the other on a thread of its own and none more when half of the room is taken,
     * so that whoever looks at it first need not wait. One that cannot be read is told to whoever looks at it.
     */
    void readAhead() {
        ahead.execute(() -> {
            for (SweepState sweep : latest()) {
                if (numbers() > MOST_NUMBERS / 2 || Thread.currentThread().isInterrupted()) {
                    return;
                }
                held(sweep, Runnable::run);
            }
        });
    }

    private List<SweepState> latest() {
        return service.list().stream()
                .sorted(Comparator.comparing(SweepState::since).reversed())
                .filter(Views::hasRun)
                .limit(MOST_AHEAD)
                .toList();
    }

    private static boolean hasRun(SweepState sweep) {
        return Files.exists(sweep.directory().resolve("sweep.json"));
    }

    /**
     * That of a sweep, of which the trials are known; empty before its first run has begun.
     *
     * @throws NotReadException if they are not known yet
     */
    Optional<SweepView> of(SweepState sweep) {
        if (!hasRun(sweep)) {
            return Optional.empty();
        }
        Held held = held(sweep, readers);
        if (!held.made.isDone()) {
            throw new NotReadException("its trials are being read", held.made);
        }
        try {
            return Optional.of(held.made.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** That of a sweep that somebody has asked for, if it is there. */
    Optional<SweepView> made(String sweep) {
        return known(sweep).flatMap(Held::view);
    }

    private synchronized Optional<Held> known(String sweep) {
        return Optional.ofNullable(views.get(sweep));
    }

    /** @param reader reads it if it is not held yet */
    private Held held(SweepState sweep, Executor reader) {
        Held held;
        synchronized (this) {
            held = views.get(sweep.id());
            if (held != null && held.file.equals(sweep.file())) {
                return held;
            }
            held = new Held(sweep.file());
            views.put(sweep.id(), held); // told of what ends from here on
        }
        start(sweep, held, reader);
        return held;
    }

    private void start(SweepState sweep, Held held, Executor reader) {
        try {
            reader.execute(() -> make(sweep, held, reader));
        } catch (RejectedExecutionException e) {
            held.made.completeExceptionally(new IllegalStateException("the server ends"));
        }
    }

    private void make(SweepState sweep, Held held, Executor reader) {
        try {
            StoredEnds rows = StoredEnds.read(sweep.directory());
            SweepSpec spec = ResultDirectory.found(
                    sweep.directory(), service.read(held.file).spec());
            SweepView view = new SweepView(held.file, spec, rows);
            if (!held.be(view)) {
                forget(sweep.id(), held);
            }
            held.made.complete(view);
            for (Part part : Part.values()) {
                reader.execute(() -> read(sweep, held, view, part, rows));
            }
            forgetOldest();
        } catch (RuntimeException | Error e) {
            forget(sweep.id(), held);
            held.made.completeExceptionally(e);
        }
    }

    private void read(SweepState sweep, Held held, SweepView view, Part part, StoredEnds rows) {
        if (!view.read(part, rows)) {
            forget(sweep.id(), held); // the next request tries again
        }
    }

    /** The share that has been read of a view that somebody waits for; empty if nobody does. */
    OptionalDouble reading(String sweep) {
        double share = known(sweep)
                .map(held -> held.view()
                        .map(view -> SHARE_OF_TRIALS + (1 - SHARE_OF_TRIALS) * view.share())
                        .orElse(0.0))
                .orElse(1.0);
        return share < 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
    }

    private synchronized void forget(String sweep, Held held) {
        views.remove(sweep, held);
    }

    private synchronized long numbers() {
        return views.values().stream()
                .flatMap(held -> held.view().stream())
                .mapToLong(SweepView::size)
                .sum();
    }

    private synchronized void forgetOldest() {
        long numbers = numbers();
        while (numbers > MOST_NUMBERS && views.size() > 1) {
            Held oldest = views.remove(views.keySet().iterator().next());
            numbers -= oldest == null ? 0 : oldest.view().map(SweepView::size).orElse(0L);
        }
    }

    @Override
    public void trialStarted(String sweep, TrialId trial) {
        known(sweep).filter(held -> held.lacks(trial)).ifPresent(held -> forget(sweep, held));
    }

    @Override
    public void trialEnded(String sweep, TrialResult result) {
        trialStarted(sweep, result.id());
        known(sweep).ifPresent(held -> held.add(result));
    }

    @Override
    public synchronized void removed(String sweep) {
        views.remove(sweep);
    }

    @Override
    public void close() {
        ahead.shutdownNow();
        readers.shutdownNow();
    }
}
