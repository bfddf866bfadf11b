package dev.kappasweep.data;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The directories where sets known by name are looked for. A directory given by option is the only one: who names a place
 * wants to hear that it is wrong. Otherwise {@value #VARIABLE} comes before the user cache; passing on from one to the other
 * cannot change the data, because the digests of a known set are checked.
 */
final class DataPlaces {
    static final String VARIABLE = "KAPPASWEEP_DATA";

    private static final String PROGRAM = "kappasweep";

    private final List<Path> roots;

    /** @throws InvalidInputException if the environment names a directory that no file system could hold */
    DataPlaces(Optional<Path> dataDir, Map<String, String> environment) {
        this.roots = dataDir.map(List::of).orElseGet(() -> fromEnvironment(environment));
    }

    private static List<Path> fromEnvironment(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        value(environment, VARIABLE).map(text -> path(VARIABLE, text)).ifPresent(places::add);
        places.add(userCache(environment).resolve(PROGRAM));
        return List.copyOf(places);
    }

    private static Path userCache(Map<String, String> environment) {
        return value(environment, "XDG_CACHE_HOME")
                .map(text -> path("XDG_CACHE_HOME", text))
                // The XDG specification says that relative paths are to be ignored.
                .filter(Path::isAbsolute)
                .orElseGet(() -> path("HOME", value(environment, "HOME").orElse(System.getProperty("user.home")))
                        .resolve(".cache"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    /** @param item what gave {@code text}, for the message */
    static Path path(String item, String text) {
        try {
            return Places.path(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(
                    item + ": '" + e.getInput() + "' is not a path (" + e.getReason() + "), expected a directory", e);
        }
    }

    /** Where a download goes. */
    Path target(String subdirectory) {
        return roots.get(0).resolve(subdirectory);
    }

    /**
     * The first directory with at least one file of a set: a set that is there in part is reported, not passed over. Its
     * subdirectories come first, so that a directory may hold another set's files and that subdirectory.
     */
    Optional<Path> find(KnownPlaces set) {
        return roots.stream().flatMap(set::in).filter(set.holdsAny()).findFirst();
    }

    /**
     * The same.
     *
     * @param expected what a place must hold; {@code %s} stands for the place where the message suggests it
     * @throws InvalidInputException if no place holds the set; the message says what to put where
     */
    Path require(KnownPlaces set, String expected) {
        return find(set)
                .orElseThrow(() -> new InvalidInputException(set.name() + ": not found in " + searched(set)
                        + "; expected "
                        + String.format(
                                Locale.ROOT,
                                expected,
                                target(set.subdirectories().get(0)))));
    }

    private String searched(KnownPlaces set) {
        return roots.stream().map(set::text).collect(Collectors.joining(", "));
    }
}
