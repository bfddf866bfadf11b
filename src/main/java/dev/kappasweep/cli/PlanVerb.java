package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.data.ClassCoverage;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.inspect.Plan;
import dev.kappasweep.inspect.PlanJson;
import dev.kappasweep.search.SearchPlan;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        footer = {"", "Examples:", "  kappasweep plan conf/table1.yaml --set axes.lambda=0,0.1"},
        description = {
            "Check a sweep file and show its trials, which of them are done, and about how long the rest takes.",
            "Trains nothing and writes nothing."
        })
final class PlanVerb implements Callable<Integer> {
    private static final int MOST_LISTED = 100;

    private final Console console;

    @Mixin
    private SweepArguments arguments = new SweepArguments();

    @Option(names = "--json", description = "Print JSON with all trials; without it the first 100 are listed.")
    private boolean json;

    PlanVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        arguments.read().forEach(this::show);
        return ExitCode.OK;
    }

    private void show(SweepFile file) {
        SweepSpec sweep = file.spec();
        Dataset data = new DatasetLoader(arguments.dataDir(), System.getenv()).load(sweep.dataset());
        ClassCoverage.of(data, sweep).requireTrained(file.run());
        Plan plan = Plan.of(sweep, data, arguments.out(sweep), arguments.mixing());
        int cores = Runtime.getRuntime().availableProcessors();
        console.result(json ? Json.text(PlanJson.of(plan, cores)) : text(plan, cores));
    }

    private static String data(Plan plan) {
        return plan.sweep().experiment() == Experiment.LEAST_SQUARES
                ? "drawn by each trial"
                : plan.data().train().count() + " training and "
                        + plan.data().test().count() + " test images, SHA-256 "
                        + plan.data().id().sha256();
    }

    private static String text(Plan plan, int cores) {
        int all = plan.trials().size();
        StringBuilder text = new StringBuilder(
                plan.search().map(search -> searched(plan, search)).orElse(""));
        text.append(String.format(
                Locale.ROOT,
                """
                sweep %s: %d trials%s%s, %d done in %s, %d to run
                data %s: %s
                about %s per trial (%s), about %s on %d cores
                """,
                plan.sweep().name(),
                all,
                plan.search().isPresent() ? " found so far" : "",
                merged(plan),
                all - plan.toRun(),
                plan.directory(),
                plan.toRun(),
                plan.data().id().name(),
                data(plan),
                DurationText.of(plan.secondsPerTrial()),
                plan.isMeasured() ? "measured" : "a rough guess",
                DurationText.of(plan.secondsLeft(cores)),
                cores));
        plan.missing()
                .gapText()
                .ifPresent(gaps -> text.append("note: ").append(gaps).append('\n'));
        plan.notices().forEach(notice -> text.append("note: ").append(notice).append('\n'));
        TrialText names = new TrialText(plan.sweep());
        Set<TrialSpec> finished = plan.finished();
        plan.trials().stream()
                .limit(MOST_LISTED)
                .forEach(trial -> text.append(line(plan, names, trial, finished.contains(trial))));
        return all > MOST_LISTED
                ? text.append("and ")
                        .append(all - MOST_LISTED)
                        .append(" more, all with --json\n")
                        .toString()
                : text.toString();
    }

    /** What a search will do, in a line for each rung. */
    private static String searched(Plan plan, SearchPlan expected) {
        SearchSpec search = plan.sweep().searched().orElseThrow();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "search %s%s: %d candidates, %s each: %s%n",
                search.strategy().text(),
                search.strategy().hasRungs() ? " of " + search.sampler().text() : "",
                search.trials(),
                search.seeds().size() == 1
                        ? "one seed"
                        : "up to " + search.seeds().size() + " seeds",
                Stream.concat(
                                search.objectives().stream().map(SearchObjective::text),
                                search.constraints().stream().map(SearchConstraint::text))
                        .collect(Collectors.joining(", "))));
        for (int rung = 0; rung < expected.epochs().size(); rung++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  rung %d: %s%d candidates to epoch %d%n",
                    rung + 1,
                    expected.candidates().get(rung) == search.trials() ? "" : "about ",
                    expected.candidates().get(rung),
                    expected.epochs().get(rung)));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "  in all %s of %d epochs with each seed, about %s on one core%n",
                        expected.trainings() == 1 ? "1 training" : shown(expected.trainings()) + " trainings",
                        plan.sweep().mostEpochs(),
                        DurationText.of(plan.secondsOfSearch())))
                .toString();
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.1f", number);
    }

    /** How many points of the grids are a trial that is there already. */
    private static String merged(Plan plan) {
        long points = plan.points();
        return plan.search().isPresent() || points == plan.trials().size()
                ? ""
                : " (of " + points + " points of the grids, some of them the same trial)";
    }

    private static String line(Plan plan, TrialText names, TrialSpec trial, boolean isFinished) {
        String state = isFinished ? "done " : "to do";
        return plan.missing().idOf(trial) + "  " + state + "  " + names.parameters(trial) + "\n";
    }
}
