package dev.kappasweep.spark;

import dev.kappasweep.crew.Team;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The Spark task: runs the one leg of its partition. A trial that throws is a FAILED result, so that Spark does not retry it. */
final class TrialTask extends AbstractFunction1<Iterator<Leg>, TrialEnd> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<TrialSite> broadcast;
    private final Broadcast<CrewSite> crews;
    private final Gaps gaps;
    private final TrialText text;
    private final TaskSays says;

    TrialTask(Broadcast<TrialSite> broadcast, Broadcast<CrewSite> crews, Gaps gaps, TrialText text, TaskSays says) {
        this.broadcast = broadcast;
        this.crews = crews;
        this.gaps = gaps;
        this.text = text;
        this.says = says;
    }

    @Override
    public TrialEnd apply(Iterator<Leg> partition) {
        TaskContext context = TaskContext.get();
        Leg leg = partition.next();
        TrialSpec spec = leg.trial();
        says.label().add(text.parameters(spec) + ", trial " + spec.id());
        TrialSite site = broadcast.value();
        int number = context.attemptNumber() + 1;
        Instant start = Instant.now();
        Attempt attempt = new Attempt(context, site, leg, says);
        try (Team team = crews.value().crew().enter(site.run().crew())) {
            site.prepare();
            TrialResult result = run(site, spec, attempt, team).withAttempt(number);
            says.epochs().reset(); // the result has them
            return new TrialEnd(result, attempt.carried());
        } catch (Throwable e) {
            context.killTaskIfInterrupted();
            return TrialEnd.of(
                    attempt.hasTimedOut()
                            ? timedOut(spec, number, start, site)
                            : FailedTrial.result(spec, FailedTrial.reason(e), number, start, site.environment()));
        }
    }

    private TrialResult run(TrialSite site, TrialSpec spec, Attempt attempt, Team team) {
        Optional<Gaps.Gap> gap = gaps.of(spec);
        return gap.isPresent() ? site.fill(spec, gap.get(), attempt, team) : site.run(spec, attempt, team);
    }

    private static TrialResult timedOut(TrialSpec spec, int number, Instant start, TrialSite site) {
        String reason = "timed out after " + site.run().timeoutSeconds() + " s (run.timeout)";
        return FailedTrial.result(spec, TrialStatus.TIMED_OUT, reason, number, start, site.environment());
    }
}
