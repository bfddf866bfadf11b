package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The file {@value #NAME} of a directory: digests of its files, as {@code sha256sum} writes and checks them. */
final class DigestList {
    static final String NAME = "SHA256SUMS";

    private static final int MOST_BYTES = 1 << 20;
    private static final String GZIP = ".gz";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private final Map<String, String> digests;

    private DigestList(Map<String, String> digests) {
        this.digests = Map.copyOf(digests);
    }

    /**
     * The list in {@code directory}; empty where there is none.
     *
     * @throws InvalidInputException if it is not such a list
     */
    static DigestList in(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            if (!Files.isRegularFile(file)) {
                return new DigestList(Map.of());
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInputException(file + ": has more than " + MOST_BYTES + " bytes, expected digests");
            }
            return parse(file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return new DigestList(Map.of());
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read (" + e + "), expected digests", e);
        }
    }

    private static DigestList parse(Path file, String text) {
        Map<String, String> digests = new HashMap<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new InvalidInputException(
                        file + ": a line is not a digest and a name, expected lines as sha256sum writes them");
            }
            digests.put(matcher.group(2), matcher.group(1));
        }
        return new DigestList(digests);
    }

    /** Of the file under its own name, or of what is in it under that name without {@code .gz}; empty if neither is listed. */
    Optional<ExpectedDigest> of(Path file) {
        String name = String.valueOf(file.getFileName());
        String plain = name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
        return Optional.ofNullable(digests.get(name))
                .map(ExpectedDigest::ofFile)
                .or(() -> Optional.ofNullable(digests.get(plain)).map(ExpectedDigest::ofContent));
    }

    /** The content of a list, names in their order. */
    static String text(Map<String, String> digests) {
        return digests.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }
}
