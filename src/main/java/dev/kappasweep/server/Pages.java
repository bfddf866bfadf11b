package dev.kappasweep.server;

import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** The files of the page, from the class path and nowhere else. Every address that is no file's is the page itself, which shows it. */
final class Pages {
    private static final String OWN = "/dev/kappasweep/server/page";
    /** Whose style is also that of the page. */
    private static final String REPORT = "/report";

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9@][A-Za-z0-9@._-]*)+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "yaml", "application/yaml",
            "json", Reply.JSON,
            "map", Reply.JSON);

    private Pages() {}

    /** @param known the ETag that the browser has; may be empty */
    static Reply of(String path, String known) {
        if (path.startsWith("/webjars/")) {
            return file(WEBJARS, path.substring("/webjars".length()))
                    .map(content -> cached(content, known, "public, max-age=31536000, immutable"))
                    .orElseThrow(() -> notFound(path));
        }
        return file(OWN, path.equals("/") ? "/index.html" : path)
                .or(() -> path.equals("/report.css") ? file(REPORT, path) : Optional.empty())
                .or(() -> file(OWN, "/index.html"))
                .map(content -> cached(content, known, "no-cache"))
                .orElseThrow(() -> notFound(path));
    }

    private static HttpProblem notFound(String path) {
        return new HttpProblem(HttpStatus.NOT_FOUND_404, "there is nothing at " + path);
    }

    private static final class Content {
        private final String type;
        private final byte[] bytes;

        Content(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }

    private static Optional<Content> file(String base, String path) {
        Matcher allowed = PATH.matcher(path);
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (!allowed.matches() || path.contains("..") || type == null) {
            return Optional.empty();
        }
        try (InputStream in = Pages.class.getResourceAsStream(base.replaceFirst("/$", "") + path)) {
            return in == null ? Optional.empty() : Optional.of(new Content(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static Reply cached(Content content, String known, String caching) {
        String tag = "\"" + Sha256.hex(content.bytes).substring(0, 16) + "\"";
        Reply.Whole whole = known.equals(tag)
                ? Reply.bytes(HttpStatus.NOT_MODIFIED_304, "", new byte[0])
                : Reply.bytes(HttpStatus.OK_200, content.type, content.bytes);
        return whole.with("ETag", tag).with("Cache-Control", caching);
    }
}
