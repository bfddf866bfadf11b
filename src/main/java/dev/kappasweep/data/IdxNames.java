package dev.kappasweep.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the four files of a set are called.
 *
 * @param prefix of all four
 * @param test the word for test images
 */
record IdxNames(String prefix, String test) {
    /** MNIST's, Fashion-MNIST's and KMNIST's. */
    static final IdxNames PLAIN = new IdxNames("", "t10k");

    /** The name that the file has where it is published, without {@code .gz}, of grey images. */
    String fileName(IdxPart part) {
        return name(part, "-", part.dimensions());
    }

    /** @param dimensions of what is in it */
    String fileName(IdxPart part, int dimensions) {
        return name(part, "-", dimensions);
    }

    private String name(IdxPart part, String beforeType, int dimensions) {
        return prefix + (part.isOfTraining() ? "train" : test) + (part.isOfImages() ? "-images" : "-labels")
                + beforeType + "idx" + dimensions + "-ubyte";
    }

    String gzipName(IdxPart part) {
        return fileName(part) + ".gz";
    }

    /** The names of the four files, separated by commas, as they are downloaded. */
    String gzipNames() {
        return IdxPart.all().stream().map(this::gzipName).collect(Collectors.joining(", "));
    }

    /** The file in {@code directory}, under the first of its accepted names. */
    Optional<IdxFile> find(IdxPart part, Path directory) {
        int most = part.dimensions() + (part.isOfImages() ? 1 : 0);
        return IntStream.rangeClosed(part.dimensions(), most)
                .boxed()
                .flatMap(dimensions -> names(part, dimensions)
                        .map(directory::resolve)
                        .filter(Files::isRegularFile)
                        .map(file -> new IdxFile(file, dimensions)))
                .findFirst();
    }

    private Stream<String> names(IdxPart part, int dimensions) {
        return Stream.of("-", ".")
                .map(beforeType -> name(part, beforeType, dimensions))
                .flatMap(name -> Stream.of(name, name + ".gz"));
    }

    boolean holdsAny(Path directory) {
        return IdxPart.all().stream().anyMatch(part -> find(part, directory).isPresent());
    }

    boolean holdsAll(Path directory) {
        return missing(directory).isEmpty();
    }

    /** The names of the files that {@code directory} lacks. */
    List<String> missing(Path directory) {
        return IdxPart.all().stream()
                .filter(part -> find(part, directory).isEmpty())
                .map(this::fileName)
                .toList();
    }
}
