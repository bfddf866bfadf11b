package dev.kappasweep.cli;

import dev.kappasweep.data.ClassCoverage;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.data.Verification;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.trial.SelfTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description =
                "Read a data set anew and compare its digests, and hold what this machine computes from data to the "
                        + "bits that every machine gives; exits with 1 if anything differs.")
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
        DatasetLoader loader = new DatasetLoader(dataDir, System.getenv());
        DatasetSpec spec = DatasetArgument.parse(dataset);
        List<Verification> checks = loader.verify(spec);
        checks.forEach(check -> console.result(line(check)));
        List<String> wrong = SelfTest.wrong();
        console.result(selfTestLine(wrong));
        if (!checks.stream().allMatch(Verification::passed) || !wrong.isEmpty()) {
            return ExitCode.FAILED;
        }
        if (spec.isDirectory()) {
            // Sets that are known by name have images of every class.
            ClassCoverage.of(loader.load(spec)).notices().forEach(notice -> console.result("note  " + notice + "\n"));
        }
        return ExitCode.OK;
    }

    static String selfTestLine(List<String> wrong) {
        return wrong.isEmpty()
                ? "ok    the arithmetic of this machine (self-test)\n"
                : "WRONG the arithmetic of this machine: " + String.join(", ", wrong)
                        + "; trials are refused here, see kappasweep doctor\n";
    }

    private static String line(Verification check) {
        return check.problem()
                        .map(problem -> "WRONG " + problem)
                        .orElseGet(() -> "ok    " + check.actual().orElse("") + "  " + check.item()
                                + (check.expected().isEmpty() ? " (no digest to compare with)" : ""))
                + "\n";
    }
}
