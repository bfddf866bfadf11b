package dev.kappasweep.cli;

import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.api.Sweep;
import dev.kappasweep.api.SweepRun;
import dev.kappasweep.cli.EndCommand.Outcome;
import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.SweepFileCopy;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        footer = {
            "",
            "Examples:",
            "  kappasweep run conf/quickstart.yaml",
            "  kappasweep run conf/table1.yaml --set axes.seed=1,2 --out runs/two-seeds",
            "  kappasweep run conf/table1.yaml conf/table2.yaml     # one after the other"
        },
        description = {
            "Run the trials of a sweep that have no result yet, and print its table.",
            "Run again after an interruption or with more values on an axis to train only what is missing."
        })
final class RunVerb implements Callable<Integer> {
    private static final String ON_END = "--on-end";

    private final Console console;
    private final TrialFunction trials;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SweepArguments arguments = new SweepArguments();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Spark master, such as local[2] or spark://host:7077 (default: what spark-submit says, else all "
                            + "cores of this machine).")
    private Optional<String> master = Optional.empty();

    @Option(names = "--quiet", description = "No progress on standard error; DIR/sweep.log has it in any case.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the outcome and the table as JSON.")
    private boolean json;

    @Option(
            names = ON_END,
            paramLabel = "COMMAND",
            description = "Run COMMAND by the shell when the run has ended, however it did, with KAPPASWEEP_SWEEP, "
                    + "KAPPASWEEP_DIRECTORY and KAPPASWEEP_OUTCOME (COMPLETED, STOPPED or FAILED) in its environment and "
                    + "what --json prints, or the error, on its standard input.")
    private Optional<String> onEnd = Optional.empty();

    RunVerb(Console console, TrialFunction trials) {
        this.console = console;
        this.trials = trials;
    }

    @Override
    public Integer call() throws Exception {
        List<Sweep> sweeps = arguments.read().stream().map(this::sweep).toList();
        if (sweeps.size() == 1) {
            return run(sweeps.get(0));
        }
        int worst = ExitCode.OK;
        for (int i = 0; i < sweeps.size() && worst != ExitCode.INTERRUPTED; i++) {
            console.say("kappasweep: sweep " + (i + 1) + " of " + sweeps.size() + ", "
                    + sweeps.get(i).spec().name());
            worst = Math.max(worst, runOrTell(sweeps.get(i)));
        }
        return worst;
    }

    /** One that cannot run keeps none of the others from running. */
    private int runOrTell(Sweep sweep) {
        try {
            return run(sweep);
        } catch (Exception e) {
            return Verbs.failed(e, false, console);
        }
    }

    private int run(Sweep sweep) throws Exception {
        Progress progress = new Progress(console, sweep.directory(), sweep.spec());
        SweepRun run = (quiet ? sweep : sweep.listener(progress)).start();
        return Interruption.cancelling(run::cancel, () -> ended(run, progress, sweep));
    }

    private int ended(SweepRun run, Progress progress, Sweep sweep) throws Exception {
        RunReport report;
        try {
            report = report(outcome(run, progress), sweep);
        } catch (Exception | Error e) {
            tell(sweep, Outcome.FAILED, String.valueOf(e.getMessage()));
            throw e;
        }
        progress.taken().ifPresent(taken -> console.say("kappasweep: " + report.ending(taken)));
        if (onEnd.isPresent()) {
            tell(sweep, report.ending(), Json.text(report.json(PaperTable.of(StoredResults.read(sweep.directory())))));
        }
        return report.exitCode();
    }

    private Sweep sweep(SweepFile asked) {
        Sweep sweep = Sweep.of(asked.spec())
                .out(arguments.out(asked.spec()))
                .options(asked.run())
                .mixing(arguments.mixing())
                .command(command())
                .trials(trials);
        sweep = arguments.dataDir().map(sweep::dataDirectory).orElse(sweep);
        return master.map(sweep::master).orElse(sweep);
    }

    /** As it was written, for a shell in the same directory; without {@code --on-end}, which may hold what the log should not. */
    private String command() {
        List<String> words = new ArrayList<>(List.of("kappasweep"));
        words.addAll(spec.root().commandLine().getParseResult().originalArgs());
        for (int at = words.indexOf(ON_END); at >= 0; at = words.indexOf(ON_END)) {
            words.subList(at, Math.min(at + 2, words.size())).clear();
        }
        words.removeIf(word -> word.startsWith(ON_END + "="));
        return words.stream().map(ShellText::of).collect(Collectors.joining(" ")) + " in "
                + Path.of("").toAbsolutePath();
    }

    private static SweepOutcome outcome(SweepRun run, Progress progress) throws InterruptedException {
        try {
            return run.await();
        } finally {
            progress.finish();
        }
    }

    /** Says what went wrong and prints the table. */
    private RunReport report(SweepOutcome outcome, Sweep sweep) {
        RunReport report = new RunReport(outcome, sweep.directory(), Interruption.isUnderWay());
        report.problems().forEach(line -> console.say("kappasweep: " + line));
        arguments.text(sweep.directory()).ifPresent(text -> SweepFileCopy.keep(sweep.directory(), text));
        ResultRows results = StoredResults.read(sweep.directory());
        PaperTable table = PaperTable.of(results);
        if (json) {
            console.result(Json.text(report.json(table)));
        } else {
            console.table(TableFormat.MARKDOWN, table);
        }
        return report;
    }

    private void tell(Sweep sweep, Outcome outcome, String text) throws InterruptedException {
        if (onEnd.isPresent()) {
            new EndCommand(onEnd.get(), console).run(sweep.spec().name(), sweep.directory(), outcome, text);
        }
    }
}
