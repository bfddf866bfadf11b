package dev.kappasweep.cli;

import dev.kappasweep.api.SweepLog;
import dev.kappasweep.inspect.SweepStatus;
import dev.kappasweep.inspect.TrialDescription;
import dev.kappasweep.results.CommittedTrials;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "describe",
        footer = {"", "Examples:", "  kappasweep describe runs/table1 3f9a"},
        description = {
            "Show everything that is known of one trial: what was asked, how it ended, every epoch, layer and "
                    + "evaluation, where it ran and what happened to its attempts.",
            "Also while another process runs it."
        })
final class DescribeVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "TRIAL", description = "The first digits of the trial's id.")
    private String trial = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DescribeVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Optional<LiveRun> run = new LiveRunFile(directory).read();
        CommittedTrials committed = ResultDirectory.readTrials(directory);
        SweepStatus status = SweepStatus.of(committed, run, now);
        Set<TrialId> known = Stream.concat(
                        status.specs().keySet().stream(),
                        committed.trials().stream().map(TrialRow::id))
                .collect(Collectors.toSet());
        TrialId id = TrialIds.find(trial, known);
        ResultTables rows = ResultDirectory.read(directory, id);
        TrialDescription description = TrialDescription.of(id, status, rows, SweepLog.linesOf(directory, id));
        console.result(json ? Json.text(description.json()) : new DescriptionText(description).text(now));
        return ExitCode.OK;
    }
}
