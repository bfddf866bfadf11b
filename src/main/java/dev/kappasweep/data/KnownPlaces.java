package dev.kappasweep.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a set known by name is recognised.
 *
 * @param name of the set
 * @param subdirectories where it may be in a directory of data sets, first those that come first
 * @param holdsAny whether a directory holds at least one of its files
 */
record KnownPlaces(String name, List<String> subdirectories, Predicate<Path> holdsAny) {
    KnownPlaces {
        subdirectories = List.copyOf(subdirectories);
    }
}
