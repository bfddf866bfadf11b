package dev.kappasweep.cli;

import dev.kappasweep.bench.StepBenchmark;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the benchmarks of steps that say which images, and how many at once. */
final class BenchImages {
    @Option(names = "--batch", defaultValue = "32", description = "Images per step (default: 32).")
    private int batch = 32;

    @Option(
            names = "--images",
            defaultValue = "digits",
            description =
                    "What to train on: digits (drawn), mnist, or random, which has no background (default: digits).")
    private String images = "digits";

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Look for data sets in this directory only.")
    private Optional<Path> dataDir = Optional.empty();

    int batch() {
        NumberOption.atLeast("--batch", batch, 1);
        return batch;
    }

    Dataset load() {
        DatasetLoader loader = new DatasetLoader(dataDir, System.getenv());
        return switch (images) {
            case "digits" -> loader.load(DatasetSpec.DIGITS);
            case "mnist" -> loader.load(DatasetSpec.MNIST);
            case "random" -> StepBenchmark.randomImages();
            default ->
                throw new InvalidInputException(
                        "--images: '" + images + "' is not allowed, expected digits, mnist or random");
        };
    }
}
