package dev.kappasweep.spark;

import dev.kappasweep.bench.SiteProbe;
import dev.kappasweep.crew.LaneModel;
import dev.kappasweep.crew.SharedCores;
import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.sweep.RunSpec;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * How many slots each trial of a run fills: one, or several where the run says how many trials may be in training at once in one JVM, or
 * where fewer than one on each core are better.
 */
final class LaneChoice {
    /** What the trials of all slots keep, below which every cache holds it. */
    private static final double SMALL_BYTES = 2 << 20;

    private final JavaSparkContext spark;
    private List<Site> measured = List.of();

    LaneChoice(JavaSparkContext spark) {
        this.spark = spark;
    }

    /**
     * What was chosen.
     *
     * @param slotsOfTrial at least 1
     * @param notice for the run's log, where a trial fills more than one slot
     */
    record Choice(double slotsOfTrial, Optional<String> notice) {
        static final Choice ONE = new Choice(1, Optional.empty());
    }

    /**
     * Of one JVM that runs trials.
     *
     * @param shared what was measured, if anything was
     */
    private record Site(int cores, @Nullable SharedCores shared) implements Serializable {
        /** Slots of a trial, of so many at once. */
        double slots(int lanes) {
            return (double) cores / Math.min(lanes, cores);
        }

        int best(StepDemand step) {
            return shared == null ? cores : new LaneModel(shared).best(step);
        }
    }

    /**
     * For a run that begins now.
     *
     * @param step of the trial that needs most, if there is one to train
     */
    synchronized Choice of(RunSpec run, Optional<StepDemand> step) {
        if (step.isEmpty()) {
            return Choice.ONE;
        }
        return run.lanes() == RunSpec.BEST_LANES ? best(run, step.get()) : fixed(run.lanes());
    }

    private Choice fixed(int lanes) {
        double slots =
                cores().stream().mapToDouble(site -> site.slots(lanes)).max().orElse(1);
        return slots > 1 ? new Choice(slots, Optional.of(atOnce(lanes) + " in each process (run.lanes)")) : Choice.ONE;
    }

    private Choice best(RunSpec run, StepDemand step) {
        if (!run.crew() || step.stateBytes() * spark.defaultParallelism() <= SMALL_BYTES) {
            return Choice.ONE;
        }
        if (measured.isEmpty() && spark.statusTracker().getActiveJobIds().length == 0) {
            measured = ask(Optional.of(step));
        }
        return measured.stream()
                .filter(site -> site.best(step) < site.cores())
                .max(Comparator.comparingDouble(site -> site.slots(site.best(step))))
                .map(site -> new Choice(site.slots(site.best(step)), Optional.of(notice(site, step))))
                .orElse(Choice.ONE);
    }

    private static String notice(Site site, StepDemand step) {
        SharedCores shared = site.shared();
        int best = site.best(step);
        return String.format(
                Locale.ROOT,
                "%s on %d cores, since %d would wait for memory: each keeps %.0f MB, the caches hold %.0f MB, and memory gives"
                        + " %.0f GB/s to all cores (run.lanes: auto)",
                atOnce(best),
                site.cores(),
                site.cores(),
                step.stateBytes() / 1e6,
                shared == null ? 0 : shared.cacheBytes() / 1e6,
                shared == null ? 0 : shared.bytesTogether() / 1e9);
    }

    private static String atOnce(int lanes) {
        return lanes + (lanes == 1 ? " trial at once" : " trials at once");
    }

    private List<Site> cores() {
        int ofExecutor = spark.getConf().getInt("spark.executor.cores", 0);
        if (spark.isLocal() || ofExecutor == 0) {
            return ask(Optional.empty());
        }
        return List.of(new Site(slots(ofExecutor), null));
    }

    private int slots(int cores) {
        return Math.max(1, cores / spark.getConf().getInt("spark.task.cpus", 1));
    }

    /** Asks each JVM that runs trials now. */
    private List<Site> ask(Optional<StepDemand> step) {
        if (spark.isLocal()) {
            return List.of(new Probe().site(slots(spark.defaultParallelism()), step));
        }
        int tasks = spark.defaultParallelism();
        int coresOfTask = spark.getConf().getInt("spark.task.cpus", 1);
        StepDemand asked = step.orElse(null);
        Broadcast<Probe> probe = spark.broadcast(new Probe());
        try {
            return spark.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
                    .map(task -> probe.value()
                            .site(
                                    Math.max(1, CrewSite.coresOfThisExecutor() / coresOfTask),
                                    Optional.ofNullable(asked)))
                    .collect();
        } finally {
            probe.unpersist();
        }
    }

    /** Measures once in a JVM, while other tasks there wait. */
    private static final class Probe implements Serializable {
        private static final long serialVersionUID = 1;

        private transient @Nullable Site site;

        synchronized Site site(int cores, Optional<StepDemand> step) {
            Site found = site;
            if (found == null) {
                boolean canMatter = cores <= Runtime.getRuntime().availableProcessors()
                        && step.filter(demand -> SiteProbe.lanesCanMatter(cores, demand))
                                .isPresent();
                found = new Site(cores, canMatter ? SiteProbe.sharedCores(cores) : null);
                site = found;
            }
            return found;
        }
    }
}
