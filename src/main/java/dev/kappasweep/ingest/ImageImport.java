package dev.kappasweep.ingest;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.FoundFiles;
import dev.kappasweep.data.IdxSetWriter;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes IDX files, which every verb reads, of images in formats of others: PNG or JPEG files in a directory for each class, CSV,
 * arrays of numpy, Parquet as Hugging Face publishes it.
 */
public final class ImageImport {
    private ImageImport() {}

    /**
     * Reads all of {@code source} and writes {@code target}: four IDX files, the names of the classes and the digests of all.
     *
     * @param target a directory that is not there yet or is empty
     * @return the set as it is read from there
     * @throws InvalidInputException if anything is wrong with either; nothing is written then
     */
    public static Dataset run(Path source, Path target, ImportOptions options) {
        requireEmpty(target);
        ImageSink train = new ImageSink();
        ImageSink test = new ImageSink();
        try {
            List<String> known = ImageSource.at(source, options).read(train, test);
            return write(source, target, options, train, test, known);
        } catch (IOException e) {
            throw new InvalidInputException(source + ": cannot be read (" + e + "), expected images with labels", e);
        }
    }

    private static void requireEmpty(Path target) {
        if (!FoundFiles.none(target)) {
            throw new InvalidInputException(
                    target + ": " + FoundFiles.in(target) + ", expected a new or empty directory");
        }
    }

    private static Dataset write(
            Path source, Path target, ImportOptions options, ImageSink train, ImageSink test, List<String> known) {
        requireSplit(source, options, train, test);
        ClassLabels classes = ClassLabels.of(Stream.concat(train.labels().stream(), test.labels().stream()), known);
        LabelledImages training = images(train, classes);
        if (test.count() > 0) {
            return IdxSetWriter.write(target, training, images(test, classes), classes.names());
        }
        HeldOut split = new HeldOut(training, options.testShare().orElseThrow());
        if (split.test().count() == 0) {
            throw new InvalidInputException(source + ": has no class of two images, of which one could be held out,"
                    + " expected more images, or test images");
        }
        return IdxSetWriter.write(target, split.train(), split.test(), classes.names());
    }

    private static void requireSplit(Path source, ImportOptions options, ImageSink train, ImageSink test) {
        if (train.count() == 0) {
            throw new InvalidInputException(source + ": holds no training images, expected some");
        }
        if (test.count() == 0 && options.testShare().isEmpty()) {
            throw new InvalidInputException(source + ": holds " + train.count()
                    + " training and no test images, expected test images or --test SHARE, as in --test 0.2");
        }
        if (test.count() > 0 && options.testShare().isPresent()) {
            throw new InvalidInputException(
                    source + ": holds " + test.count() + " test images itself, expected no --test");
        }
        if (test.count() > 0 && !test.shape().equals(train.shape())) {
            throw new InvalidInputException(test.first() + ": is " + test.shape()
                    + ", expected all images of one size, the first, " + train.first() + ", is " + train.shape());
        }
    }

    private static LabelledImages images(ImageSink sink, ClassLabels classes) {
        List<String> labels = sink.labels();
        byte[] numbers = new byte[labels.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = classes.number(labels.get(i));
        }
        ImageShape shape = sink.shape();
        return new LabelledImages(shape.channels(), shape.rows(), shape.cols(), sink.pixels(), numbers);
    }
}
