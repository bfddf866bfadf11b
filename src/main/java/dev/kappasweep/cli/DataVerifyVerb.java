package dev.kappasweep.cli;

import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.data.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Read a data set anew and compare its digests; exits with 1 if one differs.")
final class DataVerifyVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SET", description = DatasetArgument.DESCRIPTION)
    private String dataset = "";

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look in this directory only.")
    private Optional<Path> dataDir = Optional.empty();

    DataVerifyVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Verification> checks = new DatasetLoader(dataDir, System.getenv()).verify(DatasetArgument.parse(dataset));
        checks.forEach(check -> console.result(line(check)));
        return checks.stream().allMatch(Verification::passed) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String line(Verification check) {
        return check.problem()
                        .map(problem -> "WRONG " + problem)
                        .orElseGet(() -> "ok    " + check.actual().orElse("") + "  " + check.item()
                                + (check.expected().isEmpty() ? " (no digest to compare with)" : ""))
                + "\n";
    }
}
