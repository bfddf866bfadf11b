package dev.kappasweep.server;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** Who a request is from, and whether it comes from where it should. */
final class Access {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Users users;
    private final Set<String> hosts;
    private final Supplier<String> cookie;

    /**
     * @param hosts names by which browsers may call the server, besides localhost and addresses
     * @param cookie its name, known when the server listens
     */
    Access(Users users, Set<String> hosts, Supplier<String> cookie) {
        this.users = users;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        this.cookie = cookie;
    }

    /** Keeps a page of somebody else, whose name leads here by its own DNS, from asking. */
    void requireHost(Request request) {
        String host = String.valueOf(Request.getServerName(request)).toLowerCase(Locale.ROOT);
        boolean isAddress = host.matches("[0-9.]+") || host.startsWith("[") || host.contains(":");
        if (!isAddress && !host.equals("localhost") && !hosts.contains(host)) {
            throw new HttpProblem(
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "this server is not called so, expected localhost, an address, or a name given by --host");
        }
    }

    /**
     * The user.
     *
     * @throws HttpProblem if he does not say who he is, or what says it was sent by a page of somebody else
     */
    User require(Request request) {
        requireOrigin(request);
        Optional<User> bearer = bearer(request);
        if (bearer.isPresent()) {
            return bearer.get();
        }
        Optional<User> other = ofCookie(request).or(users::everybodyIs);
        if (other.isEmpty()) {
            throw new HttpProblem(
                    HttpStatus.UNAUTHORIZED_401,
                    "expected a token: Authorization: Bearer TOKEN, or the link of the server");
        }
        if (!READING.contains(request.getMethod())) {
            requireSameOrigin(request);
        }
        return other.get();
    }

    private Optional<User> bearer(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
            return Optional.empty();
        }
        Optional<User> user =
                users.ofBearer(header.substring("Bearer ".length()).strip());
        if (user.isEmpty() && users.everybodyIs().isEmpty()) {
            throw new HttpProblem(HttpStatus.UNAUTHORIZED_401, "the token is not known here");
        }
        return user;
    }

    private Optional<User> ofCookie(Request request) {
        return Request.getCookies(request).stream()
                .filter(one -> one.getName().equals(cookie.get()))
                .map(HttpCookie::getValue)
                .flatMap(value -> users.ofCookie(value).stream())
                .findFirst();
    }

    /** A browser says where a request that changes something comes from. */
    static void requireOrigin(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && !READING.contains(request.getMethod()) && !isOwn(origin, request)) {
            throw foreign();
        }
    }

    /** What carries no token of its own has to say it; programs other than browsers say nothing and have no cookie. */
    private void requireSameOrigin(Request request) {
        boolean saysOrigin = request.getHeaders().contains(HttpHeader.ORIGIN);
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean isOwn = saysOrigin || "same-origin".equals(site);
        boolean isNoBrowser = site == null
                && users.everybodyIs().isPresent()
                && ofCookie(request).isEmpty();
        if (!isOwn && !isNoBrowser) {
            throw foreign();
        }
    }

    private static HttpProblem foreign() {
        return new HttpProblem(
                HttpStatus.FORBIDDEN_403,
                "the request comes from a page of another server, expected one of this server");
    }

    private static boolean isOwn(String origin, Request request) {
        try {
            URI uri = URI.create(origin);
            String scheme = request.isSecure() ? "https" : "http";
            int standard = request.isSecure() ? 443 : 80;
            int port = uri.getPort() < 0 ? standard : uri.getPort();
            return scheme.equals(uri.getScheme())
                    && String.valueOf(Request.getServerName(request)).equalsIgnoreCase(uri.getHost())
                    && Request.getServerPort(request) == port;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The header that gives a browser the cookie of a token; empty if nobody has the token. */
    Optional<String> cookieOf(String token, boolean isSecure) {
        return users.ofBearer(token).map(user -> setCookie(Users.cookie(token), isSecure, 31_536_000));
    }

    String noCookie(boolean isSecure) {
        return setCookie("", isSecure, 0);
    }

    private String setCookie(String value, boolean isSecure, int seconds) {
        return cookie.get() + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (isSecure ? "; Secure" : "");
    }
}
