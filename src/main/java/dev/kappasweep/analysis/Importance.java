package dev.kappasweep.analysis;

import dev.kappasweep.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorIndexer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * How much each parameter of a sweep decides of kappa and of the values under noise: the share of the variance that a random
 * forest's splits on it explain (Spark MLlib, impurity), and Spearman's rank correlation for parameters that have an order.
 */
public final class Importance implements ResultTable {
    private static final int TREES = 100;
    private static final int DEPTH = 6;
    private static final int MOST_CATEGORIES = 16;
    private static final long SEED = 1;

    private final String sweep;
    private final List<Effect> effects;

    /**
     * One parameter on one target.
     *
     * @param importance in [0, 1], 1 in sum over the parameters of a target; NaN if the target does not vary, or with a single
     *     parameter, which has nothing to be compared with
     * @param correlation of rho NaN for a parameter without order
     * @param values how many values of the parameter the trials have
     * @param trials how many rows the forest is of
     */
    public record Effect(
            String target, String parameter, double importance, RankCorrelation correlation, long values, int trials) {}

    /** What has been found out already, of the sweep with this name. */
    public Importance(String sweep, List<Effect> effects) {
        this.sweep = sweep;
        this.effects = List.copyOf(effects);
    }

    /**
     * Of every completed trial of the grid; parameters with a single value are left out.
     *
     * @param spark asked for a session only where a forest is to be grown
     */
    public static Importance of(Grid grid, Supplier<SparkSession> spark) {
        List<Effect> effects = new ArrayList<>();
        for (ImportanceTarget target : ImportanceTarget.all(grid)) {
            effects.addAll(effects(target, spark));
        }
        return new Importance(grid.sweep().name(), effects);
    }

    private static List<Effect> effects(ImportanceTarget target, Supplier<SparkSession> spark) {
        double[] y = target.values();
        boolean compares = target.isUsable() && target.parameters().size() > 1;
        double[] importances = compares ? importances(target, spark.get()) : new double[0];
        return IntStream.range(0, target.parameters().size())
                .mapToObj(i -> {
                    ImportanceTarget.Cause parameter = target.parameters().get(i);
                    double[] x = target.column(i);
                    RankCorrelation correlation = parameter.isOrdered()
                            ? RankCorrelation.of(x, y)
                            : new RankCorrelation(Double.NaN, Double.NaN, y.length);
                    return new Effect(
                            target.name(),
                            parameter.name(),
                            importances.length == 0 ? Double.NaN : importances[i],
                            correlation,
                            Arrays.stream(x).distinct().count(),
                            y.length);
                })
                .toList();
    }

    private static double[] importances(ImportanceTarget target, SparkSession spark) {
        List<Row> rows = target.rows().stream()
                .map(row -> RowFactory.create(row.value(), Vectors.dense(row.parameters())))
                .toList();
        StructType schema =
                new StructType().add("label", DataTypes.DoubleType, false).add("raw", SQLDataTypes.VectorType(), false);
        Dataset<Row> data = spark.createDataFrame(rows, schema).coalesce(1).cache();
        try {
            // Few values make a category: a regulariser has no order, and a split on an ordered one is found either
            // way.
            Dataset<Row> indexed = new VectorIndexer()
                    .setInputCol("raw")
                    .setOutputCol("features")
                    .setMaxCategories(MOST_CATEGORIES)
                    .fit(data)
                    .transform(data);
            RandomForestRegressionModel forest = new RandomForestRegressor()
                    .setNumTrees(TREES)
                    .setMaxDepth(DEPTH)
                    // Every split may take any parameter: else the others get a share by lot.
                    .setFeatureSubsetStrategy("all")
                    .setSeed(SEED)
                    .fit(indexed);
            return forest.featureImportances().toArray();
        } finally {
            data.unpersist(true); // else it is still asked for while Spark stops
        }
    }

    public List<Effect> effects() {
        return effects;
    }

    @Override
    public TextTable forPeople() {
        List<TextTable.Heading> headings =
                List.of("target", "parameter", "values", "importance", "rank correlation", "trials").stream()
                        .map(TextTable.Heading::of)
                        .toList();
        List<List<String>> lines = effects.stream()
                .map(effect -> List.of(
                        effect.target(),
                        effect.parameter(),
                        Long.toString(effect.values()),
                        Double.isNaN(effect.importance()) ? "-" : NumberText.measured(effect.importance()),
                        Double.isNaN(effect.correlation().rho())
                                ? "-"
                                : NumberText.signed(effect.correlation().rho()),
                        Integer.toString(effect.trials())))
                .toList();
        return new TextTable(sweep + ": which parameter matters", 2, headings, lines, notes());
    }

    private static List<String> notes() {
        return List.of(
                "Importance: share of the variance explained by splits on the parameter in a random forest of " + TREES
                        + " trees (Spark MLlib, seed " + SEED + "); it sums to 1 over the parameters of a target.",
                "Rank correlation: Spearman's, over trials; none for parameters without an order.",
                "These are statements about this grid: a parameter with a wider range or more values on its axis looks more"
                        + " important, one with a single value is left out, and none says anything outside the values tried.");
    }

    @Override
    public DataTable forPrograms() {
        return DataTable.of(effects.stream().map(this::data).toList());
    }

    private Map<String, @Nullable Object> data(Effect effect) {
        return new DataTable.Row()
                .put("sweep", sweep)
                .put("target", effect.target())
                .put("parameter", effect.parameter())
                .put("values", Math.toIntExact(effect.values()))
                .put("importance", effect.importance())
                .put("rankCorrelation", effect.correlation().rho())
                .put("rankCorrelationP", effect.correlation().pValue())
                .put("trials", effect.trials())
                .values();
    }
}
