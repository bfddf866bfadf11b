package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "init",
        footer = {
            "",
            "Examples:",
            "  kappasweep init mine.yaml",
            "  kappasweep init mine.yaml --dataset mnist --hidden 1024 --lambda 0,1e-3,1e-2 --seed 1..5",
            "  kappasweep init noise.yaml --experiment denoising"
        },
        description = {
            "Write a commented sweep file to begin with.",
            "Of a classifier, a denoising autoencoder or least squares; conf/ has the paper's own."
        })
final class InitVerb implements Callable<Integer> {
    private static final String TITLE = """
            # A sweep of Kappasweep. Check it: kappasweep plan %1$s    Run it: kappasweep run %1$s
            # Every key is explained in docs/configuration.md.
            name: %2$s                     # of the results, which go to runs/%2$s
            """;

    private static final String NETWORK_OF_CLASSIFICATION = """
            dataset: %3$s                  # digits is built in; mnist: kappasweep data fetch mnist

            network:
              hidden: %4$s               # units of each hidden layer; the data say inputs and outputs
              activation: sigmoid          # or relu, tanh, gelu, identity

            regularizer:
              kind: %5$s                   # none, conditionNumber, tikhonov, softOrthogonality, l1, ...
              layers: [W1]                 # which weight matrices it is on; W1 is next to the input
            """;

    private static final String NETWORK_OF_DENOISING = """
            experiment: denoising              # an autoencoder learns to take noise off images
            protocol: paper                    # noisy image in, clean image as the target; or released-code
            dataset: %3$s                  # digits is built in; mnist: kappasweep data fetch mnist

            network:
              hidden: %4$s               # units of each hidden layer, from the encoder's first to the decoder's
              activation: relu             # or sigmoid, tanh, gelu, identity; the output is a sigmoid

            regularizer:
              kind: %5$s                   # none, conditionNumber, tikhonov, softOrthogonality, l1, ...
              layers: %10$s  # E1 is next to the input, D1 to the output
            """;

    private static final String TRAINING = """

            training:
              epochs: %6$s
              batch: 32
              optimizer: adam              # or sgd
              learningRate: 1e-3
              validation: 0.1              # share held back, to choose by without looking at test images

            # Every combination is one trial. Any key above but the data can be an axis, as in network.hidden: [[256], [512]].
            axes:
              lambda: %7$s                 # strength of the penalty
            %11$s  seed: %8$s                   # initial weights, batches and noise

            # Measured on every trained network; more values here do not make more trials.
            evaluation:
              snr: %9$s                    # signal-to-noise ratios of the test images; inf is no noise
              draws: 2                     # how often noise is drawn at each
            """;

    private static final String PROBLEM = """
            experiment: least-squares          # min ||B - W A||^2 by gradient descent, (4.1) in the paper

            problem:
              outputs: 20                      # W is outputs x inputs
              inputs: 50
              samples: 100                     # columns of A and B, which are drawn from the seed

            regularizer:
              kind: %3$s                       # none, conditionNumber, tikhonov
              layers: [W1]                     # the only matrix

            training:
              epochs: %4$s                     # of 1000 steps each

            # Every combination is one trial. Any key above can be an axis, as in problem.samples: [100, 200].
            axes:
              lambda: %5$s                     # strength of the penalty
              seed: %6$s                       # of the problem and the start
            """;

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The new file, such as mine.yaml; the sweep is called as it is.")
    private Path file = Path.of("");

    @Option(
            names = "--experiment",
            paramLabel = "KIND",
            description = "classification, denoising or least-squares (default: classification).",
            converter = OfExperiment.class)
    private Experiment experiment = Experiment.CLASSIFICATION;

    @Option(
            names = "--dataset",
            paramLabel = "SET",
            description = "digits, mnist, cifar10, or a directory (default: digits).")
    private Optional<String> dataset = Optional.empty();

    @Option(
            names = "--hidden",
            paramLabel = "UNITS",
            description =
                    "Units of each hidden layer, as in 512,128 (default: 256 of a classifier, 64,16,64 of an autoencoder).")
    private Optional<String> hidden = Optional.empty();

    @Option(names = "--regularizer", paramLabel = "KIND", description = "The penalty (default: ${DEFAULT-VALUE}).")
    private String regularizer = "conditionNumber";

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images (default: ${DEFAULT-VALUE}).")
    private String epochs = "3";

    @Option(
            names = "--lambda",
            paramLabel = "VALUES",
            description = "Strengths of the penalty (default: 0 and some of its experiment).")
    private Optional<String> lambda = Optional.empty();

    @Option(names = "--seed", paramLabel = "VALUES", description = "Seeds, as in 1..5 (default: 1,2,3).")
    private Optional<String> seed = Optional.empty();

    @Option(
            names = "--snr",
            paramLabel = "VALUES",
            description = "Noise on the test images that is measured at (default: inf,1,0.5).")
    private Optional<String> snr = Optional.empty();

    /** Named as in sweep files. */
    static final class OfExperiment implements ITypeConverter<Experiment> {
        @Override
        public Experiment convert(String text) {
            try {
                return Named.parse(Experiment.class, "", text);
            } catch (InvalidInputException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

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
        String asked = dataset.orElse("digits");
        boolean isDirectory = asked.contains("/") || asked.equals(".");
        return isDirectory ? "{directory: '" + directory(asked).replace("'", "''") + "'}" : asked;
    }

    /** As the file has to say it, whose relative paths start where it is. */
    private String directory(String text) {
        Path asked = Places.path(text);
        boolean isHere = Path.of("")
                .toAbsolutePath()
                .equals(file.toAbsolutePath().normalize().getParent());
        return isHere || asked.isAbsolute()
                ? text
                : asked.toAbsolutePath().normalize().toString();
    }

    private static String list(String values) {
        return "[" + values.replaceAll(",\\s*", ", ") + "]";
    }

    private void refuseForLeastSquares(String option, boolean isGiven) {
        if (isGiven) {
            throw new InvalidInputException(option + ": is not allowed for least-squares, which draws its own problem");
        }
    }

    private String text() {
        return switch (experiment) {
            case CLASSIFICATION, DENOISING -> networkText();
            case LEAST_SQUARES -> leastSquaresText();
        };
    }

    private String networkText() {
        boolean denoises = experiment == Experiment.DENOISING;
        String units = hidden.orElse(denoises ? "64,16,64" : "256");
        return (TITLE + (denoises ? NETWORK_OF_DENOISING : NETWORK_OF_CLASSIFICATION) + TRAINING)
                .formatted(
                        file,
                        name(),
                        dataset(),
                        list(units),
                        regularizer,
                        epochs,
                        list(lambda.orElse(denoises ? "0,0.01,0.1" : "0,0.01,0.1,1")),
                        list(seed.orElse("1,2,3")),
                        list(snr.orElse("inf,1,0.5")),
                        denoises && !units.contains(",") ? "[E1, D1]" : "[E1, E2, D2, D1]",
                        denoises ? "  trainSnr: [1]                # noise on the training images\n" : "")
                .replaceAll("(?m) {2,}#", "   #");
    }

    private String leastSquaresText() {
        refuseForLeastSquares("--dataset", dataset.isPresent());
        refuseForLeastSquares("--hidden", hidden.isPresent());
        refuseForLeastSquares("--snr", snr.isPresent());
        return (TITLE + PROBLEM)
                .formatted(
                        file, name(), regularizer, epochs, list(lambda.orElse("0,10,100")), list(seed.orElse("1,2,3")))
                .replaceAll("(?m) {2,}#", "   #");
    }
}
