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

    private final Map<String, User> byHash = new HashMap<>();
    private final Map<String, User> byCookie = new HashMap<>();
    private final Optional<User> everybody;

    private Users(Optional<User> everybody) {
        this.everybody = everybody;
    }

    /** Everybody who reaches the server is an operator. */
    public static Users everybody() {
        return new Users(Optional.of(new User("local", Role.OPERATOR)));
    }

    /** One operator, who has this token. */
    public static Users ofToken(String token) {
        Users users = new Users(Optional.empty());
        users.add(hash(token), new User("operator", Role.OPERATOR));
        return users;
    }

    /**
     * Those of a file with a line for each: name, role and the SHA-256 of the token in hexadecimal digits. Lines that begin with # are
     * comments.
     *
     * @throws InvalidInputException if it is not such a file
     */
    public static Users read(Path file) {
        Users users = new Users(Optional.empty());
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    users.addLine(line, file + ":" + (i + 1));
                }
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "users: " + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "), expected a file of users",
                    e);
        }
        return users;
    }

    private void addLine(String line, String place) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 3 || !SafeName.PATTERN.matcher(parts[0]).matches() || !parts[2].matches("[0-9a-f]{64}")) {
            throw new InvalidInputException("users: " + place
                    + " is not allowed, expected NAME ROLE SHA-256, the role one of " + Named.allowed(Role.class));
        }
        add(parts[2], new User(parts[0], Named.parse(Role.class, "users: " + place + ": role", parts[1])));
    }

    private void add(String hash, User user) {
        byHash.put(hash, user);
        byCookie.put(cookieOfHash(hash), user);
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
        return Optional.ofNullable(byHash.get(hash(token)));
    }

    Optional<User> ofCookie(String value) {
        return Optional.ofNullable(byCookie.get(value));
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
