package dev.kappasweep.server;

import java.util.concurrent.CompletableFuture;

/** What a request asks for is being read: it can be answered when that has ended, until when no thread is to wait. */
final class NotReadException extends RuntimeException {
    private final transient CompletableFuture<?> reading;

    NotReadException(String message, CompletableFuture<?> reading) {
        super(message, null, false, false);
        this.reading = reading;
    }

    CompletableFuture<?> reading() {
        return reading;
    }
}
