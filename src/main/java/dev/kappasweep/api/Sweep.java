package dev.kappasweep.api;

import dev.kappasweep.client.Profiles;
import dev.kappasweep.client.ServerClient;
import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.files.Places;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.spark.SparkOptions;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialText;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * A sweep to run from a program or a notebook: what is asked, where its results go, where it runs and who watches. Immutable;
 * each method that changes something returns another sweep. See docs/api.md.
 */
public final class Sweep {
    private final SweepSpec spec;
    private Path directory;
    private Optional<Path> dataDirectory = Optional.empty();
    private SparkPlace place = new SparkPlace.Own(new SparkOptions(Optional.empty()));
    private TrialFunction trials = new TrialRunner();
    private RunSpec options = RunSpec.DEFAULT;
    private Mixing mixing = Mixing.REFUSED;
    private Strategies strategies = Strategies.KNOWN;
    private List<SweepListener> listeners = List.of();
    private Optional<String> command = Optional.empty();
    private Optional<RemoteExecution> remote = Optional.empty();

    private Sweep(SweepSpec spec) {
        this.spec = spec;
        this.directory = Path.of("runs", spec.name());
    }

    private Sweep(Sweep other) {
        spec = other.spec;
        directory = other.directory;
        dataDirectory = other.dataDirectory;
        place = other.place;
        trials = other.trials;
        options = other.options;
        mixing = other.mixing;
        strategies = other.strategies;
        listeners = other.listeners;
        command = other.command;
        remote = other.remote;
    }

    /** A copy with what {@code change} sets, which nobody else has seen yet. */
    private Sweep with(Consumer<Sweep> change) {
        Sweep copy = new Sweep(this);
        change.accept(copy);
        return copy;
    }

    /**
     * The sweep of a file such as {@code conf/quickstart.yaml}.
     *
     * @param settings keys to replace, each {@code KEY=VALUE} as after {@code --set}: {@code "axes.lambda=0,0.1"}
     * @throws InvalidInputException if anything is wrong, with a line for each problem
     */
    public static Sweep read(Path file, String... settings) {
        return of(SweepFileReader.read(file, List.of(settings)), SweepFileReader.merged(file, List.of(settings)));
    }

    /** The sweep of a text with the keys of a sweep file, as {@link #read} reads them. */
    public static Sweep parse(String yaml, String... settings) {
        return of(
                SweepFileReader.parse(yaml, "sweep", List.of(settings)),
                SweepFileReader.merged(yaml, "sweep", List.of(settings)));
    }

    private static Sweep of(SweepFile file, String text) {
        RemoteExecution asRead = RemoteExecution.of(text, file.run());
        return of(file.spec()).options(file.run()).with(copy -> copy.remote = Optional.of(asRead));
    }

    /** Results go to {@code runs/NAME}, and trials run on all cores of this machine, unless something else is said. */
    public static Sweep of(SweepSpec spec) {
        return new Sweep(spec);
    }

    /** Writes the results to {@code results}: a directory that is new, empty, or holds results of the same sweep. */
    public Sweep out(Path results) {
        return with(copy -> copy.directory = results);
    }

    /** As {@link #out(Path)}, on any file system that Hadoop knows: {@code s3a://bucket/runs/mine}. */
    public Sweep out(URI results) {
        return out(Places.path(results));
    }

    /** Looks for data sets in {@code data} only. */
    public Sweep dataDirectory(Path data) {
        return with(copy -> copy.dataDirectory = Optional.of(data));
    }

    /**
     * Runs on a Spark that is started for this sweep and stopped after it.
     *
     * @param url such as {@code local[2]} or {@code spark://host:7077}
     * @throws InvalidInputException if it is not the URL of a Spark master
     */
    public Sweep master(String url) {
        return on(new SparkPlace.Own(new SparkOptions(Optional.of(url))));
    }

    /** Runs on {@code session}, which stays open; it must serialise with Java, as Spark does unless told otherwise. */
    public Sweep on(SparkSession session) {
        return on(new SparkPlace.Given(session));
    }

    /**
     * Runs on a server, and copies the results to {@link #directory} at the end. The sweep must be one that was read from a file or a text,
     * and is sent as that text says it.
     *
     * @param server a URL, the link that the server printed, or the name of a profile
     * @throws InvalidInputException if it is none of these, or the sweep was not read
     */
    public Sweep at(String server) {
        RemoteExecution there = remote.orElseThrow(() -> new InvalidInputException(
                        "at: the sweep was made by a program, expected one of Sweep.read or Sweep.parse"))
                .at(new ServerClient(Profiles.ofUser(System.getenv()).server(Optional.of(server))));
        return with(copy -> copy.remote = Optional.of(there));
    }

    private Sweep on(SparkPlace other) {
        return with(copy -> copy.place = other);
    }

    /** Runs trials as {@code run} says: timeout, limit of failures, canaries, checkpoints. */
    public Sweep options(RunSpec run) {
        return with(copy -> copy.options = run);
    }

    /** Says whether the directory may hold results of trials that mean something else; without this it may not. */
    public Sweep mixing(Mixing allowed) {
        return with(copy -> copy.mixing = allowed);
    }

    /**
     * Lets a search be decided by a strategy of the program's own, in the place of the one that the sweep names, whose rungs it has:
     * {@code search.strategy: asha} has some, {@code random} has none. A search that is continued needs the same.
     */
    public Sweep strategies(Strategies other) {
        return with(copy -> copy.strategies = other);
    }

    /** Lets the log say what starts the sweep, and what goes on with it. */
    public Sweep command(String line) {
        return with(copy -> copy.command = Optional.of(line));
    }

    /** Tells {@code listener} as well. */
    public Sweep listener(SweepListener listener) {
        List<SweepListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return with(copy -> copy.listeners = List.copyOf(more));
    }

    /** Passes a line to {@code reader}, on another thread, when trials have ended, at most one a second and the last one. */
    public Sweep progress(Consumer<String> reader) {
        return listener(new ProgressLines(new TrialText(spec), reader));
    }

    /** Trains by {@code function} in place of {@link TrialRunner}; it goes to the executors by Java serialisation. */
    public Sweep trials(TrialFunction function) {
        return with(copy -> copy.trials = function);
    }

    public SweepSpec spec() {
        return spec;
    }

    /** Where the results are, or will be. */
    public Path directory() {
        return directory;
    }

    /** Trains, on another thread, the trials that have no result yet, and returns at once. */
    public SweepRun start() {
        if (remote.isPresent() && remote.get().isSomewhere()) {
            RemoteExecution there = remote.get();
            there.requireAsRead(options, dataDirectory, mixing, strategies, listeners);
            return SweepRun.start(cancellation -> there.run(directory, cancellation));
        }
        return SweepRun.start(new SweepExecution(
                spec,
                directory,
                dataDirectory,
                place,
                trials,
                options,
                mixing,
                strategies,
                Places::path,
                listeners,
                command)::run);
    }

    /**
     * Trains the trials that have no result yet, and returns when all have one.
     *
     * @throws InvalidInputException if the data set, the directory or the master is not usable; nothing is written then
     * @throws java.io.UncheckedIOException if a result cannot be written; those before it stay
     * @throws InterruptedException if the calling thread is interrupted, as by the stop button of a notebook: the running trials
     *     are stopped then, and results committed before stay
     */
    public SweepOutcome run() throws InterruptedException {
        return start().await();
    }

    /** As {@link SweepResults#read} of this sweep's directory. */
    public SweepResults results() {
        return SweepResults.read(directory);
    }
}
