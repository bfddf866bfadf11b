package dev.kappasweep.server;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file with a token, which its owner alone may read. */
final class TokenFile {
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

    private static void create(Path file, String content) throws IOException {
        OwnerOnly.create(file);
        Files.writeString(file, content, StandardOpenOption.WRITE);
    }

    private static String read(Path file) throws IOException {
        if (OwnerOnly.isOpen(file)) {
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
