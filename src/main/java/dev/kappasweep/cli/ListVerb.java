package dev.kappasweep.cli;

import dev.kappasweep.inspect.SweepStatus;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        footer = {"", "Examples:", "  kappasweep list", "  kappasweep list /shared/runs"},
        description = "List the sweeps in the directories below one, with how far each is.")
final class ListVerb implements Callable<Integer> {
    private static final int DEPTH = 4;
    private static final String MANIFEST = "sweep.json";
    private static final List<String> HEADER =
            List.of("directory", "sweep", "trials", "done", "failed", "state", "age");

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "ROOT", description = "Where to look (default: ${DEFAULT-VALUE}).")
    private Path root = Path.of("runs");

    ListVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        directories().forEach(directory -> rows.add(row(directory)));
        if (rows.isEmpty()) {
            console.say("no sweep below " + root);
        } else {
            console.result(String.join("\n", new AlignedRows(HEADER, rows).lines()) + "\n");
        }
        return ExitCode.OK;
    }

    private List<Path> directories() {
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException("root: " + root + " is no directory, expected one that holds results");
        }
        try (Stream<Path> below =
                Files.find(root, DEPTH, (path, attributes) -> attributes.isRegularFile() && path.endsWith(MANIFEST))) {
            return below.map(file -> file.resolve("..").normalize()).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInputException("root: " + root + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static List<String> row(Path directory) {
        try {
            return row(directory, Instant.now());
        } catch (InvalidInputException e) {
            return List.of(directory.toString(), "-", "-", "-", "-", "unreadable, see status", "-");
        }
    }

    private static List<String> row(Path directory, Instant now) {
        Optional<LiveRun> run = new LiveRunFile(directory).read();
        SweepStatus status = SweepStatus.of(ResultDirectory.readTrials(directory), run, now);
        int failed = status.ended(TrialStatus.FAILED).size()
                + status.ended(TrialStatus.TIMED_OUT).size();
        int done = status.total() - status.pending() - status.running().size() - failed;
        return List.of(
                directory.toString(),
                status.sweep().name(),
                Integer.toString(status.total()),
                Integer.toString(done),
                Integer.toString(failed),
                state(status),
                age(directory, now));
    }

    private static String state(SweepStatus status) {
        if (status.live().isPresent()) {
            return "running";
        }
        if (status.killed().isPresent()) {
            return "killed";
        }
        return status.pending() == 0 ? "ended" : "incomplete";
    }

    /** Since the last commit. */
    private static String age(Path directory, Instant now) {
        try {
            Instant last =
                    Files.getLastModifiedTime(directory.resolve("trials")).toInstant();
            Duration age = Duration.between(last, now);
            return age.toDays() > 1
                    ? age.toDays() + " days"
                    : age.toHours() > 1 ? age.toHours() + " hours" : Math.max(0, age.toMinutes()) + " min";
        } catch (IOException e) {
            return "-";
        }
    }
}
