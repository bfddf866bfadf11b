package dev.kappasweep.server;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.SafeName;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may ask, by the SHA-256 of his token: of the tokens themselves nothing is kept. */
public final class Users {
    private static final int TOKEN_BYTES = 32;

    private final Optional<User> everybody;
    private final Optional<Path> file;
    private volatile Known known;

    /** @param stamp of the file when it was read; empty without one */
    private record Known(Map<String, User> byHash, Map<String, User> byCookie, String stamp) {
        static Known of(Map<String, User> byHash, String stamp) {
            Map<String, User> byCookie = new HashMap<>();
            byHash.forEach((hash, user) -> byCookie.put(cookieOfHash(hash), user));
            return new Known(Map.copyOf(byHash), byCookie, stamp);
        }
    }

    private Users(Optional<User> everybody, Optional<Path> file, Known known) {
        this.everybody = everybody;
        this.file = file;
        this.known = known;
    }

    /** Everybody who reaches the server is an operator. */
    public static Users everybody() {
        return new Users(Optional.of(new User("local", Role.OPERATOR)), Optional.empty(), Known.of(Map.of(), ""));
    }

    /** One operator, who has this token. */
    public static Users ofToken(String token) {
        Map<String, User> one = Map.of(hash(token), new User("operator", Role.OPERATOR));
        return new Users(Optional.empty(), Optional.empty(), Known.of(one, ""));
    }

    /**
     * Those of a file with a line for each: name, role and the SHA-256 of the token in hexadecimal digits. Lines that begin with # are
     * comments. A change of the file counts from the next request on; while what it says is wrong, what it said before does.
     *
     * @throws InvalidInputException if it is not such a file
     */
    public static Users read(Path file) {
        return new Users(Optional.empty(), Optional.of(file), knownOf(file));
    }

    private static Known knownOf(Path file) {
        Map<String, User> byHash = new HashMap<>();
        try {
            String stamp = stamp(file);
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    addLine(byHash, line, file + ":" + (i + 1));
                }
            }
            return Known.of(byHash, stamp);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "users: " + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "), expected a file of users",
                    e);
        }
    }

    private static String stamp(Path file) throws IOException {
        return Files.getLastModifiedTime(file) + " " + Files.size(file);
    }

    private static void addLine(Map<String, User> byHash, String line, String place) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 3 || !SafeName.PATTERN.matcher(parts[0]).matches() || !parts[2].matches("[0-9a-f]{64}")) {
            throw new InvalidInputException("users: " + place
                    + " is not allowed, expected NAME ROLE SHA-256, the role one of " + Named.allowed(Role.class));
        }
        byHash.put(parts[2], new User(parts[0], Named.parse(Role.class, "users: " + place + ": role", parts[1])));
    }

    /** Whether somebody is called so. */
    public boolean has(String name) {
        return now().byHash().values().stream().anyMatch(user -> user.name().equals(name));
    }

    private Known now() {
        file.ifPresent(this::follow);
        return known;
    }

    private void follow(Path there) {
        try {
            if (!stamp(there).equals(known.stamp())) {
                known = knownOf(there);
            }
        } catch (IOException | InvalidInputException e) {
            // it is being written, or wrong: whoever writes it sees who is let in
        }
    }

    /** A token that nobody can guess. */
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A user's line in a file of users. */
    public static String line(String name, Role role, String token) {
        return name + " " + role.text() + " " + hash(token) + "\n";
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }

    /** What stands for a token in a cookie: who reads it does not have the token, and it ends with it. */
    static String cookie(String token) {
        return cookieOfHash(hash(token));
    }

    private static String cookieOfHash(String hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hash.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("kappasweep cookie".getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<User> everybodyIs() {
        return everybody;
    }

    Optional<User> ofBearer(String token) {
        return Optional.ofNullable(now().byHash().get(hash(token)));
    }

    Optional<User> ofCookie(String value) {
        return Optional.ofNullable(now().byCookie().get(value));
    }

    /**
     * The token in a file that only its owner may read; made where there is none.
     *
     * @throws InvalidInputException if others may read it
     */
    public static String tokenIn(Path file) {
        try {
            return TokenFile.readOrMake(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the token cannot be kept in " + file, e);
        }
    }
}
