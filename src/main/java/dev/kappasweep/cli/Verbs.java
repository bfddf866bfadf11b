package dev.kappasweep.cli;

import dev.kappasweep.sweep.Build;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.trial.TrialFunction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The tree of commands, and what they all share: help, version, exit codes and the form of errors. */
final class Verbs {
    private static final int WIDTH = 100;
    private static final Build BUILD = Build.current();

    private Verbs() {}

    @Command(
            name = "kappasweep",
            description = "Hyperparameter sweeps for well-conditioned neural networks, on Spark.",
            synopsisSubcommandLabel = "VERB")
    private static final class Root {
        @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
        private boolean debug;
    }

    @Command(name = "data", description = "Find, fetch and check data sets.", synopsisSubcommandLabel = "VERB")
    private static final class DataGroup {}

    @Command(
            name = "bench",
            description = "Measure the speed and the fidelity of training steps.",
            synopsisSubcommandLabel = "VERB")
    private static final class BenchGroup {}

    static CommandLine commandLine(Console console, TrialFunction trials) {
        Root root = new Root();
        CommandLine commands = new CommandLine(root)
                .addSubcommand(new PlanVerb(console))
                .addSubcommand(new SchemaVerb(console))
                .addSubcommand(new RunVerb(console, trials))
                .addSubcommand(new ServeVerb(console, trials))
                .addSubcommand(new SubmitVerb(console))
                .addSubcommand(new PsVerb(console))
                .addSubcommand(new WatchVerb(console))
                .addSubcommand(SteerVerb.pause(console))
                .addSubcommand(SteerVerb.resume(console))
                .addSubcommand(SteerVerb.cancel(console))
                .addSubcommand(SteerVerb.retry(console))
                .addSubcommand(new ExtendVerb(console))
                .addSubcommand(new LogsVerb(console))
                .addSubcommand(new PullVerb(console))
                .addSubcommand(new StatusVerb(console))
                .addSubcommand(new DescribeVerb(console))
                .addSubcommand(new WeightsVerb(console))
                .addSubcommand(new VerifyVerb(console, trials))
                .addSubcommand(new DoctorVerb(console))
                .addSubcommand(new TablesVerb(console))
                .addSubcommand(new CompactVerb(console))
                .addSubcommand(new CompareVerb(console))
                .addSubcommand(new ImportanceVerb(console))
                .addSubcommand(new ParetoVerb(console))
                .addSubcommand(new MatchedVerb(console))
                .addSubcommand(new ClaimsVerb(console))
                .addSubcommand(new FiguresVerb(console))
                .addSubcommand(new ReportVerb(console))
                .addSubcommand(new ExportVerb(console))
                .addSubcommand(new GradcheckVerb(console))
                .addSubcommand(data(console))
                .addSubcommand(bench(console));
        prepare(commands);
        return commands.registerConverter(Path.class, new PathArgument())
                .registerConverter(double.class, new DecimalArgument())
                .registerConverter(Double.class, new DecimalArgument())
                .setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler((e, args) -> wrongArguments(e, console))
                .setExecutionExceptionHandler((e, command, result) -> failed(e, root.debug, console));
    }

    private static CommandLine data(Console console) {
        return new CommandLine(new DataGroup())
                .addSubcommand(new DataListVerb(console))
                .addSubcommand(new DataFetchVerb(console))
                .addSubcommand(new DataVerifyVerb(console))
                .addSubcommand(new DataShowVerb(console));
    }

    private static CommandLine bench(Console console) {
        return new CommandLine(new BenchGroup())
                .addSubcommand(new BenchStepVerb(console))
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
        spec.usageMessage().footer(ExitCode.FOOTER).sortOptions(false);
        command.getSubcommands().values().forEach(Verbs::prepare);
    }

    private static int wrongArguments(CommandLine.ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        sayError(console, firstLine(e) + "; see " + command + " --help");
        return ExitCode.WRONG_INPUT;
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
                    firstLine(e) + ": " + firstLine(e.getCause())
                            + "; what is written stays valid, and the same command goes on");
            return ExitCode.INTERNAL_ERROR;
        }
        String hint = debug ? "" : " (add --debug for the stack trace)";
        sayError(console, "internal error: " + e.getClass().getSimpleName() + ": " + firstLine(e) + hint);
        return ExitCode.INTERNAL_ERROR;
    }

    private static void sayError(Console console, String line) {
        console.say("kappasweep: " + line);
    }

    private static String firstLine(Throwable e) {
        @Nullable String message = e.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
