package dev.kappasweep.cli;

import dev.kappasweep.data.ClassCoverage;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.ingest.ImageImport;
import dev.kappasweep.ingest.ImageShape;
import dev.kappasweep.ingest.ImportOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        footer = {
            "",
            "Examples:",
            "  kappasweep data import pictures my/images --test 0.2",
            "  kappasweep data import digits.npz my/images --white 1"
        },
        description = {
            "Make IDX files, which sweeps read, of images in another format.",
            "SOURCE is a directory of PNG or JPEG files in a directory for each class, below train and test or not; CSV with a"
                    + " label and all pixels in a line; .npz or .npy of numpy; or Parquet as Hugging Face publishes it."
        })
final class DataImportVerb implements Callable<Integer> {
    /** What no image in the range of bytes stays below. */
    private static final int DARK = 64;

    private final Console console;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The images: a file or a directory.")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "The new directory.")
    private Path target = Path.of("");

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            description = "Hold this share of each class out for testing, where SOURCE has no test images.")
    private Optional<Double> test = Optional.empty();

    @Option(names = "--grey", description = "Make images in colour grey.")
    private boolean isGrey;

    @Option(
            names = "--white",
            paramLabel = "VALUE",
            defaultValue = "255",
            description = "The value of a white pixel, where pixels are numbers (default: 255).")
    private double white = ImportOptions.BYTE_WHITE;

    @Option(
            names = "--size",
            paramLabel = "ROWSxCOLS",
            description = "The size of images whose pixels are a list (default: square).")
    private Optional<String> size = Optional.empty();

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of labels (default: label).")
    private Optional<String> label = Optional.empty();

    DataImportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ImportOptions options =
                new ImportOptions(test, isGrey, white, size.map(shape -> ImageShape.parse("--size", shape)), label);
        Dataset data = ImageImport.run(source, target, options);
        console.result(data.train().count() + " training and " + data.test().count() + " test images of "
                + data.train().shape() + ", " + data.classes() + " classes\n");
        ClassCoverage.of(data).notices().forEach(notice -> console.result("note: " + notice + "\n"));
        int brightest = data.train().brightest();
        if (brightest < DARK) {
            console.result("note: the brightest pixel is " + brightest + " of 255; --white says what white is\n");
        }
        console.result("digest " + data.id().sha256() + "\n");
        console.say("next, in a sweep file: dataset: {directory: " + target + "}; look at it: kappasweep data show "
                + target);
        return ExitCode.OK;
    }
}
