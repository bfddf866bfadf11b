package dev.kappasweep.cli;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.spark.SparkContexts;
import dev.kappasweep.spark.SparkOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "importance",
        description = "Print how much each parameter decides of kappa and of the accuracy under noise: random forest "
                + "importance (Spark MLlib) and rank correlation over the trials.")
final class ImportanceVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Mixin
    private final TableFormatOption format = new TableFormatOption();

    ImportanceVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableFormat chosen = format.chosen();
        Grid grid = Grid.of(StoredResults.read(directory), List.of());
        console.table(chosen, importance(grid));
        return ExitCode.OK;
    }

    /** Spark is started only where there is a forest to grow. */
    static Importance importance(Grid grid) {
        try (LocalSpark spark = new LocalSpark()) {
            return Importance.of(grid, spark::session);
        }
    }

    /** Started when it is first asked for. */
    private static final class LocalSpark implements AutoCloseable {
        private @Nullable JavaSparkContext started;

        SparkSession session() {
            JavaSparkContext context = started;
            if (context == null) {
                context = SparkContexts.start("kappasweep importance", new SparkOptions(Optional.of("local[1]")));
                started = context;
            }
            return SparkSession.builder().config(context.getConf()).getOrCreate();
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }
}
