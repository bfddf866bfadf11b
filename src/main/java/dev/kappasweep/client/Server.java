package dev.kappasweep.client;

import dev.kappasweep.sweep.InvalidInputException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a server is, and who asks.
 *
 * @param url without a path or with the path below which it is served; http or https
 * @param token that the server knows; empty where it asks for none
 */
public record Server(URI url, Optional<String> token) {
    private static final String TOKEN = "token=";

    /**
     * Reads a URL, or the link with a token that a server prints when it starts.
     *
     * @throws InvalidInputException if it is neither
     */
    public static Server of(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw notAllowed(text);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https")) || uri.getUserInfo() != null) {
            throw notAllowed(text);
        }
        Optional<String> token = Optional.ofNullable(uri.getQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .filter(part -> part.startsWith(TOKEN) && part.length() > TOKEN.length())
                .map(part -> part.substring(TOKEN.length()))
                .findFirst();
        String path = String.valueOf(uri.getPath()).replaceAll("/+$", "");
        return new Server(URI.create(scheme + "://" + uri.getRawAuthority() + path), token);
    }

    private static InvalidInputException notAllowed(String text) {
        return new InvalidInputException("server: '" + text.replaceAll("(?<=" + TOKEN + ")[^&]*", "...")
                + "' is not allowed, expected a URL such as http://127.0.0.1:7878 or the link that the server printed");
    }

    /** The same server, asked with another token. */
    public Server withToken(String other) {
        return new Server(url, Optional.of(other));
    }

    /** The URL; never the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
