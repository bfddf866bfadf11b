package dev.kappasweep.spark;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commits made-up results to a server of S3 that takes longer for each request, and reads them: {@code TRIALS MILLISECONDS AT_ONCE}. */
final class ObjectStoreMeasurement {
    private ObjectStoreMeasurement() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int trials = Integer.parseInt(arguments[0]);
        int atOnce = Integer.parseInt(arguments[2]);
        Path temporary = Files.createTempDirectory("s3");
        System.setProperty("maven.repository", System.getProperty("user.home") + "/.m2/repository");
        try (S3Server server = S3Server.start(temporary);
                FaultyProxy proxy = new FaultyProxy(server.endpoint())) {
            S3Server.use(proxy.endpoint());
            proxy.delay(Integer.parseInt(arguments[1]));
            Path directory = Places.path("s3a://sweeps/measured");
            SweepSpec sweep = EndedTrials.sweep(trials / 2);
            commit(directory, sweep, atOnce, proxy);
            read(directory, proxy);
        }
    }

    private static void commit(Path directory, SweepSpec sweep, int atOnce, FaultyProxy proxy) {
        List<TrialSpec> trials = EndedTrials.trials(sweep);
        try (ResultStore store = ResultStore.open(directory, sweep, EndedTrials.DATA)) {
            proxy.takeRequests();
            long start = System.nanoTime();
            for (int from = 0; from < trials.size(); from += atOnce) {
                List<TrialSpec> some = trials.subList(from, Math.min(trials.size(), from + atOnce));
                store.commit(some.stream().map(EndedTrials::completed).toList(), "4.2.0");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d trials, %d a commit: %.1f s, %.0f a second, %.1f requests a commit%n",
                    trials.size(),
                    atOnce,
                    seconds,
                    trials.size() / seconds,
                    (double) proxy.takeRequests().size() * atOnce / trials.size());
        }
    }

    private static void read(Path directory, FaultyProxy proxy) {
        proxy.takeRequests();
        long start = System.nanoTime();
        StoredResults results = StoredResults.read(directory);
        double listed = (System.nanoTime() - start) / 1e9;
        int[] rows = {0};
        results.eachLayer(row -> rows[0]++);
        System.out.printf(
                "read: trials %d in %.1f s, layers %d in all %.1f s, %d requests%n",
                results.trials().size(),
                listed,
                rows[0],
                (System.nanoTime() - start) / 1e9,
                proxy.takeRequests().size());
    }
}
