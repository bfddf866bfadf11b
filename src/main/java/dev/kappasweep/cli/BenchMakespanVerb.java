package dev.kappasweep.cli;

import dev.kappasweep.bench.MakespanBenchmark;
import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "makespan",
        description = {
            "Time all trials of a sweep file, several at once, with a crew of idle cores and without in turns. Nothing is kept.",
            "The exit code is 1 if a trial ended with other weights."
        })
final class BenchMakespanVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Sweep file, such as conf/quickstart.yaml.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replace a key of the file, as in --set axes.seed=1; repeatable.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Look for data sets in this directory only; see kappasweep data list.")
    private Optional<Path> dataDir = Optional.empty();

    @Option(
            names = "--slots",
            defaultValue = "2",
            description = "Trials that run at once, and cores of the crew (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Times that all trials run, with and without (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchMakespanVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--slots", slots, 1);
        NumberOption.atLeast("--rounds", rounds, 1);
        SweepFile sweep = SweepFileReader.read(file, overrides);
        Dataset data =
                new DatasetLoader(dataDir, System.getenv()).load(sweep.spec().dataset());
        MakespanBenchmark.Report report =
                new MakespanBenchmark(slots, rounds).run(sweep.spec().trials(data.id()), data);
        console.result(json ? Json.text(Json.ofRecord(report)) : text(report));
        return report.sameWeights() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String text(MakespanBenchmark.Report report) {
        return String.format(
                Locale.ROOT,
                """
                without crew   %.1f s median, %d trials in %d slots
                with crew      %.1f s median
                with/without   %.3f median of %d rounds in turns, half of them %.3f to %.3f
                weights        %s
                """,
                report.aloneSeconds(),
                report.trials(),
                report.setting().slots(),
                report.crewSeconds(),
                report.ratio().median(),
                report.setting().rounds(),
                report.ratio().low(),
                report.ratio().high(),
                report.sameWeights() ? "the same every time" : "NOT the same every time");
    }
}
