package dev.kappasweep.spark;

import dev.kappasweep.sweep.EndedEpoch;
import java.io.Serializable;
import org.apache.spark.SparkContext;

/** What the task of a trial says to the driver while it runs, of all trials alike; and which trial it is, to Spark's pages. */
final class TaskSays implements Serializable {
    /** A trial with more epochs in one heartbeat tells some of them with its result only. */
    static final int MOST_EPOCHS = 32;

    private static final int MOST_NOTICES = 1000;
    private static final long serialVersionUID = 1;

    private final TrialLabel label = new TrialLabel();
    private final TaskMessages<EndedEpoch> epochs = new TaskMessages<>(MOST_EPOCHS);
    private final TaskMessages<String> notices = new TaskMessages<>(MOST_NOTICES);

    TaskSays(SparkContext spark) {
        spark.register(label, "trial");
        spark.register(epochs);
        spark.register(notices, "notices"); // Spark passes only named ones on when a task ends
    }

    TrialLabel label() {
        return label;
    }

    TaskMessages<EndedEpoch> epochs() {
        return epochs;
    }

    TaskMessages<String> notices() {
        return notices;
    }
}
