package dev.kappasweep.service;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.files.Store;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.service.RefusedException.Cause;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.Sha256;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Many sweeps on one launcher, of which the queue is kept in a directory: what was accepted is durable before a method returns, and a
 * service that begins in a directory goes on where the last one was, however that ended. Safe for use by several threads.
 */
public final class SweepService implements AutoCloseable {
    /** So many sweeps are under way at once unless something else is said. */
    public static final int UNDER_WAY = 16;

    private static final int LONGEST_REASON = 300;
    private static final String SERVER_ENDS = "the server ends";
    private static final int LONGEST_OWNER = 64;
    private static final Set<RunState> GOING = Set.of(RunState.QUEUED, RunState.STARTING, RunState.RUNNING);
    private static final Set<RunState> WAITING = Set.of(RunState.QUEUED, RunState.PAUSED);

    private final QueueFiles queue;
    private final RootLock lock;
    private final SweepLauncher launcher;
    private final SweepRules rules;
    private final Clock clock;
    private final int underWay;
    private final ExecutorService changes =
            Executors.newSingleThreadExecutor(task -> daemon(task, "kappasweep-service-states"));
    private final Map<String, HeldSweep> sweeps = new ConcurrentHashMap<>();
    private final List<ServiceListener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private long lastNumber;
    private volatile boolean isClosing;

    private SweepService(
            QueueFiles queue, RootLock lock, SweepLauncher launcher, SweepRules rules, int underWay, Clock clock) {
        this.queue = queue;
        this.lock = lock;
        this.launcher = launcher;
        this.rules = rules;
        this.underWay = underWay;
        this.clock = clock;
    }

    /**
     * Takes the directory and goes on with the sweeps that it finds there.
     *
     * @param root is created if need be
     * @param data in which the directories of images lie that sweep files may name
     * @param underWay how many sweeps may be at once; positive
     * @throws InvalidInputException if another service has the directory, or it cannot be read or written
     */
    public static SweepService start(Path root, Path data, SweepLauncher launcher, int underWay, Clock clock) {
        return start(root, Store.of(root), data, launcher, underWay, clock);
    }

    static SweepService start(Path root, Store store, Path data, SweepLauncher launcher, int underWay, Clock clock) {
        try {
            RootLock lock = RootLock.take(root, store);
            SweepService service = new SweepService(
                    new QueueFiles(root, store), lock, launcher, new SweepRules(data), underWay, clock);
            try {
                service.recover();
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
            return service;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "root: " + root + " cannot be used (" + OneLine.of(String.valueOf(e), LONGEST_REASON)
                            + "), expected a directory that can be read and written",
                    e);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private synchronized void recover() throws IOException {
        queue.prepare();
        lastNumber = queue.lastNumber();
        for (Entry entry : queue.read(notices::add)) {
            if (entry.isDeleted()) {
                queue.deleteResults(entry.id());
            } else {
                hold(entry);
            }
        }
        schedule();
    }

    private HeldSweep hold(Entry entry) {
        HeldSweep sweep = new HeldSweep(entry, changes, clock);
        sweeps.put(entry.id(), sweep);
        sweep.machine().listen(change -> stateChanged(sweep, change));
        return sweep;
    }

    /** What was found damaged, in a line each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Tells {@code listener} all that comes. */
    public void listen(ServiceListener listener) {
        listeners.add(listener);
    }

    private void tell(Consumer<ServiceListener> what) {
        listeners.forEach(what);
    }

    /**
     * Reads a sweep file as {@link #submit} would.
     *
     * @throws InvalidInputException if anything is wrong, with a line for each problem
     */
    public SweepFile validate(String text) {
        SweepFile file = read(text);
        requireEarlier(file.spec());
        return file;
    }

    /**
     * Reads the file of a sweep that was accepted; what its search knew from the start may have been deleted since.
     *
     * @throws InvalidInputException if it was right for an earlier version of this program
     */
    public SweepFile read(String text) {
        return rules.read(text);
    }

    private void requireEarlier(SweepSpec spec) {
        spec.searched().stream().flatMap(search -> search.from().stream()).forEach(from -> {
            if (!sweeps.containsKey(from)) {
                throw new InvalidInputException(SweepRules.NAME + ": search.from: '" + from
                        + "' is not allowed, expected ids of sweeps of this server");
            }
        });
    }

    /**
     * Takes a sweep. One that is handed in again with its key is the same sweep, whatever has become of it since.
     *
     * @throws InvalidInputException if anything is wrong with its file
     * @throws RefusedException if another content was handed in with its key
     * @throws UncheckedIOException if it cannot be kept; it is not accepted then
     */
    public Submitted submit(Submission submission) {
        SweepFile file = rules.read(submission.file());
        synchronized (this) {
            Optional<HeldSweep> before = submission.key().flatMap(this::heldByKey);
            if (before.isPresent()) {
                requireSame(before.get().entry(), submission);
                return new Submitted(state(before.get()), false);
            }
            requireEarlier(file.spec());
            HeldSweep sweep = hold(create(submission, file.spec()));
            tell(listener -> listener.changed(sweep.entry().id()));
            schedule();
            return new Submitted(state(sweep), true);
        }
    }

    /**
     * The answer to a submission.
     *
     * @param isNew whether it was not there before
     */
    public record Submitted(SweepState sweep, boolean isNew) {}

    /** It may have been extended since it was handed in. */
    private static void requireSame(Entry before, Submission submission) {
        if (!before.original().equals(Sha256.hex(submission.file()))
                && !before.file().equals(submission.file())) {
            throw new RefusedException(
                    Cause.CONFLICT,
                    "key " + before.key().orElse("") + " is that of sweep " + before.id()
                            + ", whose file is another one; expected the same file, another key, or to extend that sweep");
        }
    }

    private Entry create(Submission submission, SweepSpec spec) {
        while (true) {
            long number = ++lastNumber;
            Entry entry = new Entry(
                    spec.name() + "-" + number,
                    number,
                    spec.name(),
                    submission.key(),
                    OneLine.of(submission.owner(), LONGEST_OWNER),
                    submission.file(),
                    Sha256.hex(submission.file()),
                    1,
                    submission.priority(),
                    Wanted.RUN,
                    new StateMachine.Change(RunState.QUEUED, "", clock.instant()),
                    clock.instant(),
                    Optional.empty(),
                    Counts.none(spec.mostTrials()),
                    false);
            try {
                lock.requireOurs();
                queue.create(entry);
                return entry;
            } catch (FileAlreadyExistsException e) {
                // left by somebody else: the next number
            } catch (IOException e) {
                throw new UncheckedIOException("the sweep cannot be kept", e);
            }
        }
    }

    /** All sweeps, the last that came first. */
    public List<SweepState> list() {
        return sweeps.values().stream()
                .map(this::state)
                .sorted(Comparator.comparingLong(SweepState::number).reversed())
                .toList();
    }

    /** The sweep that was handed in with this key. */
    public Optional<SweepState> byKey(String key) {
        return heldByKey(key).map(this::state);
    }

    private Optional<HeldSweep> heldByKey(String key) {
        return sweeps.values().stream()
                .filter(sweep -> sweep.entry().key().equals(Optional.of(key)))
                .findFirst();
    }

    /**
     * The sweep of this id.
     *
     * @throws RefusedException if there is none
     */
    public SweepState get(String id) {
        return state(held(id));
    }

    private HeldSweep held(String id) {
        HeldSweep sweep = sweeps.get(id);
        if (sweep == null) {
            throw new RefusedException(Cause.NOT_FOUND, "there is no sweep " + OneLine.of(id, LONGEST_REASON));
        }
        return sweep;
    }

    private SweepState state(HeldSweep sweep) {
        return sweep.state(queue.directory(sweep.entry().id()));
    }

    /** Trials that run at once now. */
    public int slots() {
        return launcher.slots();
    }

    /** Stops the trials of a sweep, which keep their states, until {@link #resume}; does nothing if that was asked before. */
    public synchronized SweepState pause(String id, String reason) {
        HeldSweep sweep = held(id);
        RunState state = sweep.machine().state();
        if (state.isEnd() || state == RunState.STOPPING) {
            throw conflict(sweep, "paused", "one that is queued or runs");
        }
        keep(sweep, sweep.entry().with(Wanted.PAUSED));
        sweep.because(shown(reason));
        if (!sweep.isUnderWay()) {
            sweep.machine().become(Set.of(RunState.QUEUED), RunState.PAUSED, shown(reason));
        } else {
            launcher.pause(id, shown(reason));
        }
        return state(sweep);
    }

    /** Goes on with a sweep that is paused, was stopped or has failed; does nothing if it is queued or runs. */
    public synchronized SweepState resume(String id, String reason) {
        HeldSweep sweep = held(id);
        RunState state = sweep.machine().state();
        if (state == RunState.COMPLETED || state == RunState.STOPPING) {
            throw conflict(sweep, "resumed", "one that is paused, was stopped or has failed");
        }
        return goOn(sweep, shown(reason));
    }

    /** Trains the failed trials of a sweep that has ended again, with all else that is missing. */
    public synchronized SweepState retry(String id, String reason) {
        HeldSweep sweep = held(id);
        if (!sweep.machine().state().isEnd()) {
            throw conflict(
                    sweep, "retried", "one that has ended; when a paused one goes on it tries failed trials again");
        }
        boolean isSearch = rules.read(sweep.entry().file()).spec().searched().isPresent();
        if (isSearch && sweep.machine().state() == RunState.COMPLETED) {
            throw conflict(sweep, "retried", "a grid; a search has learnt from what failed, and goes on by extend");
        }
        if (sweep.counts().done() == sweep.counts().total()) {
            throw conflict(sweep, "retried", "one with trials that have failed or are missing");
        }
        return goOn(sweep, shown(reason));
    }

    private StateMachine.Change queued(String reason) {
        return new StateMachine.Change(RunState.QUEUED, reason, clock.instant());
    }

    private SweepState goOn(HeldSweep sweep, String reason) {
        RunState state = sweep.machine().state();
        boolean goesOn = sweep.entry().wanted() == Wanted.RUN && GOING.contains(state);
        if (sweep.isUnderWay() && !goesOn) {
            keep(sweep, sweep.entry().askedAgain()); // it goes on when this run has returned
        } else if (!sweep.isUnderWay() && state != RunState.QUEUED) {
            keep(sweep, sweep.entry().askedAgain().with(queued(reason)));
            sweep.machine().become(RunState.QUEUED, reason);
        }
        schedule();
        return state(sweep);
    }

    /** Stops a sweep for good; what is committed stays. Does nothing if it has ended. */
    public synchronized SweepState cancel(String id, String reason) {
        HeldSweep sweep = held(id);
        if (!sweep.machine().state().isEnd()) {
            keep(sweep, sweep.entry().with(Wanted.STOPPED));
            sweep.because(shown(reason));
            if (!sweep.isUnderWay()) {
                sweep.machine().become(WAITING, RunState.STOPPED, shown(reason));
            } else {
                launcher.cancel(id, shown(reason));
            }
        }
        return state(sweep);
    }

    /**
     * Gives a sweep a wider file. One that runs goes on with it within about two seconds; one that has ended is queued again; one that is
     * paused stays so.
     *
     * @throws InvalidInputException if the file is wrong, or of another sweep
     */
    public SweepState extend(String id, String text) {
        SweepFile file = rules.read(text);
        synchronized (this) {
            HeldSweep sweep = held(id);
            if (sweep.machine().state() == RunState.STOPPING) {
                throw conflict(sweep, "extended", "one that is not being stopped");
            }
            SweepRules.requireWider(rules.read(sweep.entry().file()).spec(), file.spec());
            if (sweep.entry().file().equals(text)) {
                return state(sweep);
            }
            return extend(sweep, text, file.spec());
        }
    }

    private SweepState extend(HeldSweep sweep, String text, SweepSpec spec) {
        int points = Counts.none(spec.mostTrials()).total();
        Counts counts = sweep.counts();
        Entry extended = sweep.entry().extended(text, new Counts(points, counts.ended(), counts.best()));
        boolean hasEnded = sweep.machine().state().isEnd() && !sweep.isUnderWay();
        keep(
                sweep,
                hasEnded
                        ? extended.with(Wanted.RUN).with(new StateMachine.Change(RunState.QUEUED, "", clock.instant()))
                        : extended);
        tell(listener -> listener.changed(extended.id()));
        if (hasEnded) {
            sweep.machine().become(RunState.QUEUED, "");
            schedule();
        } else {
            reconcile(sweep);
        }
        return state(sweep);
    }

    /** Gives a sweep another priority, which also holds for the share of trials it gets. */
    public synchronized SweepState prioritise(String id, int priority) {
        Submission.requirePriority(priority);
        HeldSweep sweep = held(id);
        keep(sweep, sweep.entry().withPriority(priority));
        launcher.prioritise(id, priority);
        tell(listener -> listener.changed(id));
        return state(sweep);
    }

    /**
     * Deletes a sweep that is not under way, with what was written.
     *
     * @throws RefusedException if it is under way
     */
    public synchronized void delete(String id) {
        HeldSweep sweep = held(id);
        if (sweep.isUnderWay()) {
            throw conflict(sweep, "deleted", "one that is paused or has ended");
        }
        keep(sweep, sweep.entry().deleted());
        sweeps.remove(id);
        tell(listener -> listener.removed(id));
        try {
            queue.deleteResults(id);
        } catch (IOException e) {
            notices.add("what sweep " + id + " has written cannot be deleted (" + OneLine.of(String.valueOf(e))
                    + "); the next start of the server tries again");
        }
    }

    private static RefusedException conflict(HeldSweep sweep, String what, String expected) {
        return new RefusedException(
                Cause.CONFLICT,
                "sweep " + sweep.entry().id() + " is " + sweep.machine().state() + " and cannot be " + what
                        + ", expected " + expected);
    }

    private static String shown(String reason) {
        return OneLine.of(reason, LONGEST_REASON);
    }

    private void keep(HeldSweep sweep, Entry entry) {
        try {
            lock.requireOurs();
            queue.replace(entry);
            sweep.stored(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("sweep " + entry.id() + " cannot be kept", e);
        }
    }

    /** Starts those that are next. */
    private void schedule() {
        long free = underWay
                - sweeps.values().stream().filter(HeldSweep::isUnderWay).count();
        if (free > 0 && !isClosing) {
            List<HeldSweep> next = sweeps.values().stream()
                    .filter(sweep -> !sweep.isUnderWay() && sweep.machine().state() == RunState.QUEUED)
                    .sorted(Comparator.<HeldSweep>comparingInt(
                                    sweep -> -sweep.entry().priority())
                            .thenComparingLong(sweep -> sweep.entry().number()))
                    .limit(free)
                    .toList();
            next.forEach(this::launch);
        }
    }

    private void launch(HeldSweep sweep) {
        Entry entry = sweep.entry();
        try {
            SweepFile file = rules.read(entry.file());
            Tally tally = new Tally(file.spec());
            sweep.begin(new HeldSweep.Run(entry.revision(), tally, Optional.empty()));
            daemon(() -> run(sweep, entry, file, tally), "kappasweep-run-" + entry.id())
                    .start();
        } catch (InvalidInputException e) { // it was right for an earlier version of this program
            sweep.machine().become(RunState.FAILED, shown(String.valueOf(e.getMessage())));
        }
    }

    private void run(HeldSweep sweep, Entry entry, SweepFile file, Tally tally) {
        StateMachine state = sweep.machine();
        try {
            Path directory = queue.directory(entry.id());
            if (Files.exists(directory.resolve("sweep.json"))) {
                tally.add(StoredResults.read(directory));
            }
            SweepOutcome outcome = launcher.run(new SweepLauncher.Launch(
                    entry.id(), file, directory, state, entry.priority(), new Told(entry.id(), sweep, tally)));
            settle(state, outcome);
        } catch (RuntimeException | Error e) {
            fail(state, e);
        } finally {
            ended(sweep);
        }
    }

    /** Where the launcher has left a state that it should not have. */
    private static void settle(StateMachine state, SweepOutcome outcome) {
        String reason = shown(outcome.stopReason());
        state.become(Set.of(RunState.QUEUED), RunState.STARTING, "");
        if (outcome.notRun() > 0) {
            state.become(Set.of(RunState.STARTING, RunState.RUNNING), RunState.STOPPING, reason);
        }
        state.become(Set.of(RunState.PAUSING), RunState.PAUSED, state.last().reason());
        state.become(Set.of(RunState.STOPPING), RunState.STOPPED, state.last().reason());
        state.become(Set.of(RunState.STARTING, RunState.RUNNING), RunState.COMPLETED, "");
    }

    private static void fail(StateMachine state, Throwable error) {
        String message = error instanceof InvalidInputException || error instanceof UncheckedIOException
                ? String.valueOf(error.getMessage())
                : error.getClass().getSimpleName() + ": " + error.getMessage();
        for (RunState now : RunState.values()) {
            if (!now.isEnd()) {
                state.become(Set.of(now), RunState.FAILED, shown(message));
            }
        }
    }

    private synchronized void ended(HeldSweep sweep) {
        boolean isAskedAgain = sweep.isAskedAgain();
        Counts counts = sweep.counts();
        int total = isAskedAgain ? sweep.entry().counts().total() : counts.total();
        sweep.keep(sweep.entry().with(new Counts(total, counts.ended(), counts.best())));
        sweep.end();
        if (!isClosing) {
            follow(sweep, isAskedAgain);
        }
        keepState(sweep);
        schedule();
        notifyAll();
    }

    /** Does what was asked while it could not be done. */
    private static void follow(HeldSweep sweep, boolean isAskedAgain) {
        RunState state = sweep.machine().state();
        Wanted wanted = sweep.entry().wanted();
        if (wanted == Wanted.RUN && (state == RunState.PAUSED || isAskedAgain)) {
            sweep.machine().become(RunState.QUEUED, "");
        } else if (wanted == Wanted.STOPPED) {
            sweep.machine()
                    .become(WAITING, RunState.STOPPED, sweep.machine().last().reason());
        }
    }

    /** On the thread of changes. */
    private void stateChanged(HeldSweep sweep, StateMachine.Change change) {
        synchronized (this) {
            if (sweeps.get(sweep.entry().id()) != sweep) {
                return;
            }
            keepState(sweep);
            reconcile(sweep);
        }
        if (!sweep.isInitial(change)) {
            tell(listener -> listener.stateChanged(sweep.entry().id(), change));
        }
    }

    /** That it cannot be written loses nothing: the next start begins with the state before, and finds what is committed. */
    private void keepState(HeldSweep sweep) {
        Entry entry = sweep.entry();
        StateMachine.Change last = sweep.last();
        if (sweep.isAskedAgain() && entry.wanted() == Wanted.RUN && last.state().isEnd()) {
            return; // it goes on
        }
        Entry now = entry.with(last);
        boolean isOfTheEnding = isClosing && last.state() != RunState.COMPLETED;
        if (now.equals(sweep.stored()) || isOfTheEnding) {
            return;
        }
        try {
            keep(sweep, now);
        } catch (UncheckedIOException e) {
            sweep.keep(now);
            notices.add(OneLine.of(e.getMessage() + " (" + e.getCause() + ")"));
        }
    }

    /** Asks the launcher again for what it may not have heard, since a sweep was just starting. */
    private void reconcile(HeldSweep sweep) {
        Entry entry = sweep.entry();
        boolean runs = sweep.machine().state() == RunState.RUNNING && sweep.isUnderWay();
        if (runs && entry.wanted() == Wanted.STOPPED) {
            launcher.cancel(entry.id(), sweep.reason());
        } else if (runs && entry.wanted() == Wanted.PAUSED) {
            launcher.pause(entry.id(), sweep.reason());
        } else if (runs && (sweep.isAskedAgain() || isClosing)) {
            launcher.pause(entry.id(), isClosing ? SERVER_ENDS : "extended");
        }
    }

    /**
     * Stops the trials, which keep their states, and leaves the queue as it is, so that the next service goes on.
     *
     * @param longest to wait for it
     */
    public void close(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        awaitChanges(longest);
        isClosing = true;
        List<HeldSweep> running = new ArrayList<>();
        synchronized (this) {
            sweeps.values().stream().filter(HeldSweep::isUnderWay).forEach(running::add);
        }
        running.forEach(sweep -> launcher.pause(sweep.entry().id(), SERVER_ENDS));
        awaitEnds(deadline);
        changes.shutdown();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the root cannot be released", e);
        }
    }

    /** Until what has been entered before is kept. */
    private void awaitChanges(Duration longest) {
        try {
            changes.submit(() -> {}).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The next service begins with the states before.
        }
    }

    private synchronized void awaitEnds(long deadline) {
        try {
            while (sweeps.values().stream().anyMatch(HeldSweep::isUnderWay)) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.of(20, ChronoUnit.SECONDS));
    }

    /** What the run of a sweep tells. */
    private final class Told implements SweepListener {
        private final String id;
        private final HeldSweep sweep;
        private final Tally tally;

        Told(String id, HeldSweep sweep, Tally tally) {
            this.id = id;
            this.sweep = sweep;
            this.tally = tally;
        }

        @Override
        public void started(RunProgress progress) {
            synchronized (SweepService.this) {
                sweep.started(progress);
                sweep.keep(sweep.entry().begun(clock.instant()));
            }
            tell(listener -> listener.changed(id));
        }

        @Override
        public void trialStarted(TrialId trial) {
            tell(listener -> listener.trialStarted(id, trial));
        }

        @Override
        public void layersMeasured(TrialId trial, List<LayerMeasurement> layers) {
            tell(listener -> listener.layersMeasured(id, trial, layers));
        }

        @Override
        public void epochEnded(TrialId trial, EpochMeasurement epoch) {
            tell(listener -> listener.epochEnded(id, trial, epoch));
        }

        @Override
        public void noticed(TrialId trial, String text) {
            tell(listener -> listener.noticed(id, trial + " " + text));
        }

        @Override
        public void noticed(String text) {
            tell(listener -> listener.noticed(id, text));
        }

        @Override
        public void trialEnded(TrialResult result) {
            tally.add(result);
            tell(listener -> listener.trialEnded(id, result));
        }
    }
}
