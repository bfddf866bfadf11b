package dev.kappasweep.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Which files or directories hold training images and which test images, by their names. */
record SplitNames(List<Path> train, List<Path> test) {
    /**
     * Sorts {@code paths}: validation counts as test where there is no test.
     *
     * @param name what says what a path is of
     */
    static SplitNames of(List<Path> paths, Function<Path, String> name) {
        List<Path> test = those(paths, name, "test");
        List<Path> validation = those(paths, name, "val");
        validation = validation.isEmpty() ? those(paths, name, "dev") : validation;
        return new SplitNames(those(paths, name, "train"), test.isEmpty() ? validation : test);
    }

    private static List<Path> those(List<Path> paths, Function<Path, String> name, String word) {
        return paths.stream()
                .filter(path -> name.apply(path).toLowerCase(Locale.ROOT).matches("(.*[^a-z])?" + word + ".*"))
                .toList();
    }
}
