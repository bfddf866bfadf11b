package dev.kappasweep.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a set known by name is recognised.
 *
 * @param name of the set
 * @param subdirectories where it may be in a directory of data sets, first those that come first
 * @param isInRoot whether it may also be in that directory itself
 * @param holdsAny whether a directory holds at least one of its files
 */
record KnownPlaces(String name, List<String> subdirectories, boolean isInRoot, Predicate<Path> holdsAny) {
    KnownPlaces {
        subdirectories = List.copyOf(subdirectories);
    }

    /** The places in {@code root}, in the order in which they are looked at. */
    Stream<Path> in(Path root) {
        return Stream.concat(subdirectories.stream().map(root::resolve), isInRoot ? Stream.of(root) : Stream.empty());
    }

    /** The same for a message. */
    String text(Path root) {
        return (isInRoot ? root + " or its " : root + "'s ") + String.join(" or ", subdirectories);
    }
}
