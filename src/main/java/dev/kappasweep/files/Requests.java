package dev.kappasweep.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Independent reads and writes of one store, several at once where each waits for the answer of a server. */
public final class Requests {
    private Requests() {}

    /** Reads or writes a file. */
    @FunctionalInterface
    public interface Request<T> {
        T send() throws IOException;
    }

    /**
     * The answers in the order of the requests. When this returns, or throws, none is under way, unless this thread was interrupted.
     *
     * @throws IOException or RuntimeException of the first request that fails; others may have been carried out
     */
    public static <T> List<T> all(Store store, List<? extends Request<T>> requests) throws IOException {
        int atOnce = Math.min(store.requestsAtOnce(), requests.size());
        return atOnce <= 1 ? oneByOne(requests) : together(requests, atOnce);
    }

    private static <T> List<T> oneByOne(List<? extends Request<T>> requests) throws IOException {
        List<T> answers = new ArrayList<>();
        for (Request<T> request : requests) {
            answers.add(request.send());
        }
        return answers;
    }

    private static <T> List<T> together(List<? extends Request<T>> requests, int atOnce) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<T>> sent = new ArrayList<>();
            for (Request<T> request : requests) {
                sent.add(threads.submit(request::send));
            }
            return answers(sent);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for all, also when one has failed: what the others write is to be deleted then. */
    private static <T> List<T> answers(List<Future<T>> sent) throws IOException {
        List<T> answers = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (Future<T> one : sent) {
            try {
                answers.add(answer(one));
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            return answers;
        }
        if (failures.get(0) instanceof IOException failure) {
            throw failure;
        }
        throw (RuntimeException) failures.get(0);
    }

    private static <T> T answer(Future<T> sent) throws IOException {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for files");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }
}
