package dev.kappasweep.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what is so wrong that no route is looked for, such as {@code %2F} in a path, as all other problems are answered. */
final class ConnectionErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        HttpProblem problem = new HttpProblem(status, detail(request.getAttribute(ErrorHandler.ERROR_MESSAGE), status));
        Headers.put(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(true, ByteBuffer.wrap(problem.json().toString().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static String detail(@Nullable Object message, int status) {
        return "the request is not understood: "
                + (message == null
                        ? HttpStatus.getMessage(status)
                        : message.toString().strip());
    }
}
