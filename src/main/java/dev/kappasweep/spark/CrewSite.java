package dev.kappasweep.spark;

import dev.kappasweep.crew.Crew;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

/** The crew of each JVM that runs trials. It is broadcast once for all runs, since a crew has to know of every trial of its JVM. */
final class CrewSite implements Serializable {
    private static final long serialVersionUID = 1;

    /** How Spark starts an executor, on every kind of cluster. */
    private static final Pattern CORES = Pattern.compile("ExecutorBackend .*--cores (\\d{1,9})\\b");

    private final int coresOfDriver;
    private transient @Nullable Crew crew;

    /** @param coresOfDriver that trials may use in the driver's JVM; 0 where they run in executors */
    CrewSite(int coresOfDriver) {
        this.coresOfDriver = coresOfDriver;
    }

    synchronized Crew crew() {
        Crew made = crew;
        if (made == null) {
            made = Crew.within(cores());
            crew = made;
        }
        return made;
    }

    private int cores() {
        if (coresOfDriver > 0) {
            return coresOfDriver;
        }
        return coresOfThisExecutor();
    }

    /** That trials may use in this JVM, which is an executor's. */
    static int coresOfThisExecutor() {
        return coresOfExecutor(
                System.getProperty("sun.java.command", ""),
                SparkEnv.get().conf().getInt("spark.executor.cores", 1));
    }

    /**
     * How many cores an executor has been given, of which a standalone cluster's settings say nothing.
     *
     * @param command that its JVM was started with
     * @param configured what the settings say, for a command that does not
     */
    static int coresOfExecutor(String command, int configured) {
        Matcher given = CORES.matcher(command);
        return given.find() ? Integer.parseInt(given.group(1)) : configured;
    }
}
