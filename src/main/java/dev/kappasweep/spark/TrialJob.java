package dev.kappasweep.spark;

import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.CollectionAccumulator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** One Spark job with one partition for each trial; Spark starts them in the order of the list. */
final class TrialJob implements AutoCloseable {
    private final JavaSparkContext spark;
    private final List<TrialSpec> trials;
    private final Map<TrialSpec, Integer> lostBefore;
    private final Gaps gaps;
    private final TrialText text;
    private final RecorderThread recorder;
    private final TaskFollower follower;
    private final TrialLabel label = new TrialLabel();
    private final EpochAccumulator epochs = new EpochAccumulator();
    private final CollectionAccumulator<String> notices = new CollectionAccumulator<>();

    /** @param lostBefore how often trials were lost in jobs before this one */
    TrialJob(
            JavaSparkContext spark,
            String group,
            List<TrialSpec> trials,
            Map<TrialSpec, Integer> lostBefore,
            Gaps gaps,
            TrialText text,
            RecorderThread recorder) {
        this.spark = spark;
        this.trials = trials;
        this.lostBefore = Map.copyOf(lostBefore);
        this.gaps = gaps;
        this.text = text;
        this.recorder = recorder;
        spark.sc().register(label, "trial");
        spark.sc().register(epochs);
        spark.sc().register(notices, "notices"); // Spark passes only named ones on when a task ends
        this.follower = new TaskFollower(trials, group, epochs.id(), notices.id(), recorder);
        spark.sc().addSparkListener(follower);
    }

    /**
     * Returns when all trials have ended and were told to the recorder, or with the error for which Spark gave up: a
     * cancellation, or a task that was lost too often.
     */
    Optional<Exception> run(Broadcast<TrialSite> site) {
        try {
            RDD<TrialSpec> partitions = spark.parallelize(trials, trials.size()).rdd();
            spark.sc()
                    .runJob(
                            partitions,
                            new TrialTask(site, gaps, text, label, epochs, notices),
                            allPartitions(),
                            handler(),
                            ClassTag$.MODULE$.apply(TaskResult.class));
            return Optional.empty();
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            return Optional.of(e);
        }
    }

    TaskFollower follower() {
        return follower;
    }

    @Override
    public void close() {
        spark.sc().removeSparkListener(follower);
    }

    private scala.collection.immutable.Seq<Object> allPartitions() {
        List<Object> indices = IntStream.range(0, trials.size())
                .<Object>mapToObj(index -> index)
                .toList();
        return CollectionConverters.asScala(indices).toSeq();
    }

    /** Called on the scheduler's thread, once for each partition. */
    private AbstractFunction2<Object, TaskResult, BoxedUnit> handler() {
        return new AbstractFunction2<>() {
            @Override
            public BoxedUnit apply(Object partition, TaskResult result) {
                TaskResult counted = new TaskResult(counted(result.result()), result.weights());
                recorder.tell(to -> to.trialEnded(counted));
                return BoxedUnit.UNIT;
            }
        };
    }

    private TrialResult counted(TrialResult result) {
        int lost = lostBefore.isEmpty() ? 0 : lostBefore.getOrDefault(result.spec(), 0);
        return lost == 0 ? result : result.withAttempt(lost + result.attempt());
    }
}
