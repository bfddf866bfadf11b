package dev.kappasweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Scripts of jobs/ in a project of empty files, and programs for them to call. */
final class Scripts {
    private Scripts() {}

    /** Makes {@code project} a checkout with the script {@code name} of jobs/ only, and returns that. */
    static Path copy(String name, Path project) throws IOException {
        Files.createDirectories(project.resolve("src/main"));
        Files.createDirectories(project.resolve("target"));
        Files.writeString(project.resolve("pom.xml"), "<project><artifactId>kappasweep</artifactId></project>");
        write(project.resolve("jobs/project.sh"), Files.readString(Path.of("jobs/project.sh")));
        return write(project.resolve("jobs").resolve(name), Files.readString(Path.of("jobs", name)));
    }

    /** Writes an executable file and the directories above it. */
    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
