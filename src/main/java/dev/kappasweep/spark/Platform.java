package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of Java and Spark that sweeps run on, as {@code docs/cluster.md} has them. */
public final class Platform {
    private static final int OLDEST_JAVA = 17;

    /** By version of Spark. The Hadoop of 4.0 and 4.1 calls {@code Subject.getSubject}, which throws since Java 23. */
    private static final Map<String, Integer> NEWEST_JAVA = new TreeMap<>(Map.of("4.0", 22, "4.1", 22, "4.2", 25));

    private static final Pattern MINOR = Pattern.compile("(\\d+[.]\\d+)([.-].*)?");

    private Platform() {}

    /**
     * Holds Java and Spark of this JVM against what is supported.
     *
     * @throws InvalidInputException if one of them is not
     */
    public static void requireSupported() {
        problem(Runtime.version().feature(), spark()).ifPresent(problem -> {
            throw new InvalidInputException(problem);
        });
    }

    /** What is wrong, in one line, with a Java, such as 17, of an executor of this JVM's Spark; empty if nothing is. */
    public static Optional<String> problemOfExecutor(int java) {
        return problem(java, spark());
    }

    /**
     * What is wrong, in one line; empty if nothing is.
     *
     * @param java such as 17
     * @param spark such as 4.1.0
     */
    static Optional<String> problem(int java, String spark) {
        Matcher version = MINOR.matcher(spark);
        String minor = version.matches() ? version.group(1) : spark;
        Integer newest = NEWEST_JAVA.get(minor);
        if (newest == null) {
            return Optional.of(
                    "Spark " + spark + " is not supported, expected one of " + String.join(", ", NEWEST_JAVA.keySet()));
        }
        return java >= OLDEST_JAVA && java <= newest
                ? Optional.empty()
                : Optional.of("Java " + java + " is not supported with Spark " + spark + ", expected " + OLDEST_JAVA
                        + " to " + newest);
    }

    /** The version of Spark of this JVM. */
    static String spark() {
        try {
            return org.apache.spark.package$.MODULE$.SPARK_VERSION();
        } catch (NoClassDefFoundError e) {
            throw new InvalidInputException(
                    "Spark is not on the class path, expected a start by spark-submit, jobs/submit or jobs/kappasweep",
                    e);
        }
    }
}
