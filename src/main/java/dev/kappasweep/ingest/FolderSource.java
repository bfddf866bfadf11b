package dev.kappasweep.ingest;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * PNG and JPEG files in a directory for each class, which gives the class its name; these in directories {@code train} and
 * {@code test}, or without. Since files have no order, that of training images is drawn, the same each time.
 */
final class FolderSource implements ImageSource {
    private final Path place;
    private final ImportOptions options;

    FolderSource(Path place, ImportOptions options) {
        this.place = place;
        this.options = options;
    }

    static boolean isIn(Path place) throws IOException {
        return !files(place).isEmpty();
    }

    private static List<Path> files(Path place) throws IOException {
        return ImageSource.files(
                place, name -> name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
    }

    @Override
    public List<String> read(ImageSink train, ImageSink test) throws IOException {
        SplitNames splits = SplitNames.of(directories(place), directory -> String.valueOf(directory.getFileName()));
        if (splits.train().size() == 1 && splits.test().size() == 1) {
            read(splits.train().get(0), train);
            read(splits.test().get(0), test);
        } else {
            read(place, train);
        }
        return List.of();
    }

    private static List<Path> directories(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private void read(Path root, ImageSink sink) throws IOException {
        List<Path> files = new ArrayList<>(files(root));
        shuffle(files);
        for (Path file : files) {
            Path below = root.relativize(file);
            if (below.getNameCount() < 2) {
                throw new InvalidInputException(
                        file + ": lies in no directory of a class, expected " + root + "/CLASS/" + below);
            }
            Picture picture = Picture.decode(file.toString(), Files.readAllBytes(file), options.isGrey());
            sink.add(file.toString(), below.getName(0).toString(), picture.shape(), picture.values());
        }
    }

    /** Fisher and Yates. */
    private static void shuffle(List<Path> files) {
        RandomGenerator stream = RandomStreams.stream(0, "import/order");
        for (int i = files.size() - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            Path swapped = files.get(i);
            files.set(i, files.get(j));
            files.set(j, swapped);
        }
    }
}
