package dev.kappasweep.cli;

import dev.kappasweep.conf.Nearest;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "man",
        footer = {"", "Examples:", "  kappasweep man run | man -l -", "  kappasweep man --to ~/.local/share/man/man1"},
        description = "Print the manual page of a verb, or of the whole program, for man.")
final class ManVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..2", paramLabel = "VERB", description = "The verb, as in man run or man data fetch.")
    private List<String> verb = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Write the page, and those of all verbs below it, to files there, as in kappasweep-run.1.")
    private @Nullable Path directory;

    ManVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).root().commandLine();
        for (String name : verb) {
            command = below(command, name);
        }
        if (directory == null) {
            console.result(new ManPage(command).roff());
        } else {
            writeAll(command, directory);
        }
        return ExitCode.OK;
    }

    private static void writeAll(CommandLine command, Path directory) {
        try {
            Files.createDirectories(directory);
            write(command, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("manual pages cannot be written to " + directory, e);
        }
    }

    private static void write(CommandLine command, Path directory) throws IOException {
        String name = command.getCommandSpec().qualifiedName("-");
        Files.writeString(directory.resolve(name + ".1"), new ManPage(command).roff());
        for (CommandLine verb : command.getSubcommands().values()) {
            write(verb, directory);
        }
    }

    private static CommandLine below(CommandLine command, String name) {
        CommandLine found = command.getSubcommands().get(name);
        if (found == null) {
            throw new InvalidInputException("Unknown verb: '" + name + "'"
                    + Nearest.hint(name, command.getSubcommands().keySet()));
        }
        return found;
    }
}
