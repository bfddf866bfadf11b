package dev.kappasweep.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        footer = {"", "Examples:", "  kappasweep completion fish > ~/.config/fish/completions/kappasweep.fish"},
        description = {
            "Print what makes a shell complete verbs, options and files after Tab.",
            "In ~/.bashrc or ~/.zshrc: eval \"$(kappasweep completion bash)\", or zsh."
        })
final class CompletionVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    /** As they are typed. */
    private enum Shell {
        bash,
        zsh,
        fish
    }

    CompletionVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        // The script for bash loads bash's completion into zsh when it is zsh that reads it.
        console.result(shell == Shell.fish ? FishCompletion.of(root) : AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.OK;
    }
}
