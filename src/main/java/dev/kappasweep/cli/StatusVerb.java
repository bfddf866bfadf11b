package dev.kappasweep.cli;

import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.results.ResultStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = {
            "Show how far a sweep is, also while another process runs it: trials by state, time left, the slowest",
            "trials, and failures with their reasons."
        })
final class StatusVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print JSON, with all failures.")
    private boolean json;

    StatusVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        // In this order, since a trial that ends meanwhile is then in both, and counted once, rather than in neither.
        Optional<LiveRun> run = new LiveRunFile(directory).read();
        SweepStatus status = SweepStatus.of(ResultStore.readTrials(directory), run, now);
        StatusReport report = new StatusReport(status, ResultStore.gaps(directory), directory, now);
        console.result(json ? Json.text(report.json()) : report.text());
        return ExitCode.OK;
    }
}
