package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.sweep.TrialSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the schema has every column as it is stored, and what it says of it goes along with the files. */
class ColumnDescriptionsTest {
    private static final List<Table<?>> TABLES = List.of(
            new TrialTable(),
            new LayerTable(),
            new SpectrumTable(),
            new EpochTable(),
            new EvaluationTable(),
            new SampleTable());

    private static String typeOf(Type column) {
        boolean isPlain = column.getLogicalTypeAnnotation() == null;
        return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> isPlain ? "binary" : "string";
            case INT64 -> isPlain ? "bigint" : "timestamp, UTC";
            case INT32 -> "int";
            case DOUBLE -> "double";
            default -> throw new AssertionError(column);
        };
    }

    @Test
    void everyColumnIsOnThePageWithItsTypeAndAMeaningAndNoOtherIs() {
        for (Table<?> table : TABLES) {
            Map<String, ColumnDescription> page = ColumnDescriptions.ofPage().of(table.name());
            assertThat(page.keySet())
                    .as(table.name())
                    .containsExactlyInAnyOrderElementsOf(table.schema().getFields().stream()
                            .map(Type::getName)
                            .toList());
            for (Type column : table.schema().getFields()) {
                ColumnDescription description = Objects.requireNonNull(page.get(column.getName()));
                assertThat(description.type()).as(column.getName()).isEqualTo(typeOf(column));
                assertThat(description.meaning())
                        .as(column.getName())
                        .isNotBlank()
                        .doesNotContain("`");
                if (column.isRepetition(Repetition.REQUIRED)) {
                    assertThat(description.meaning()).as(column.getName()).doesNotContain("null ");
                } else {
                    assertThat(table.name() + "." + column.getName() + ": " + description.meaning())
                            .matches(".*(null |reason|layers.(kappa|sigma_max|sigma_min|stable_rank|r): ).*");
                }
            }
        }
    }

    @Test
    void barsAndMarksOfThePageAreThoseOfItsText() {
        ColumnDescriptions page = ColumnDescriptions.parse("""
                ## one

                | column | type | unit | meaning |
                |---|---|---|---|
                | norm | double | s | \\|\\|W\\|\\|, `always` |

                | metric | meaning |
                |---|---|
                | other | not a column |

                ## two
                """);
        assertThat(page.of("one"))
                .containsExactly(Map.entry("norm", new ColumnDescription("double", "s", "||W||, always")));
        assertThat(page.of("two")).isEmpty();
    }

    @Test
    void filesSayWhatTheirColumnsAre(@TempDir Path directory) throws Exception {
        List<TrialSpec> trials = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA);
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(trials.get(0)), "4.1.0");
        }
        JsonNode seconds = null;
        for (JsonNode field :
                noteOf(TablesOnDisk.of(directory, "trials", trials.get(0).id())).path("fields")) {
            seconds = field.path("name").asText().equals("seconds") ? field : seconds;
        }
        assertThat(seconds)
                .hasToString(
                        "{\"name\":\"seconds\",\"type\":\"double\",\"nullable\":false,\"metadata\":{\"comment\":\"the whole trial\",\"unit\":\"s\"}}");
    }

    /** As another program finds it. */
    private static JsonNode noteOf(Path file) throws Exception {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet note = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata('" + file
                        + "') WHERE decode(key) = 'org.apache.spark.sql.parquet.row.metadata'")) {
            assertThat(note.next()).isTrue();
            return new ObjectMapper().readTree(note.getString(1));
        }
    }
}
