package dev.kappasweep.spark;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all trials in one JVM share. It is broadcast, so that each executor receives the images once. */
final class TrialSite implements Serializable {
    private static final long serialVersionUID = 1;

    private final TrialFunction function;
    private final Dataset data;
    private final RunSpec run;
    private final @Nullable SharedCheckpoints kept;
    private transient @Nullable Environment environment;
    private transient @Nullable Checkpoints checkpoints;

    TrialSite(TrialFunction function, Dataset data, RunSpec run, Optional<SharedCheckpoints> kept) {
        this.function = function;
        this.data = data;
        this.run = run;
        this.kept = kept.orElse(null);
    }

    RunSpec run() {
        return run;
    }

    Dataset data() {
        return data;
    }

    /** Prepares this JVM if no other task has; tasks that come meanwhile wait. */
    synchronized void prepare() {
        if (environment == null) {
            ExecutorJava.check();
            environment = function.prepare();
        }
    }

    synchronized Environment environment() {
        return environment == null ? Environment.UNKNOWN : environment;
    }

    /** @param notice told, once in a JVM, that it cannot keep any */
    synchronized Checkpoints checkpoints(Consumer<String> notice) {
        Checkpoints usable = checkpoints;
        if (usable == null) {
            usable = usableCheckpoints(notice);
            checkpoints = usable;
        }
        return usable;
    }

    /**
     * Leaves weights where the driver finds them.
     *
     * @param notice as of {@link #checkpoints}, and told if they cannot be written
     * @return whether they are there
     */
    boolean leaveWeights(TrialId trial, int epoch, byte[] npz, Consumer<String> notice) {
        if (!(checkpoints(notice) instanceof SharedCheckpoints shared)) {
            return false;
        }
        try {
            shared.writeWeights(trial, epoch, npz);
            return true;
        } catch (IOException e) {
            notice.accept("weights of epoch " + epoch + " come with the result: " + FailedTrial.reason(e));
            return false;
        }
    }

    private Checkpoints usableCheckpoints(Consumer<String> notice) {
        if (kept == null) {
            return Checkpoints.NONE;
        }
        if (kept.isVisible()) {
            return kept;
        }
        notice.accept("no checkpoints on " + environment().host() + ": it does not see " + kept.directory()
                + "; give run.checkpointDirectory a path that all machines see");
        return Checkpoints.NONE;
    }

    TrialResult run(TrialSpec spec, TrialObserver observer, Team team) {
        return requireOf(spec, function.run(spec, data, observer, team));
    }

    /** Evaluates a finished trial at other test SNRs, with its weights or after training it again. */
    TrialResult fill(TrialSpec spec, Gaps.Gap gap, TrialObserver observer, Team team) {
        TrialSpec asked = gap.asked(spec);
        Optional<byte[]> weights = gap.weights();
        TrialResult result = weights.isPresent()
                ? function.evaluate(asked, data, weights.get(), observer)
                : function.run(asked, data, observer, team);
        return requireOf(asked, result).of(spec);
    }

    private static TrialResult requireOf(TrialSpec spec, TrialResult result) {
        if (!result.spec().equals(spec)) {
            throw new IllegalStateException("the function was given trial " + spec.id() + " and returned a result of "
                    + result.id() + ", expected one of the trial it was given");
        }
        return result;
    }
}
