package dev.kappasweep.cli;

import dev.kappasweep.client.RemoteSweep;
import dev.kappasweep.client.ServerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one thing of some sweeps of a server. */
@Command
final class SteerVerb implements Callable<Integer> {
    private final Console console;
    private final Request request;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Parameters(arity = "1..*", paramLabel = "SWEEP", description = "Ids, as submit printed them.")
    private List<String> sweeps = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in a line; others see it.")
    private String reason = "";

    /** What is asked of one sweep. */
    private interface Request {
        RemoteSweep of(ServerClient client, String sweep, String reason);
    }

    private SteerVerb(Console console, Request request) {
        this.console = console;
        this.request = request;
    }

    static CommandLine pause(Console console) {
        return command(
                "pause",
                "Stop sweeps of a server within about two seconds; resume goes on from where they were.",
                new SteerVerb(console, ServerClient::pause));
    }

    static CommandLine resume(Console console) {
        return command(
                "resume",
                "Go on with sweeps of a server that are paused, were cancelled or have failed.",
                new SteerVerb(console, (client, sweep, why) -> client.resume(sweep)));
    }

    static CommandLine cancel(Console console) {
        return command(
                "cancel",
                "End sweeps of a server within about two seconds; results that are committed stay.",
                new SteerVerb(console, ServerClient::cancel));
    }

    static CommandLine retry(Console console) {
        return command(
                "retry",
                "Train the failed trials of sweeps of a server again.",
                new SteerVerb(console, (client, sweep, why) -> client.retry(sweep)));
    }

    private static CommandLine command(String name, String description, SteerVerb verb) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(verb).name(name);
        spec.usageMessage().description(description);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        ServerClient client = server.client();
        for (String sweep : sweeps) {
            console.say(RemoteRows.line(request.of(client, sweep, reason)));
        }
        return ExitCode.OK;
    }
}
