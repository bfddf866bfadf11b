package dev.kappasweep.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which server somebody means: what he says, or the variables {@code KAPPASWEEP_SERVER} and {@code KAPPASWEEP_TOKEN}, or his file of
 * profiles, a JSON object such as {@code {"default": {"server": "http://HOST:7878", "token": "..."}}}.
 */
public final class Profiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT = "default";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final Map<String, String> environment;

    /** @param file that need not exist */
    public Profiles(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    /** Those of the user that runs this: {@code $XDG_CONFIG_HOME/kappasweep/servers.json}, in {@code ~/.config} without the variable. */
    public static Profiles ofUser(Map<String, String> environment) {
        String home = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path config = home.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(home);
        return new Profiles(config.resolve("kappasweep").resolve("servers.json"), environment);
    }

    /**
     * The server that is meant.
     *
     * @param said a URL, or the name of a profile; empty if nothing was said
     * @throws InvalidInputException if there is none, or the file of profiles is not right, or others may read it
     */
    public Server server(Optional<String> said) {
        String name = said.or(() -> variable("KAPPASWEEP_SERVER")).orElse(DEFAULT);
        Server server = name.contains("://") ? Server.of(name) : profile(name);
        Optional<String> token = variable("KAPPASWEEP_TOKEN");
        return token.isPresent() && server.token().isEmpty() ? server.withToken(token.get()) : server;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Server profile(String name) {
        JsonNode profile = read().path(name);
        if (!profile.path("server").isTextual()) {
            throw new InvalidInputException("server: '" + name + "' is not a URL and no profile of " + file
                    + ", expected --server URL, such as http://127.0.0.1:7878, or a profile with \"server\" there");
        }
        Server server = Server.of(profile.get("server").textValue());
        String token = profile.path("token").asText("");
        return token.isEmpty() ? server : server.withToken(token);
    }

    private JsonNode read() {
        try {
            String text = Files.readString(file);
            requireOwn();
            return JSON.readTree(text);
        } catch (NoSuchFileException e) {
            return JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    file + ":" + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireOwn() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> given = EnumSet.copyOf(OTHERS);
        given.retainAll(Files.getPosixFilePermissions(file));
        if (!given.isEmpty()) {
            throw new InvalidInputException(
                    file + ": others may read or change it, expected tokens to be yours alone: chmod 600 " + file);
        }
    }
}
