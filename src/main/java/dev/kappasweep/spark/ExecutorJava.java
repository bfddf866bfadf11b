package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/** The Java of executors, which is their nodes' own, and what runs on it. */
final class ExecutorJava {
    /** What is wrong with a version of Java, such as 17, in one line; empty if nothing is. */
    interface Rule extends Function<Integer, Optional<String>> {}

    private ExecutorJava() {}

    /**
     * Runs a short task in every slot that there is now; an executor that comes later is asked by {@link #check}, before its first
     * trial.
     *
     * @throws InvalidInputException in one line if something is wrong with an executor's
     */
    static void require(JavaSparkContext spark, Rule rule) {
        int slots = spark.defaultParallelism();
        List<Integer> tasks = IntStream.range(0, slots).boxed().toList();
        TreeSet<String> problems = new TreeSet<>(
                spark.parallelize(tasks, slots).map(task -> problem(rule)).collect());
        problems.remove("");
        if (!problems.isEmpty()) {
            throw new InvalidInputException("executors: " + String.join("; ", problems));
        }
    }

    /** @throws InvalidInputException if the Java of this JVM is not supported */
    static void check() {
        Platform.problemOfExecutor(Runtime.version().feature()).ifPresent(problem -> {
            throw new InvalidInputException(problem);
        });
    }

    private static String problem(Rule rule) throws Exception {
        return rule.call(Runtime.version().feature())
                .map(problem -> problem + " (" + host() + ")")
                .orElse("");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
