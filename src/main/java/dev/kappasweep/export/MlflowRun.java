package dev.kappasweep.export;

import dev.kappasweep.results.ChosenResults;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.TableContents;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.DecimalText;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One trial in MLflow's words.
 *
 * @param trial its id
 * @param name shown in MLflow
 * @param start in milliseconds since 1970
 * @param end likewise
 * @param isFinished whether it has a result, if only that it diverged
 * @param params what was asked
 * @param tags how it ended and what it depended on
 * @param metrics what was measured, in the order in which it was
 */
record MlflowRun(
        String trial,
        String name,
        long start,
        long end,
        boolean isFinished,
        Map<String, String> params,
        Map<String, String> tags,
        List<Metric> metrics) {
    /** The tag by which the trial is found again. */
    static final String TRIAL_TAG = "kappasweep.trial_id";

    /** The tag that tells a result from that of another try. */
    static final String STARTED_TAG = "kappasweep.started_at";

    /** The tag of a trial with evaluations at more test SNRs than were planned: those of all. */
    static final String EVALUATED_TAG = "kappasweep.evaluated_snr";

    /** Those that {@link #isAs} looks at. */
    static final List<String> TELLING_TAGS = List.of(STARTED_TAG, EVALUATED_TAG);

    private static final int MADE_TOGETHER = 10_000;
    private static final Set<String> EXPORTED = Set.of("trials", "layers", "epochs", "evaluations");
    private static final Set<String> OUTCOME = Set.of(
            "trial_id",
            "sweep",
            "objective_version",
            "status",
            "reason",
            "attempt",
            "started_at",
            "weights_sha256",
            "app_version",
            "git_commit",
            "java",
            "os_arch",
            "cpu",
            "spark",
            "nd4j",
            "blas",
            "blas_threads",
            "host");
    private static final Set<String> MEASURED = Set.of("seconds", "steps", "train_loss");
    private static final Set<String> NOT_MEASURED = Set.of("trial_id", "epoch", "layer", "rows", "cols");

    /**
     * A value at one time.
     *
     * @param millis since 1970
     * @param step the epoch it belongs to
     */
    record Metric(String key, double value, long millis, long step) {}

    MlflowRun {
        params = Map.copyOf(params);
        tags = Map.copyOf(tags);
        metrics = List.copyOf(metrics);
    }

    /** Whether an exported run is of the same try and has the same evaluations. */
    boolean isAs(Map<String, String> tagsOfExported) {
        return TELLING_TAGS.stream().allMatch(tag -> Objects.equals(tags.get(tag), tagsOfExported.get(tag)));
    }

    /**
     * One for each trial, ordered by id, made as they are asked for: the rows of so many trials as are made together are in memory,
     * and the tables are read once for each of these lots.
     */
    static Iterable<MlflowRun> of(ResultRows results) {
        return of(results, MADE_TOGETHER);
    }

    static Iterable<MlflowRun> of(ResultRows results, int together) {
        List<TrialRow> trials = results.trials();
        TrialText text = new TrialText(results.sweep());
        return () -> IntStream.iterate(0, first -> first < trials.size(), first -> first + together)
                .boxed()
                .flatMap(first ->
                        lot(results, trials.subList(first, Math.min(trials.size(), first + together)), text).stream())
                .iterator();
    }

    private static List<MlflowRun> lot(ResultRows results, List<TrialRow> trials, TrialText text) {
        Set<TrialId> ids = trials.stream().map(TrialRow::id).collect(Collectors.toSet());
        Map<String, Map<String, List<Map<String, Object>>>> rows = new HashMap<>();
        for (TableContents table : TableContents.of(new ChosenResults(results, ids::contains))) {
            if (EXPORTED.contains(table.name())) {
                Map<String, List<Map<String, Object>>> byTrial = new HashMap<>();
                table.forEach(
                        row -> byTrial.computeIfAbsent(String.valueOf(row.get("trial_id")), id -> new ArrayList<>())
                                .add(row));
                rows.put(table.name(), byTrial);
            }
        }
        return trials.stream()
                .map(trial -> {
                    String id = trial.id().text();
                    return run(
                            id,
                            text.parameters(trial.spec()),
                            rowsOf(rows, "trials", id).get(0),
                            rows);
                })
                .toList();
    }

    private static MlflowRun run(
            String id,
            String name,
            Map<String, Object> trial,
            Map<String, Map<String, List<Map<String, Object>>>> tables) {
        long start = value(trial, "started_at", Instant.class).toEpochMilli();
        long end = start + Math.round(1e3 * value(trial, "seconds", Double.class));
        List<Metric> metrics = new ArrayList<>();
        Map<Long, Long> ends = addEpochs(metrics, rowsOf(tables, "epochs", id), start);
        addLayers(metrics, rowsOf(tables, "layers", id), ends, start);
        long last = ends.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        addEvaluations(metrics, rowsOf(tables, "evaluations", id), end, last);
        trial.forEach((column, value) -> {
            if (MEASURED.contains(column)) {
                metrics.add(new Metric("trial/" + column, ((Number) value).doubleValue(), end, last));
            }
        });
        boolean isFinished =
                TrialStatus.valueOf(value(trial, "status", String.class)).isMeasured();
        return new MlflowRun(
                id,
                name,
                start,
                end,
                isFinished,
                params(trial),
                tags(trial, name, rowsOf(tables, "evaluations", id)),
                metrics);
    }

    private static List<Map<String, Object>> rowsOf(
            Map<String, Map<String, List<Map<String, Object>>>> tables, String table, String trial) {
        return tables.getOrDefault(table, Map.of()).getOrDefault(trial, List.of());
    }

    /** Returns when each epoch ended. */
    private static Map<Long, Long> addEpochs(List<Metric> metrics, List<Map<String, Object>> rows, long start) {
        Map<Long, Long> ends = new HashMap<>();
        double seconds = 0;
        for (Map<String, Object> row : rows) {
            seconds += value(row, "seconds", Double.class);
            long at = start + Math.round(1e3 * seconds);
            ends.put(epoch(row), at);
            addNumbers(metrics, row, "", at);
        }
        return ends;
    }

    private static void addLayers(
            List<Metric> metrics, List<Map<String, Object>> rows, Map<Long, Long> ends, long start) {
        for (Map<String, Object> row : rows) {
            addNumbers(metrics, row, "/" + row.get("layer"), ends.getOrDefault(epoch(row), start));
        }
    }

    private static void addNumbers(List<Metric> metrics, Map<String, Object> row, String suffix, long at) {
        row.forEach((column, value) -> {
            if (value instanceof Number number && !NOT_MEASURED.contains(column)) {
                metrics.add(new Metric(column + suffix, number.doubleValue(), at, epoch(row)));
            }
        });
    }

    private static void addEvaluations(List<Metric> metrics, List<Map<String, Object>> rows, long end, long epoch) {
        for (Map<String, Object> row : rows) {
            if (row.get("value") instanceof Double value) {
                metrics.add(new Metric(row.get("metric") + "/snr " + snr(row), value, end, epoch));
            }
        }
    }

    private static String snr(Map<String, Object> evaluation) {
        return DecimalText.shortest(value(evaluation, "snr", Double.class)).replace("Infinity", "inf");
    }

    private static long epoch(Map<String, Object> row) {
        return value(row, "epoch", Integer.class);
    }

    /** Of a column that is never null. */
    private static <T> T value(Map<String, Object> row, String column, Class<T> type) {
        return Objects.requireNonNull(type.cast(row.get(column)), column);
    }

    private static Map<String, String> params(Map<String, Object> trial) {
        Map<String, String> params = new TreeMap<>();
        trial.forEach((column, value) -> {
            if (!OUTCOME.contains(column) && !MEASURED.contains(column)) {
                params.put(column, value.toString());
            }
        });
        return params;
    }

    private static Map<String, String> tags(
            Map<String, Object> trial, String name, List<Map<String, Object>> evaluations) {
        Map<String, String> tags = new TreeMap<>();
        trial.forEach((column, value) -> {
            if (OUTCOME.contains(column)) {
                tags.put("kappasweep." + column, value.toString());
            }
        });
        List<String> measured =
                evaluations.stream().map(MlflowRun::snr).distinct().toList();
        int planned = value(trial, "evaluation_snr", String.class).split(",", -1).length;
        if (measured.size() > planned) {
            tags.put(EVALUATED_TAG, String.join(",", measured));
        }
        tags.put("mlflow.runName", name);
        tags.put("mlflow.source.name", "kappasweep");
        tags.put("mlflow.source.type", "LOCAL");
        return tags;
    }
}
