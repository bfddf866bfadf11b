package dev.kappasweep.spark;

import dev.kappasweep.bench.SiteProbe;
import dev.kappasweep.spark.ExecutorReport.Clock;
import dev.kappasweep.spark.ProbeTask.Answer;
import dev.kappasweep.sweep.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/**
 * Measures the driver and every executor. One task is started for each slot of the cluster, all at the same time, so that every
 * executor has some; in each JVM one of them measures.
 */
public final class ClusterProbe {
    private static final String DRIVER = "driver";
    private static final int WAIT_MILLIS = 20_000;
    private static final int STEADY_MILLIS = 2_000;
    private static final int POLL_MILLIS = 100;

    private final JavaSparkContext spark;

    public ClusterProbe(JavaSparkContext spark) {
        this.spark = spark;
    }

    /**
     * Takes some seconds.
     *
     * @throws InvalidInputException if no executor comes within 20 s
     */
    public ClusterReport measure() {
        int slots = awaitSlots();
        Broadcast<ProbeTask.Site> site = spark.broadcast(new ProbeTask.Site());
        try {
            List<Answer> measured = ask(slots, site);
            // Again, now that nothing is left to load or to measure: this time is for the clocks.
            double asked = ProbeTask.now();
            List<Answer> timed = ask(slots, site);
            return new ClusterReport(reports(measured, clocks(timed, asked, ProbeTask.now())), hosts(measured));
        } finally {
            site.unpersist();
        }
    }

    private static List<ExecutorReport> reports(List<Answer> measured, Map<String, Clock> clocks) {
        Map<String, List<Answer>> byExecutor =
                measured.stream().collect(Collectors.groupingBy(Answer::executor, TreeMap::new, Collectors.toList()));
        List<ExecutorReport> reports = new ArrayList<>();
        if (!byExecutor.containsKey(DRIVER)) {
            reports.add(new ExecutorReport(DRIVER, 0, Clock.SAME, SiteProbe.measure(1, ProbeTask.sparkDirectories())));
        }
        byExecutor.forEach((executor, answers) -> reports.add(new ExecutorReport(
                executor,
                answers.size(),
                executor.equals(DRIVER) ? Clock.SAME : clocks.getOrDefault(executor, Clock.SAME),
                answers.get(0).report())));
        return reports;
    }

    private List<WorkerHost> hosts(List<Answer> answers) {
        Map<String, Long> executors = answers.stream()
                .collect(Collectors.toMap(Answer::executor, Answer::host, (host, same) -> host))
                .values()
                .stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return StandaloneMaster.workers(spark.sc().master()).entrySet().stream()
                .map(host -> new WorkerHost(
                        host.getKey(),
                        host.getValue().intValue(),
                        executors.getOrDefault(host.getKey(), 0L).intValue()))
                .toList();
    }

    /** Each clock stood where its answer says at some time between the driver's {@code asked} and {@code answered}. */
    private static Map<String, Clock> clocks(List<Answer> answers, double asked, double answered) {
        return answers.stream()
                .collect(Collectors.toMap(
                        Answer::executor,
                        answer -> new Clock(answer.clock() - answered, answer.clock() - asked),
                        (a, b) -> new Clock(Math.max(a.least(), b.least()), Math.min(a.most(), b.most()))));
    }

    private List<Answer> ask(int slots, Broadcast<ProbeTask.Site> site) {
        List<Integer> tasks = IntStream.range(0, slots).boxed().toList();
        return spark.parallelize(tasks, slots)
                .rdd()
                .barrier()
                .mapPartitions(new ProbeTask(site), false, ClassTag$.MODULE$.<Answer>apply(Answer.class))
                .toJavaRDD()
                .collect();
    }

    /** The slots of all executors, when some have come and no more do. */
    private int awaitSlots() {
        int slots = slots();
        int steady = spark.isLocal() ? STEADY_MILLIS : 0;
        for (int waited = 0; waited < WAIT_MILLIS && (slots == 0 || steady < STEADY_MILLIS); waited += POLL_MILLIS) {
            pause();
            int now = slots();
            steady = now == slots ? steady + POLL_MILLIS : 0;
            slots = now;
        }
        if (slots == 0) {
            throw new InvalidInputException(
                    "master: " + spark.sc().master()
                            + " gives no executor within 20 s, expected free cores and memory for one at least, and a Java that starts it");
        }
        return slots;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for executors", e);
        }
    }

    private int slots() {
        return spark.sc()
                .maxNumConcurrentTasks(spark.sc().resourceProfileManager().defaultResourceProfile());
    }
}
