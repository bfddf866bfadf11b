package dev.kappasweep.spark;

import dev.kappasweep.bench.SiteProbe;
import dev.kappasweep.bench.SiteReport;
import dev.kappasweep.sweep.Seconds;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** A task of a barrier stage that fills every slot of the cluster: reports on the JVM that it runs in. */
final class ProbeTask extends AbstractFunction1<Iterator<Integer>, Iterator<ProbeTask.Answer>> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<Site> site;

    ProbeTask(Broadcast<Site> site) {
        this.site = site;
    }

    /**
     * What one task found.
     *
     * @param host of its executor, as Spark names it
     * @param clock seconds since 1970 by the clock of its machine, when all was measured
     */
    record Answer(String executor, String host, double clock, SiteReport report) implements Serializable {}

    @Override
    public Iterator<Answer> apply(Iterator<Integer> partition) {
        String executor = SparkEnv.get().executorId();
        // Waits for all tasks, so that there is one in every slot.
        String[] executors = BarrierTaskContext.get().allGather(executor);
        int slots = Math.toIntExact(
                Arrays.stream(executors).filter(executor::equals).count());
        SiteReport report = site.value().report(slots);
        String host = SparkEnv.get().blockManager().blockManagerId().host();
        return scala.collection.Iterator$.MODULE$.single(new Answer(executor, host, now(), report));
    }

    /** Seconds since 1970 by this machine's clock. */
    static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + Seconds.ofNanos(now.getNano());
    }

    /** Where Spark of this JVM keeps its files. */
    static List<Path> sparkDirectories() {
        SparkConf conf = SparkEnv.get().conf();
        String configured = conf.get("spark.local.dir", System.getProperty("java.io.tmpdir"));
        String directories = System.getenv().getOrDefault("SPARK_LOCAL_DIRS", configured);
        return Stream.of(directories.split(",", -1)).map(Path::of).toList();
    }

    /** What all tasks in one JVM share: it is broadcast, and the first of them measures while the others wait. */
    static final class Site implements Serializable {
        private static final long serialVersionUID = 1;

        private transient @Nullable SiteReport report;

        synchronized SiteReport report(int slots) {
            if (report == null) {
                report = SiteProbe.measure(slots, sparkDirectories());
            }
            return report;
        }
    }
}
