package dev.kappasweep.cli;

import dev.kappasweep.conf.Nearest;
import dev.kappasweep.sweep.Build;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.trial.TrialFunction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The tree of commands, and what they all share: help, version, exit codes and the form of errors. */
final class Verbs {
    private static final Build BUILD = Build.current();

    private Verbs() {}

    @Command(
            name = "kappasweep",
            description = "Hyperparameter sweeps for well-conditioned neural networks, on Spark.",
            footer = {
                "",
                "Examples:",
                "  kappasweep plan conf/quickstart.yaml     # what it would train, and for how long",
                "  kappasweep run conf/quickstart.yaml      # trains it and prints the table",
                "  kappasweep status runs/quickstart        # how far it is",
                "  kappasweep report runs/quickstart        # one HTML page of its results",
                "  kappasweep help run                      # all options of a verb",
                "The manual is in docs/ and begins with README.md."
            })
    private static final class Root extends Group {
        @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
        private boolean debug;
    }

    @Command(name = "data", description = "Find, fetch and check data sets.")
    private static final class DataGroup extends Group {}

    @Command(name = "bench", description = "Measure the speed and the fidelity of training steps.")
    private static final class BenchGroup extends Group {}

    /** What has verbs below it; by itself it shows them. */
    @Command(synopsisSubcommandLabel = "VERB")
    private abstract static class Group implements Runnable {
        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public void run() {
            CommandLine command = Objects.requireNonNull(spec).commandLine();
            command.usage(command.getOut());
        }
    }

    static CommandLine commandLine(Console console, TrialFunction trials) {
        Root root = new Root();
        CommandLine commands = new CommandLine(root);
        List<VerbGroup> groups = groups(console, trials);
        groups.forEach(group -> group.addTo(commands));
        prepare(commands);
        HelpForm.apply(commands, groups, console.columns());
        return commands.registerConverter(Path.class, new PathArgument())
                .registerConverter(double.class, new DecimalArgument())
                .registerConverter(Double.class, new DecimalArgument())
                .setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> wrongArguments(e, console))
                .setExecutionExceptionHandler((e, command, result) -> failed(e, root.debug, console));
    }

    private static List<VerbGroup> groups(Console console, TrialFunction trials) {
        return List.of(
                new VerbGroup(
                        "Run a sweep",
                        new InitVerb(console),
                        new PlanVerb(console),
                        new RunVerb(console, trials),
                        new StopVerb(console),
                        new ListVerb(console),
                        new StatusVerb(console),
                        new DescribeVerb(console)),
                new VerbGroup(
                        "Look at results",
                        new TablesVerb(console),
                        new CompareVerb(console),
                        new ImportanceVerb(console),
                        new ParetoVerb(console),
                        new BestVerb(console),
                        new MatchedVerb(console),
                        new ClaimsVerb(console),
                        new FiguresVerb(console),
                        new ReportVerb(console)),
                new VerbGroup(
                        "Keep and check results",
                        new ExportVerb(console),
                        new WeightsVerb(console),
                        new VerifyVerb(console, trials),
                        new MergeVerb(console),
                        new CompactVerb(console),
                        new CleanVerb(console)),
                new VerbGroup(
                        "Share a server",
                        new ServeVerb(console, trials),
                        new SubmitVerb(console),
                        new PsVerb(console),
                        new WatchVerb(console),
                        SteerVerb.pause(console),
                        SteerVerb.resume(console),
                        SteerVerb.cancel(console),
                        SteerVerb.retry(console),
                        new ExtendVerb(console),
                        new LogsVerb(console),
                        new PullVerb(console)),
                new VerbGroup(
                        "Data, machine and editor",
                        data(console),
                        new DoctorVerb(console),
                        bench(console),
                        new GradcheckVerb(console),
                        new SchemaVerb(console),
                        new CompletionVerb(console),
                        new ManVerb(console),
                        new HelpVerb()));
    }

    private static CommandLine data(Console console) {
        return new CommandLine(new DataGroup())
                .addSubcommand(new DataListVerb(console))
                .addSubcommand(new DataFetchVerb(console))
                .addSubcommand(new DataImportVerb(console))
                .addSubcommand(new DataVerifyVerb(console))
                .addSubcommand(new DataShowVerb(console));
    }

    private static CommandLine bench(Console console) {
        return new CommandLine(new BenchGroup())
                .addSubcommand(new BenchStepVerb(console))
                .addSubcommand(new BenchMakespanVerb(console))
                .addSubcommand(new BenchLanesVerb(console))
                .addSubcommand(new BenchAutoencoderVerb(console))
                .addSubcommand(new BenchLeastSquaresVerb(console))
                .addSubcommand(new BenchFidelityVerb(console))
                .addSubcommand(new BenchMemoryVerb(console))
                .addSubcommand(new BenchSpectrumVerb(console))
                .addSubcommand(new BenchRegularizersVerb(console));
    }

    private static void prepare(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.version("kappasweep " + BUILD.version() + " (" + BUILD.gitCommit() + ")");
        UsageMessageSpec usage = spec.usageMessage();
        usage.sortOptions(false)
                .footer(Stream.concat(Stream.of(usage.footer()), Stream.of(ExitCode.FOOTER))
                        .toArray(String[]::new));
        command.getSubcommands().values().forEach(Verbs::prepare);
    }

    private static int wrongArguments(CommandLine.ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = e instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : firstLine(e);
        sayError(console, message + (message.endsWith("?") ? " See " : "; see ") + command + " --help");
        return ExitCode.WRONG_INPUT;
    }

    private static String unmatched(UnmatchedArgumentException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String argument = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            return "Unknown option: '" + argument + "'" + Nearest.hint(argument, visibleOptions(spec));
        }
        return spec.subcommands().isEmpty()
                ? "Unexpected argument: '" + argument + "'"
                : "Unknown verb: '" + argument + "'"
                        + Nearest.hint(argument, spec.subcommands().keySet());
    }

    private static List<String> visibleOptions(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .toList();
    }

    /** Says what went wrong in one line and returns the exit code. */
    static int failed(Throwable e, boolean debug, Console console) {
        if (debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            console.say(trace.toString().stripTrailing());
        }
        if (e instanceof InvalidInputException) {
            String.valueOf(e.getMessage()).lines().forEach(line -> sayError(console, line));
            return ExitCode.WRONG_INPUT;
        }
        if (e instanceof InterruptedException || Interruption.isUnderWay()) {
            sayError(console, "interrupted");
            return ExitCode.INTERRUPTED;
        }
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            sayError(
                    console,
                    firstLine(e) + ": " + reason(e.getCause())
                            + "; what is written stays valid, and the same command goes on");
            return ExitCode.INTERNAL_ERROR;
        }
        String hint = debug ? "" : " (add --debug for the stack trace)";
        sayError(console, "internal error: " + e.getClass().getSimpleName() + ": " + firstLine(e) + hint);
        return ExitCode.INTERNAL_ERROR;
    }

    /** Of a file that is missing or there already the message is its name alone. */
    private static String reason(Throwable cause) {
        boolean isNamed = cause instanceof FileSystemException file && file.getReason() == null;
        return (isNamed ? cause.getClass().getSimpleName() + ": " : "") + firstLine(cause);
    }

    private static void sayError(Console console, String line) {
        console.say("kappasweep: " + line);
    }

    private static String firstLine(Throwable e) {
        @Nullable String message = e.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
