package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.conf.SweepFileException;
import dev.kappasweep.conf.SweepProblem;
import dev.kappasweep.service.RefusedException;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.OneLine;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A request that is not met, as it is told by RFC 9457. */
final class HttpProblem extends RuntimeException {
    private static final int LONGEST_DETAIL = 20_000;
    private static final Pattern LINE = Pattern.compile("[A-Za-z]+:([0-9]{1,7}):");

    private final int status;
    private final transient List<SweepProblem> problems;

    HttpProblem(int status, String detail) {
        this(status, detail, List.of());
    }

    private HttpProblem(int status, String detail, List<SweepProblem> problems) {
        super(detail, null, false, false);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** What an error of the program below means here. */
    static HttpProblem of(Throwable error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof HttpProblem problem) {
            return problem;
        }
        if (error instanceof SweepFileException wrong) {
            return new HttpProblem(HttpStatus.UNPROCESSABLE_ENTITY_422, message, wrong.problems());
        }
        if (error instanceof InvalidInputException) {
            return new HttpProblem(HttpStatus.UNPROCESSABLE_ENTITY_422, message, lines(message));
        }
        if (error instanceof RefusedException refused) {
            return new HttpProblem(
                    refused.kind() == RefusedException.Cause.NOT_FOUND
                            ? HttpStatus.NOT_FOUND_404
                            : HttpStatus.CONFLICT_409,
                    message);
        }
        if (error instanceof UncheckedIOException) {
            return new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, message + reason(error.getCause()));
        }
        return new HttpProblem(
                HttpStatus.INTERNAL_SERVER_ERROR_500,
                "internal error: " + OneLine.of(error.getClass().getSimpleName() + ": " + message, 300));
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null
                ? ""
                : ": " + OneLine.of(cause.getClass().getSimpleName() + ": " + cause.getMessage(), 300);
    }

    private static List<SweepProblem> lines(String message) {
        return message.lines()
                .map(line -> new SweepProblem(lineOf(line), "", "", "", "", line))
                .toList();
    }

    /** As in {@code sweep:3:7: ...}; 0 where none is named. */
    private static int lineOf(String message) {
        Matcher found = LINE.matcher(message);
        return found.lookingAt() ? Integer.parseInt(found.group(1)) : 0;
    }

    int status() {
        return status;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", HttpStatus.getMessage(status));
        json.put("status", status);
        String detail = String.valueOf(getMessage());
        json.put("detail", detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        if (!problems.isEmpty()) {
            ArrayNode all = json.putArray("problems");
            problems.forEach(problem -> put(all.addObject(), problem));
        }
        return json;
    }

    private static void put(ObjectNode json, SweepProblem problem) {
        if (problem.line() > 0) {
            json.put("line", problem.line());
        }
        putUnlessEmpty(json, "key", problem.key());
        putUnlessEmpty(json, "value", problem.value());
        putUnlessEmpty(json, "allowed", problem.allowed());
        putUnlessEmpty(json, "meant", problem.meant());
        json.put("message", problem.message());
    }

    private static void putUnlessEmpty(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }
}
