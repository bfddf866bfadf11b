package dev.kappasweep.server;

import dev.kappasweep.service.ServiceListener;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The views of the sweeps that were looked at last, of so many trials together as memory has room for. */
final class Views implements ServiceListener {
    private static final long MOST_TRIALS = 500_000;

    private final SweepService service;
    private final Map<String, Held> views = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Held {
        private final String file;
        private final CompletableFuture<SweepView> loaded = new CompletableFuture<>();
        private volatile @Nullable SweepView view;

        Held(String file) {
            this.file = file;
        }
    }

    Views(SweepService service) {
        this.service = service;
    }

    /** Empty before its first run has begun. */
    Optional<SweepView> of(SweepState sweep) {
        if (!Files.exists(sweep.directory().resolve("sweep.json"))) {
            return Optional.empty();
        }
        Held held;
        boolean isNew = false;
        synchronized (this) {
            held = views.get(sweep.id());
            if (held == null || !held.file.equals(sweep.file())) {
                held = new Held(sweep.file());
                views.put(sweep.id(), held);
                isNew = true;
            }
        }
        if (isNew) {
            load(sweep, held);
        }
        return Optional.of(await(held));
    }

    private void load(SweepState sweep, Held held) {
        try {
            Path directory = sweep.directory();
            SweepView view = SweepView.of(held.file, service.validate(held.file).spec(), directory);
            held.view = view; // told of what ends from here on
            held.loaded.complete(view.load());
            forgetOldest();
        } catch (RuntimeException | Error e) {
            removed(sweep.id());
            held.loaded.completeExceptionally(e);
        }
    }

    private static SweepView await(Held held) {
        try {
            return held.loaded.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void forgetOldest() {
        long trials = 0;
        for (Held held : views.values()) {
            SweepView view = held.view;
            trials += view == null ? 0 : view.trials().size();
        }
        while (trials > MOST_TRIALS && views.size() > 1) {
            Held oldest = views.remove(views.keySet().iterator().next());
            SweepView view = oldest == null ? null : oldest.view;
            trials -= view == null ? 0 : view.trials().size();
        }
    }

    @Override
    public void trialEnded(String sweep, TrialResult result) {
        Held held;
        synchronized (this) {
            held = views.get(sweep);
        }
        SweepView view = held == null ? null : held.view;
        if (view != null) {
            view.add(result);
        }
    }

    @Override
    public synchronized void removed(String sweep) {
        views.remove(sweep);
    }
}
