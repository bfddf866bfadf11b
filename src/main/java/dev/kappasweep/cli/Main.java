package dev.kappasweep.cli;

import dev.kappasweep.spark.DriverPlace;
import dev.kappasweep.spark.Platform;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** The command line: {@code kappasweep VERB ...}. */
public final class Main {
    private static final int DEFAULT_COLUMNS = 80;

    private Main() {}

    /** Ends the JVM with one of the exit codes of {@code --help}; in a container of YARN returns or throws. */
    public static void main(String[] args) {
        boolean isTerminal = Boolean.getBoolean("kappasweep.terminal");
        boolean areResultsSeen = Boolean.getBoolean("kappasweep.results.terminal");
        ResultOutput output = ResultOutput.standard();
        LastLines messages = new LastLines(System.err);
        Console console = new Console(writer(output), writer(messages), isTerminal, width(isTerminal), areResultsSeen);
        int code = output.exitCode(run(args, console, new TrialRunner()), console);
        DriverPlace place = DriverPlace.current();
        if (place == DriverPlace.YARN) {
            YarnDriver.end(code, messages.text());
            return;
        }
        if (place == DriverPlace.CLUSTER) {
            // Whoever reads this does not see how the process ends.
            console.say("kappasweep: exit code " + code);
        }
        System.exit(code);
    }

    /** Nobody changes the size of what is no terminal. */
    private static IntSupplier width(boolean isTerminal) {
        int columns = Integer.getInteger("kappasweep.columns", DEFAULT_COLUMNS);
        return isTerminal ? TerminalWidth.following(columns) : () -> columns;
    }

    /** Runs one command on the calling thread and returns its exit code. */
    static int run(String[] args, Console console, TrialFunction trials) {
        try {
            Platform.requireSupported();
            PathArgument.requireReadable(System.getProperty("user.dir"));
            return Verbs.commandLine(console, trials).execute(args);
        } catch (CommandLine.TypeConversionException e) {
            console.say("kappasweep: working directory: " + e.getMessage());
            return ExitCode.WRONG_INPUT;
        } catch (
                Throwable
                        e) { // picocli hands over exceptions only: here comes an OutOfMemoryError, or a missing native
            // library
            return Verbs.failed(e, Arrays.asList(args).contains("--debug"), console);
        }
    }

    /** Tables hold letters beyond ASCII, whatever the platform's default is. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
