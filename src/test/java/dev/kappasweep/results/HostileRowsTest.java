package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result directory from elsewhere, with names in its rows that an export would take for those of files. */
class HostileRowsTest {
    private static final String OUT = "../../../x";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"layers,layer", "spectra,layer", "evaluations,metric"})
    void nameThatLeadsOutOfADirectoryIsDamage(String table, String column) throws IOException {
        SweepSpec sweep = SampleSweep.withSeeds(1L);
        TrialResult result =
                SampleSweep.completed(sweep.trials(SampleSweep.DATA).get(0));
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            store.commit(result, "4.1.0");
        }
        forgetChecksums();
        Path file = onlyFile(directory.resolve(table));
        replace(file, result, table);

        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file + " is damaged (")
                .hasMessageContaining(column + ": '" + OUT + "' is not allowed, expected ");
    }

    /** As earlier builds wrote it, and as somebody can who makes up rows: without what the other tables' files held. */
    private void forgetChecksums() throws IOException {
        List<TrialRow> trials = ResultDirectory.read(directory).trials();
        Path file = onlyFile(directory.resolve("trials"));
        Files.delete(file);
        TablesOnDisk.overwrite(new TrialTable(), trials, Map.of(), file);
    }

    private static Path onlyFile(Path table) throws IOException {
        try (Stream<Path> files = Files.list(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void replace(Path file, TrialResult result, String table) throws IOException {
        Files.delete(file);
        if (table.equals("layers")) {
            write(
                    file,
                    new LayerTable(),
                    new LayerRow(result.id(), result.layers().get(0)),
                    "layer");
        } else if (table.equals("spectra")) {
            write(
                    file,
                    new SpectrumTable(),
                    new SpectrumRow(result.id(), result.spectra().get(0)),
                    "layer");
        } else {
            write(
                    file,
                    new EvaluationTable(),
                    new EvaluationRow(result.id(), result.evaluations().get(0)),
                    "metric");
        }
    }

    /** The row as it would be stored, but for one name. */
    private static <R> void write(Path file, Table<R> table, R row, String column) throws IOException {
        Group good = new SimpleGroup(table.schema());
        table.write(row, new Cells(good));
        Group bad = new SimpleGroup(table.schema());
        for (String name :
                table.schema().getFields().stream().map(Type::getName).toList()) {
            copy(good, bad, name, column);
        }
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(table.schema())
                .build()) {
            writer.write(bad);
        }
    }

    private static void copy(Group good, Group bad, String name, String column) {
        if (name.equals(column)) {
            bad.add(name, OUT);
        } else if (good.getFieldRepetitionCount(name) > 0) {
            String text = good.getValueToString(good.getType().getFieldIndex(name), 0);
            switch (good.getType().getType(name).asPrimitiveType().getPrimitiveTypeName()) {
                case INT32 -> bad.add(name, Integer.parseInt(text));
                case DOUBLE -> bad.add(name, Double.parseDouble(text));
                default -> bad.add(name, text);
            }
        }
    }
}
