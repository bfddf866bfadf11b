package dev.kappasweep.api;

import dev.kappasweep.spark.SparkContexts;
import dev.kappasweep.spark.SparkOptions;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The Spark that a sweep runs on. */
sealed interface SparkPlace {
    /**
     * Does {@code work} there.
     *
     * @param name of the application, where one is started
     */
    <T> T with(String name, Function<JavaSparkContext, T> work);

    /** Started for the work and stopped after it. */
    record Own(SparkOptions options) implements SparkPlace {
        @Override
        public <T> T with(String name, Function<JavaSparkContext, T> work) {
            try (JavaSparkContext spark = SparkContexts.start(name, options)) {
                return work.apply(spark);
            }
        }
    }

    /** Somebody else's, left running. */
    record Given(SparkSession session) implements SparkPlace {
        @Override
        public <T> T with(String name, Function<JavaSparkContext, T> work) {
            return work.apply(SparkContexts.of(session));
        }
    }

    /** Started before, left running. */
    record Running(JavaSparkContext spark) implements SparkPlace {
        @Override
        public <T> T with(String name, Function<JavaSparkContext, T> work) {
            return work.apply(spark);
        }
    }
}
