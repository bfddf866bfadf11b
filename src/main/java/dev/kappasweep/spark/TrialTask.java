package dev.kappasweep.spark;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.Serializable;
import java.time.Instant;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** The Spark task: runs the one trial of its partition. A trial that throws is a FAILED result, so that Spark does not retry it. */
final class TrialTask extends AbstractFunction2<TaskContext, Iterator<TrialSpec>, TrialResult> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<TrialSite> broadcast;
    private final EpochAccumulator epochs;

    TrialTask(Broadcast<TrialSite> broadcast, EpochAccumulator epochs) {
        this.broadcast = broadcast;
        this.epochs = epochs;
    }

    @Override
    public TrialResult apply(TaskContext context, Iterator<TrialSpec> partition) {
        TrialSpec spec = partition.next();
        TrialSite site = broadcast.value();
        int attempt = context.attemptNumber() + 1;
        Instant start = Instant.now();
        try {
            site.prepare();
            return site.run(spec, observer(context)).withAttempt(attempt);
        } catch (Throwable e) {
            context.killTaskIfInterrupted();
            return FailedTrial.result(spec, FailedTrial.reason(e), attempt, start, site.environment());
        }
    }

    private TrialObserver observer(TaskContext context) {
        return new TrialObserver() {
            @Override
            public void epochEnded(TrialId trial, EpochMeasurement epoch) {
                epochs.add(epoch);
            }

            @Override
            public boolean isCancelled() {
                return context.isInterrupted();
            }
        };
    }
}
