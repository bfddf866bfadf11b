package dev.kappasweep.server;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file with a token, which its owner alone may read. */
final class TokenFile {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TokenFile() {}

    static String readOrMake(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        String token = Users.newToken();
        try {
            create(file, token + "\n");
            return token;
        } catch (FileAlreadyExistsException e) {
            return read(file);
        }
    }

    /** With its permissions from the first moment on. */
    private static void create(Path file, String content) throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        Files.writeString(file, content, StandardOpenOption.WRITE);
    }

    private static String read(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new InvalidInputException("token: " + file
                    + " can be read by others, expected a file of mode 0600; delete it for a new token");
        }
        String token = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (token.length() < 16) {
            throw new InvalidInputException(
                    "token: " + file + " holds no token, expected 16 characters or more; delete it for a new one");
        }
        return token;
    }
}
