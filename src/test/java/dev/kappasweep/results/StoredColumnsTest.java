package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every column of a stored row, asked for by its name, with a reader that is not this program's. */
class StoredColumnsTest {
    private static final TrialSpec TRIAL =
            SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);
    private static final String ID = TRIAL.id().text();

    @TempDir
    private Path temporary;

    /** The rows of a table, each by the names of its columns in alphabetical order; absent values are left out. */
    private List<String> rows(String table) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(temporary.resolve("run").resolve(table))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".parquet")).toList()) {
                try (ParquetReader<Group> reader = ParquetReader.builder(
                                new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                        .withConf(new Configuration(false))
                        .build()) {
                    for (Group row = reader.read(); row != null; row = reader.read()) {
                        rows.add(cells(row).toString());
                    }
                }
            }
        }
        return rows;
    }

    private static Map<String, String> cells(Group row) {
        Map<String, String> cells = new TreeMap<>();
        for (Type column : row.getType().getFields()) {
            if (row.getFieldRepetitionCount(column.getName()) == 1) {
                cells.put(column.getName(), row.getValueToString(row.getType().getFieldIndex(column.getName()), 0));
            }
        }
        return cells;
    }

    private void commitCompleted() {
        try (ResultStore store =
                ResultStore.open(temporary.resolve("run"), SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(TRIAL), "4.1.0");
        }
    }

    @Test
    void layers() throws IOException {
        commitCompleted();
        assertThat(rows("layers"))
                .containsExactly(
                        "{cols=64, epoch=0, kappa=9.5, layer=W1, numerical_kappa=8.5, r=1.5, rows=16, sigma_max=1.9, sigma_min=0.2,"
                                + " stable_rank=7.25, trial_id=" + ID + "}",
                        "{cols=16, dead_units=3, epoch=0, layer=W2, r=0.0, rows=8, sigma_max=0.0, trial_id=" + ID
                                + "}");
    }

    @Test
    void epochs() throws IOException {
        commitCompleted();
        assertThat(rows("epochs"))
                .containsExactly(
                        "{epoch=1, penalty=0.125, seconds=6.0, solver_steps=1875, train_loss=0.5, trial_id=" + ID + "}",
                        "{epoch=2, penalty=0.0625, seconds=6.0, solver_steps=1000, train_loss=0.25, trial_id=" + ID
                                + "}");
    }

    @Test
    void spectraAndEvaluations() throws IOException {
        commitCompleted();
        assertThat(rows("spectra"))
                .containsExactly(
                        "{epoch=0, layer=W1, rank=1, sigma=1.9, trial_id=" + ID + "}",
                        "{epoch=0, layer=W1, rank=2, sigma=0.2, trial_id=" + ID + "}");
        assertThat(rows("evaluations"))
                .containsExactly(
                        "{images=10000, metric=accuracy, noise_draws=1, snr=Infinity, trial_id=" + ID
                                + ", value=0.975}",
                        "{images=10000, metric=accuracy, noise_draws=5, snr=0.5, trial_id=" + ID + ", value=0.5}");
    }

    @Test
    void trials() throws IOException {
        commitCompleted();
        assertThat(rows("trials").stream().map(StoredColumnsTest::withoutLaterParameters))
                .containsExactly("{activation=sigmoid, app_version=0.1.0, attempt=2, batch_size=32,"
                        + " blas=OpenBLAS 0.3.31 Haswell, blas_threads=1, cpu=a CPU, dataset=digits, dataset_sha256="
                        + SampleSweep.DATA.sha256()
                        + ", dropout=0.0, epochs=2, evaluation_draws=5, evaluation_snr=inf,0.5,"
                        + " experiment=classification, git_commit=1234567, hidden=16,8, host=a-host, java=17.0.15,"
                        + " lambda=0.1, layers=W1,W2, learning_rate=1.0E-4, nd4j=1.0.0-M2.1, objective_version="
                        + TrialSpec.OBJECTIVE_VERSION
                        + ", optimizer=adam, os_arch=amd64, penalty_weight=0.1, protocol=released-code, regularizer=conditionNumber,"
                        + " seconds=12.5, seed=1, solver=lanczos(12), spark=4.1.0, started_at=1767323045678901,"
                        + " status=COMPLETED, steps=3750, strength=0.1, sweep=sample, tolerance=0.001, train_images=0,"
                        + " train_loss=0.25, train_snr=Infinity, trial_id=" + ID + ", weights_sha256="
                        + "ab".repeat(32) + "}");
    }

    /** Those that a later schema version has brought have a column each, at what they are where nobody says them. */
    private static String withoutLaterParameters(String row) {
        String rest = row;
        for (Parameter parameter : Parameter.values()) {
            String column = parameter.column().name() + "=";
            if (parameter.column().sinceVersion() > 2) {
                Object stored = parameter.column().ofValue().apply(parameter.unsaid());
                assertThat(rest).contains(column + stored + ", ");
                rest = rest.replace(column + stored + ", ", "");
            }
        }
        return rest;
    }

    @Test
    void ofATrialWithoutAResultTheReasonAlone() throws IOException {
        try (ResultStore store =
                ResultStore.open(temporary.resolve("run"), SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(SampleSweep.unfinished(TRIAL, TrialStatus.FAILED, "broken"), "4.1.0");
        }
        assertThat(rows("layers")).isEmpty();
        assertThat(rows("trials"))
                .hasSize(1)
                .allMatch(row -> row.contains(" reason=broken, ")
                        && row.contains(" status=FAILED, ")
                        && !row.contains("train_loss"));
    }
}
