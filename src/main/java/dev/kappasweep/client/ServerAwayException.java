package dev.kappasweep.client;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;

/** A server does not answer; it may again soon. */
public final class ServerAwayException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    ServerAwayException(Server server, IOException cause) {
        super(
                "server: " + server + " does not answer (" + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : ": " + cause.getMessage())
                        + "), expected one that kappasweep serve has started",
                cause);
    }
}
