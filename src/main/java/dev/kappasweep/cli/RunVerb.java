package dev.kappasweep.cli;

import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.spark.SparkContexts;
import dev.kappasweep.spark.SparkOptions;
import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.spark.SweepOutcome;
import dev.kappasweep.spark.SweepRunner;
import dev.kappasweep.spark.TrialCost;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Run the trials of a sweep that have no result yet, and print its table.",
            "Run again after an interruption or with more values on an axis to train only what is missing."
        })
final class RunVerb implements Callable<Integer> {
    private final Console console;
    private final TrialFunction trials;

    @Mixin
    private SweepArguments arguments = new SweepArguments();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = {
                "Spark master, such as local[2] or spark://host:7077",
                "(default: what spark-submit says, else all cores of this machine)."
            })
    private Optional<String> master = Optional.empty();

    @Option(names = "--quiet", description = "No progress on standard error; DIR/sweep.log has it in any case.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the outcome and the table as JSON.")
    private boolean json;

    RunVerb(Console console, TrialFunction trials) {
        this.console = console;
        this.trials = trials;
    }

    @Override
    public Integer call() {
        SweepSpec sweep = arguments.sweep();
        Path out = arguments.out(sweep);
        Dataset data = new DatasetLoader(arguments.dataDir(), System.getenv()).load(sweep.dataset());
        // Everything that can be wrong with the input shows here, before anything is written.
        Set<TrialId> finished = ResultStore.finished(out, sweep, data.id());
        if (finished.containsAll(RunReport.ids(sweep, data))) {
            // Lets the results know the axes and the table of today.
            ResultStore.open(out, sweep, data.id()).close();
            return report(RunReport.nothingToDo(sweep), out);
        }
        Cancellation cancellation = new Cancellation();
        return Interruption.cancelling(cancellation::cancel, () -> report(train(sweep, data, out, cancellation), out));
    }

    private SweepOutcome train(SweepSpec sweep, Dataset data, Path out, Cancellation cancellation) {
        Progress progress = new Progress(console, out, sweep.training().epochs(), System::nanoTime);
        try (JavaSparkContext spark = SparkContexts.start("kappasweep " + sweep.name(), new SparkOptions(master));
                ResultStore store = ResultStore.open(out, sweep, data.id());
                SweepLog log = SweepLog.open(out, Clock.systemUTC());
                LiveReport live = LiveReport.start(
                        out, toRun(sweep, data, store.finished()), new TrialCost(data), Clock.systemUTC())) {
            SweepRunner runner = new SweepRunner(spark, trials);
            cancellation.by(runner::cancel);
            SweepListener listener = new Listeners(quiet ? List.of(log, live) : List.of(log, live, progress));
            return runner.run(sweep.trials(data.id()), data, store, listener);
        } finally {
            progress.finish();
        }
    }

    private static List<TrialSpec> toRun(SweepSpec sweep, Dataset data, Set<TrialId> finished) {
        return sweep.trials(data.id()).stream()
                .filter(trial -> !finished.contains(trial.id()))
                .toList();
    }

    /** Says what went wrong, prints the table and returns the exit code. */
    private int report(SweepOutcome outcome, Path out) {
        RunReport report = new RunReport(outcome, out, Interruption.isUnderWay());
        report.problems().forEach(line -> console.say("kappasweep: " + line));
        ResultTables results = ResultStore.read(out);
        PaperTable table = PaperTable.of(results, TablesVerb.layoutOf(results));
        console.result(json ? Json.text(report.json(table)) : TableFormat.MARKDOWN.write(table));
        return report.exitCode();
    }
}
