package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import java.io.IOException;
import java.nio.file.Path;

/** What a second driver does when the first has been silent for a minute, at once. */
public final class TakeOver {
    private TakeOver() {}

    public static void of(Path directory) throws IOException {
        CommitLog log = new CommitLog(directory, Store.of(directory));
        log.open();
        log.close();
    }
}
