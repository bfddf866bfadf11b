package dev.kappasweep.data;

import java.net.URI;

/** Is told how a download goes, on the thread that called it. */
public interface DownloadProgress {
    /**
     * More of a file has come.
     *
     * @param file its name on the mirror
     * @param bytes received so far from this mirror
     * @param total as the mirror announced it, or -1 if it did not
     */
    void received(String file, long bytes, long total);

    /** A mirror did not give a file, for a reason in one line; the next one is tried. */
    default void failed(URI source, String reason) {}
}
