package dev.kappasweep.cli;

import dev.kappasweep.inspect.StatusJson;
import dev.kappasweep.inspect.SweepStatus;
import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        footer = {"", "Examples:", "  kappasweep status runs/table1 --watch"},
        description = "Show how far a sweep is, also while another process runs it: trials by state, time left, the "
                + "slowest trials, and failures with their reasons.")
final class StatusVerb implements Callable<Integer> {
    private static final int MILLIS = 1_000;
    private static final int MOST_SECONDS = 86_400;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print JSON, with all failures.")
    private boolean json;

    StatusVerb(Console console) {
        this.console = console;
    }

    @Option(
            names = "--watch",
            description =
                    "Show it again and again until no process runs the sweep; on a terminal it stays in its place.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            converter = DecimalArgument.class,
            description = "Time between two with --watch (default: ${DEFAULT-VALUE}).")
    private double every = 2;

    @Override
    public Integer call() throws InterruptedException {
        if (!(every > 0 && every <= MOST_SECONDS)) {
            throw new InvalidInputException("--every: " + every
                    + " is not allowed, expected a number of seconds above 0 and of at most " + MOST_SECONDS);
        }
        while (show() && watch) {
            Thread.sleep((long) Math.ceil(every * MILLIS));
            console.nextScreen();
        }
        return ExitCode.OK;
    }

    /** Returns whether a process runs the sweep. */
    private boolean show() {
        Instant now = Instant.now();
        // In this order, since a trial that ends meanwhile is then in both, and counted once, rather than in neither.
        Optional<LiveRun> run = new LiveRunFile(directory).read();
        SweepStatus status = SweepStatus.of(ResultDirectory.readTrials(directory), run, now);
        List<EvaluationGap> gaps = ResultDirectory.gaps(directory);
        console.result(
                json
                        ? Json.text(new StatusJson(status, gaps.size(), directory, now).json())
                        : new StatusReport(status, gaps, directory, now).text());
        return status.live().isPresent();
    }
}
