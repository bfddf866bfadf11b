package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "extend",
        description = "Give a sweep of a server a wider file, such as one with more seeds; trials that it has stay.")
final class ExtendVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "Its id, as submit printed it.")
    private String sweep = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The wider sweep file; - for standard input.")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Replace a key of the file, as of run.")
    private List<String> overrides = new ArrayList<>();

    ExtendVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.say(RemoteRows.line(server.client().extend(sweep, SweepFileReader.merged(file, overrides))));
        return ExitCode.OK;
    }
}
