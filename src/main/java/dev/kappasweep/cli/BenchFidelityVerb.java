package dev.kappasweep.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fidelity", description = "Train with each solver from the same start and compare with the exact one.")
final class BenchFidelityVerb implements Callable<Integer> {
    private final Console console;

    @Option(names = "--steps", defaultValue = "600", description = "Training steps (default: 600).")
    private int steps = 600;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look for data sets in this directory only.")
    private Optional<Path> dataDir = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BenchFidelityVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--steps", steps, 1);
        throw new UnsupportedOperationException(
                "trial.Fidelity is not there yet: " + dataDir + json + console.isTerminal());
    }
}
