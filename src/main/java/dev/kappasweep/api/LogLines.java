package dev.kappasweep.api;

/** Where the lines of a log go. */
interface LogLines extends AutoCloseable {
    void add(String line);

    @Override
    void close();
}
