package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Choice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Results of 720 small networks on MNIST: src/test/resources/sampler/classifier.yaml. The loss is the error at a test SNR of 0.5. */
final class ClassifierTable {
    private static final List<String> PARAMETERS = List.of("lambda", "learningRate", "width", "dropout");

    /** Of the parameters, then the loss. */
    private final List<List<Double>> rows;

    private final List<List<Double>> values;

    private ClassifierTable(List<List<Double>> rows) {
        this.rows = rows;
        values = IntStream.range(0, PARAMETERS.size())
                .mapToObj(i -> List.copyOf(
                        rows.stream().map(row -> row.get(i)).collect(Collectors.toCollection(TreeSet::new))))
                .toList();
    }

    static ClassifierTable read() {
        List<List<Double>> rows = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery("SELECT \"" + String.join("\", \"", PARAMETERS)
                        + "\", round(1 - accuracyAtSnrHalf, 4) FROM 'src/test/resources/sampler/classifier.parquet'")) {
            while (result.next()) {
                List<Double> row = new ArrayList<>();
                for (int i = 0; i <= PARAMETERS.size(); i++) {
                    row.add(result.getDouble(i + 1));
                }
                rows.add(List.copyOf(row));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new ClassifierTable(rows);
    }

    Problem problem() {
        Map<List<Integer>, Double> losses = new HashMap<>();
        rows.forEach(row -> losses.put(indices(row), row.get(PARAMETERS.size())));
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < PARAMETERS.size(); i++) {
            dimensions.add(new Choice(PARAMETERS.get(i), values.get(i).size(), true, Optional.empty()));
        }
        return new Problem(
                "table",
                new Space(dimensions),
                point -> losses.get(
                        DoubleStream.of(point).mapToObj(index -> (int) index).toList()),
                losses.values().stream().min(Double::compare).orElseThrow());
    }

    private List<Integer> indices(List<Double> row) {
        return IntStream.range(0, PARAMETERS.size())
                .mapToObj(i -> values.get(i).indexOf(row.get(i)))
                .toList();
    }

    int size() {
        return rows.size();
    }

    /** As CSV, for programs that read no Parquet. */
    void write(Path file) {
        String lines = rows.stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(file, String.join(",", PARAMETERS) + ",loss\n" + lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
