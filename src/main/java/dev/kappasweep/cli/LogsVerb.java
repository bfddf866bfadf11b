package dev.kappasweep.cli;

import dev.kappasweep.client.ServerClient;
import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Print the log of a sweep of a server, or what it says of one trial.")
final class LogsVerb implements Callable<Integer> {
    private static final int MOST_LINES = 100_000;

    private final Console console;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "Its id, as submit printed it.")
    private String sweep = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TRIAL", description = "The id of a trial.")
    private Optional<String> trial = Optional.empty();

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "How many of the last lines (default: ${DEFAULT-VALUE}).")
    private int lines = 1000;

    LogsVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (lines < 1 || lines > MOST_LINES) {
            throw new InvalidInputException(
                    "--lines: " + lines + " is not allowed, expected a whole number from 1 to " + MOST_LINES);
        }
        ServerClient client = server.client();
        String text = trial.isPresent() ? client.log(sweep, trial.get()) : client.log(sweep, lines);
        console.result(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
        return ExitCode.OK;
    }
}
