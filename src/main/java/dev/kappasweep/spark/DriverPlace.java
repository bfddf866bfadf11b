package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the driver of this JVM is, by what spark-submit has told it. */
public enum DriverPlace {
    /** Where somebody has typed the command: in client mode, or without spark-submit. */
    HERE,
    /**
     * A container of YARN. There {@code System.exit} is a failure, as is an end without having started Spark; the main class returns, or
     * throws.
     */
    YARN,
    /** A process of a standalone cluster, or a pod of Kubernetes: their exit code is what counts. */
    CLUSTER;

    /** Of this JVM. */
    public static DriverPlace current() {
        return of(System::getProperty);
    }

    /** @param settings of Spark, null for what is not set */
    static DriverPlace of(UnaryOperator<@Nullable String> settings) {
        // In a pod the deploy mode is client again.
        if ("true".equals(settings.apply("spark.kubernetes.submitInDriver"))) {
            return CLUSTER;
        }
        if (!"cluster".equals(settings.apply("spark.submit.deployMode"))) {
            return HERE;
        }
        return "yarn".equals(settings.apply("spark.master")) ? YARN : CLUSTER;
    }

    /**
     * Refuses a place for results that might be gone when the driver has ended, or that nobody would find.
     *
     * @param out as it was given: a path, or a URI
     * @throws InvalidInputException if the cluster has chosen the driver's machine, and {@code out} is a path there
     */
    public void requireLasting(String out) {
        if (this != HERE && !isUri(out)) {
            throw new InvalidInputException("out: '" + out
                    + "' would be a directory of whichever machine the cluster has chosen for the driver, expected in cluster mode"
                    + " the URI of a directory that every machine sees, such as hdfs://host/runs/mine or file:///shared/runs/mine,"
                    + " or --deploy-mode client");
        }
    }

    private static boolean isUri(String out) {
        return out.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");
    }
}
