package dev.kappasweep.server;

import dev.kappasweep.sweep.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Leads each request to its route: lets in who may, answers, and tells what is wrong. */
final class Requests extends Handler.Abstract {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    static final int MOST_STREAMS = 1_024;
    private static final int LONGEST_READING_SECONDS = 20;
    private static final long MOST_DRAINED = 4 << 20;
    private static final double PER_SECOND = 200;
    private static final double BURST = 2_000;
    private static final double WRONG_PER_SECOND = 5;
    private static final double WRONG_BURST = 50;

    private final List<Route> routes;
    private final Access access;
    private final AuditLog audit;
    private final EventHub events;
    private final RateLimit rate;

    /** Of requests without a token that is known. */
    private final RateLimit wrong;

    Requests(List<Route> routes, Access access, AuditLog audit, EventHub events, InstantSource clock) {
        this.routes = routes;
        this.access = access;
        this.audit = audit;
        this.events = events;
        this.rate = new RateLimit(PER_SECOND, BURST, clock);
        this.wrong = new RateLimit(WRONG_PER_SECOND, WRONG_BURST, clock);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Headers.put(response.getHeaders());
        write(firstReply(request), request, response, callback);
        return true;
    }

    private Reply firstReply(Request request) {
        String address = Request.getRemoteAddr(request);
        return rate.take(address) ? reply(request) : problem(tooMany(address));
    }

    private Reply reply(Request request) {
        try {
            return answer(request);
        } catch (NotReadException e) {
            return new Reply.Later(e);
        } catch (RuntimeException | Error e) {
            return problem(HttpProblem.of(e));
        }
    }

    static Reply.Whole problem(HttpProblem problem) {
        Reply.Whole reply = Reply.bytes(
                problem.status(),
                "application/problem+json",
                problem.json().toString().getBytes(StandardCharsets.UTF_8));
        return switch (problem.status()) {
            case HttpStatus.UNAUTHORIZED_401 -> reply.with("WWW-Authenticate", "Bearer");
            case HttpStatus.TOO_MANY_REQUESTS_429, HttpStatus.SERVICE_UNAVAILABLE_503 -> reply.with("Retry-After", "1");
            default -> reply;
        };
    }

    private Reply answer(Request request) {
        String address = Request.getRemoteAddr(request);
        access.requireHost(request);
        String path = String.valueOf(request.getHttpURI().getCanonicalPath());
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(path);
            if (parameters.isPresent() && route.method().equals(method)) {
                return answer(request, route, parameters.get(), address);
            }
            parameters.ifPresent(there -> allowed.add(route.method()));
        }
        return other(request, path, allowed);
    }

    private Reply answer(Request request, Route route, Map<String, String> parameters, String address) {
        User user = User.NOBODY;
        int status = HttpStatus.INTERNAL_SERVER_ERROR_500;
        try {
            if (route.least().isPresent()) {
                user = access.require(request);
                require(user, route.least().get());
            } else {
                Access.requireOrigin(request);
            }
            Reply reply = route.endpoint().answer(new Call(request, user, parameters));
            status = reply instanceof Reply.Whole whole ? whole.status() : HttpStatus.OK_200;
            return reply;
        } catch (NotReadException e) {
            throw e;
        } catch (RuntimeException e) {
            HttpProblem problem = slowed(HttpProblem.of(e), address);
            status = problem.status();
            throw problem;
        } finally {
            if (!READING.contains(request.getMethod())) {
                audit.add(
                        user,
                        address,
                        request.getMethod(),
                        OneLine.of(request.getHttpURI().getCanonicalPath(), 300),
                        status);
            }
        }
    }

    private static HttpProblem tooMany(String address) {
        return new HttpProblem(
                HttpStatus.TOO_MANY_REQUESTS_429, "too many requests from " + address + ", try again in a second");
    }

    /** Who has a token is not slowed by others at his address who have none. */
    private HttpProblem slowed(HttpProblem problem, String address) {
        boolean isGuess = problem.status() == HttpStatus.UNAUTHORIZED_401;
        return isGuess && !wrong.take(address) ? tooMany(address) : problem;
    }

    private static void require(User user, Role least) {
        if (!user.role().includes(least)) {
            throw new HttpProblem(
                    HttpStatus.FORBIDDEN_403,
                    "user " + user.name() + " is a " + user.role().text() + ", expected " + least.text());
        }
    }

    /** The page, which has no secrets: what it shows it asks for. */
    private Reply other(Request request, String path, Set<String> allowed) {
        if (!allowed.isEmpty()) {
            String methods = String.join(", ", allowed);
            return problem(new HttpProblem(
                            HttpStatus.METHOD_NOT_ALLOWED_405,
                            request.getMethod() + " is not allowed for " + path + ", expected " + methods))
                    .with("Allow", methods);
        }
        if (!READING.contains(request.getMethod()) || path.startsWith("/api/")) {
            throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is nothing at " + path);
        }
        String token = Request.extractQueryParameters(request).getValue("token");
        if (token != null && path.equals("/")) {
            return logIn(request, token);
        }
        return Pages.of(
                path,
                Optional.ofNullable(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))
                        .orElse(""));
    }

    /** Takes the token out of the address, where it would be seen and kept. */
    private Reply logIn(Request request, String token) {
        Optional<String> cookie = access.cookieOf(token, request.isSecure());
        if (cookie.isEmpty() && !wrong.take(Request.getRemoteAddr(request))) {
            throw tooMany(Request.getRemoteAddr(request));
        }
        Reply.Whole reply =
                Reply.bytes(HttpStatus.SEE_OTHER_303, "", new byte[0]).with("Location", "/");
        return cookie.map(value -> reply.with("Set-Cookie", value)).orElse(reply);
    }

    private void write(Reply reply, Request request, Response response, Callback callback) {
        if (reply instanceof Reply.Whole whole) {
            writeWhole(whole, request, response, callback);
        } else if (reply instanceof Reply.OfFile file) {
            writeFile(file, response, callback);
        } else if (reply instanceof Reply.OfEvents stream) {
            writeEvents(stream, response, callback);
        } else if (reply instanceof Reply.Later later) {
            answerLater(later.cause(), request, response, callback);
        }
    }

    /** Holds no thread meanwhile. */
    private void answerLater(NotReadException cause, Request request, Response response, Callback callback) {
        Executor threads = request.getComponents().getExecutor();
        CompletableFuture<?> unused = cause.reading()
                .copy()
                .orTimeout(LONGEST_READING_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync(
                        (read, error) -> write(
                                error instanceof TimeoutException ? notYet(cause) : reply(request),
                                request,
                                response,
                                callback),
                        threads);
    }

    private static Reply notYet(NotReadException cause) {
        return problem(new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, cause.getMessage() + ", try again"));
    }

    /** What has not been read of the request is read first, so that its sender does not find the connection closed while he writes. */
    private static void writeWhole(Reply.Whole whole, Request request, Response response, Callback callback) {
        Runnable write = () -> put(whole, request, response, callback);
        if (isRead(request)) {
            write.run();
        } else if (request.getLength() >= 0 && request.getLength() <= MOST_DRAINED) {
            Content.Source.consumeAll(request, Callback.from(write, error -> closing(response, write)));
        } else {
            closing(response, write);
        }
    }

    private static boolean isRead(Request request) {
        Content.Chunk next = request.read();
        if (next == null) {
            return false;
        }
        next.release();
        return next.isLast();
    }

    private static void closing(Response response, Runnable write) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write.run();
    }

    private static void put(Reply.Whole whole, Request request, Response response, Callback callback) {
        response.setStatus(whole.status());
        if (!whole.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, whole.type());
        }
        whole.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        boolean hasBody = !request.getMethod().equals("HEAD");
        if (hasBody || whole.content().length > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.content().length);
        }
        response.write(true, ByteBuffer.wrap(hasBody ? whole.content() : new byte[0]), callback);
    }

    private static void writeFile(Reply.OfFile file, Response response, Callback callback) {
        try (InputStream in = Files.newInputStream(file.file())) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.type());
            response.getHeaders()
                    .put(
                            "Content-Disposition",
                            "attachment; filename=\"" + file.file().getFileName() + "\"");
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                in.transferTo(out);
            }
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        }
    }

    private void writeEvents(Reply.OfEvents stream, Response response, Callback callback) {
        if (events.clients() >= MOST_STREAMS) {
            HttpProblem problem = new HttpProblem(
                    HttpStatus.SERVICE_UNAVAILABLE_503, "too many listen to events, expected at most " + MOST_STREAMS);
            response.setStatus(problem.status());
            response.write(true, ByteBuffer.wrap(problem.json().toString().getBytes(StandardCharsets.UTF_8)), callback);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.getHeaders().put("X-Accel-Buffering", "no");
        stream.topic().join(new EventClient(response, callback, stream.topic()::leave), stream.lastEventId());
    }
}
