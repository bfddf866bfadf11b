package dev.kappasweep.export;

import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an export writes, and nowhere else: names of files come from results, which may be from anywhere.
 *
 * @param root may be a symbolic link itself, as it is what the user has named
 */
record ExportDirectory(Path root) {
    /**
     * A file or directory of this export.
     *
     * @param directory the root, or below it
     * @param name may have slashes
     * @throws InvalidInputException if it is not below the root, or beyond a symbolic link there
     */
    Path file(Path directory, String name) {
        Path top = root.toAbsolutePath().normalize();
        Path file = directory.resolve(name).toAbsolutePath().normalize();
        if (!file.startsWith(top) || file.equals(top)) {
            throw new InvalidInputException(
                    "export: '" + name + "' is outside of " + root + ", expected the name of a file below it");
        }
        Path part = top;
        for (Path next : top.relativize(file)) {
            part = part.resolve(next);
            requireNoLink(part);
        }
        return directory.resolve(name);
    }

    private static void requireNoLink(Path part) {
        if (Files.isSymbolicLink(part)) {
            throw new InvalidInputException(
                    "export: " + part + " is a symbolic link, expected a file or directory of its own");
        }
    }
}
