package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What all trials in one JVM share. It is broadcast, so that each executor receives the images once. */
final class TrialSite implements Serializable {
    private static final long serialVersionUID = 1;

    private final TrialFunction function;
    private final Dataset data;
    private transient @Nullable Environment environment;

    TrialSite(TrialFunction function, Dataset data) {
        this.function = function;
        this.data = data;
    }

    /** Prepares this JVM if no other task has; tasks that come meanwhile wait. */
    synchronized void prepare() {
        if (environment == null) {
            environment = function.prepare();
        }
    }

    synchronized Environment environment() {
        return environment == null ? Environment.UNKNOWN : environment;
    }

    TrialResult run(TrialSpec spec, TrialObserver observer) {
        return function.run(spec, data, observer);
    }
}
