package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        footer = {
            "",
            "Examples:",
            "  kappasweep init mine.yaml",
            "  kappasweep init mine.yaml --dataset mnist --hidden 1024 --lambda 0,1e-3,1e-2 --seed 1..5"
        },
        description = {
            "Write a commented sweep file to begin with.",
            "Of a classifier with one or more hidden layers; conf/ has files of the other experiments."
        })
final class InitVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The new file, such as mine.yaml; the sweep is called as it is.")
    private Path file = Path.of("");

    @Option(
            names = "--dataset",
            paramLabel = "SET",
            description = "digits, mnist, cifar10, or a directory (default: ${DEFAULT-VALUE}).")
    private String dataset = "digits";

    @Option(
            names = "--hidden",
            paramLabel = "UNITS",
            description = "Units of each hidden layer, as in 512,128 (default: ${DEFAULT-VALUE}).")
    private String hidden = "256";

    @Option(
            names = "--regularizer",
            paramLabel = "KIND",
            description = "The penalty on the first layer (default: ${DEFAULT-VALUE}).")
    private String regularizer = "conditionNumber";

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images (default: ${DEFAULT-VALUE}).")
    private String epochs = "3";

    @Option(
            names = "--lambda",
            paramLabel = "VALUES",
            description = "Strengths of the penalty (default: ${DEFAULT-VALUE}).")
    private String lambda = "0,0.01,0.1,1";

    @Option(names = "--seed", paramLabel = "VALUES", description = "Seeds, as in 1..5 (default: ${DEFAULT-VALUE}).")
    private String seed = "1,2,3";

    @Option(
            names = "--snr",
            paramLabel = "VALUES",
            description = "Noise on the test images that accuracy is measured at (default: ${DEFAULT-VALUE}).")
    private String snr = "inf,1,0.5";

    InitVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String text = text();
        SweepFileReader.parse(text, file.toString(), List.of());
        try {
            Store.of(file).create(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException(file + ": is there already, expected a new file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        console.say("wrote " + file + "; next: kappasweep plan " + file);
        return ExitCode.OK;
    }

    private String name() {
        String name = String.valueOf(file.getFileName());
        return name.replaceFirst("\\.ya?ml$", "");
    }

    private String dataset() {
        boolean isDirectory = dataset.contains("/") || dataset.equals(".");
        return isDirectory ? "{directory: '" + directory().replace("'", "''") + "'}" : dataset;
    }

    /** As the file has to say it, whose relative paths start where it is. */
    private String directory() {
        Path asked = Places.path(dataset);
        boolean isHere = Path.of("")
                .toAbsolutePath()
                .equals(file.toAbsolutePath().normalize().getParent());
        return isHere || asked.isAbsolute()
                ? dataset
                : asked.toAbsolutePath().normalize().toString();
    }

    private static String list(String values) {
        return "[" + values.replaceAll(",\\s*", ", ") + "]";
    }

    private String text() {
        return """
                # A sweep of Kappasweep. Check it: kappasweep plan %1$s    Run it: kappasweep run %1$s
                # Every key is explained in docs/configuration.md.
                name: %2$s                     # of the results, which go to runs/%2$s
                dataset: %3$s                  # digits is built in; mnist: kappasweep data fetch mnist

                network:
                  hidden: %4$s               # units of each hidden layer; the data say inputs and outputs
                  activation: sigmoid          # or relu, tanh, gelu, identity

                regularizer:
                  kind: %5$s                   # none, conditionNumber, tikhonov, softOrthogonality, l1, ...
                  layers: [W1]                 # which weight matrices it is on; W1 is next to the input

                training:
                  epochs: %6$s
                  batch: 32
                  optimizer: adam              # or sgd
                  learningRate: 1e-3
                  validation: 0.1              # share held back, to choose by without looking at test images

                # Every combination is one trial. Any key above but the data can be an axis, as in network.hidden: [[256], [512]].
                axes:
                  lambda: %7$s                 # strength of the penalty
                  seed: %8$s                   # initial weights, batches and noise

                # Measured on every trained network; more values here do not make more trials.
                evaluation:
                  snr: %9$s                    # signal-to-noise ratios of the test images; inf is no noise
                  draws: 2                     # how often noise is drawn at each
                """.formatted(
                        file, name(), dataset(), list(hidden), regularizer, epochs, list(lambda), list(seed), list(snr))
                .replaceAll("(?m) {2,}#", "   #");
    }
}
