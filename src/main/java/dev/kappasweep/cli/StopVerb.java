package dev.kappasweep.cli;

import dev.kappasweep.results.Holder;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        footer = {"", "Examples:", "  kappasweep stop runs/table1"},
        description = {
            "Stop the process on this machine that runs a sweep, as Ctrl-C does, and wait for its end.",
            "What has ended stays, and the same run command goes on."
        })
final class StopVerb implements Callable<Integer> {
    private static final int MOST_SECONDS = 60;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    StopVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        LiveRun run = new LiveRunFile(directory)
                .read()
                .filter(said -> said.isAlive(Instant.now()))
                .orElseThrow(() -> new InvalidInputException(
                        "results: no process runs the sweep in " + directory + ", expected one that is running"));
        ProcessHandle process = process(run.holder());
        process.destroy();
        try {
            process.onExit().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            console.say("kappasweep: " + run.holder().text() + " was told to stop and still runs after " + MOST_SECONDS
                    + " s");
            return ExitCode.FAILED;
        }
        console.say("stopped " + run.holder().text() + "; the same run command goes on");
        return ExitCode.OK;
    }

    private ProcessHandle process(Holder holder) {
        if (!holder.isLocal()) {
            throw new InvalidInputException("results: " + directory + " is run by " + holder.text()
                    + ", expected a process of this machine; stop it there");
        }
        ProcessHandle process = ProcessHandle.of(holder.pid())
                .filter(one -> !holder.hasEnded())
                .orElseThrow(() -> new InvalidInputException("results: " + holder.text() + " has just ended"));
        if (arguments(process).contains("serve")) {
            throw new InvalidInputException("results: " + directory + " is run by a server (" + holder.text()
                    + "), expected a process of its own; see kappasweep pause --help");
        }
        return process;
    }

    private static List<String> arguments(ProcessHandle process) {
        return List.of(process.info().arguments().orElse(new String[0]));
    }
}
