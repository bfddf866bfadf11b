package dev.kappasweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Show the help of a verb, as VERB --help does.")
final class HelpVerb implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..2", paramLabel = "VERB", description = "The verb, as in help run or help data fetch.")
    private List<String> verb = new ArrayList<>();

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(verb);
        arguments.add("--help");
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        return root.execute(arguments.toArray(String[]::new));
    }
}
