package dev.kappasweep.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.Prerequisite;
import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.api.Sweep;
import dev.kappasweep.api.SweepResults;
import dev.kappasweep.export.TableExport;
import dev.kappasweep.figure.FigureFiles;
import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TableContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Runs every cell of notebooks/ on the results of a sweep of four small trials. */
@TestInstance(Lifecycle.PER_CLASS)
class NotebooksTest {
    private static final Path NOTEBOOKS = Path.of("notebooks");
    private static final String DEFAULT_RUN = "runs/quickstart";

    private final ObjectMapper mapper = new ObjectMapper();

    private Path temporary;
    private Path run;

    @BeforeAll
    void runSweep(@TempDir Path directory) throws InterruptedException {
        temporary = directory;
        run = temporary.resolve("run");
        Sweep.read(
                        Path.of("conf/quickstart.yaml"),
                        "axes.lambda=0,0.1",
                        "axes.seed=1,2",
                        "network.hidden=32",
                        "training.epochs=2",
                        "training.trainImages=640")
                .out(run)
                .master("local[2]")
                .run();
    }

    @Test
    void javaCellsShowTablesAsHtmlAndFiguresAsSvg() throws IOException {
        StringBuilder shown = new StringBuilder();
        try (JavaCells java = new JavaCells()) {
            for (String cell : codeCells("table1-java.ipynb")) {
                shown.append(java.run(cell.replace(DEFAULT_RUN, run.toString())));
            }
        }
        SweepResults results = SweepResults.read(run);
        assertThat(shown)
                .contains("text/html\n" + table1(results))
                .contains("image/svg+xml\n" + FigureFiles.svg(results.figure("against-snr")))
                .contains("image/svg+xml\n" + FigureFiles.svg(results.figure("kappa-by-epoch")))
                .contains("<tr><td>COMPLETED</td><td>4</td>")
                .containsPattern("<tr><td>0.1</td><td>Infinity</td><td>[0-9.]+</td><td>2</td></tr>")
                .contains("<span>within_lambda</span></th></tr>\n</thead>\n<tbody>\n<tr><td>4</td>");
    }

    private static String table1(SweepResults results) {
        ResultTables tables = results.tables();
        String table = TableFormat.HTML.write(PaperTable.of(tables, PaperTables.named(tables.sweep(), "table1")));
        assertThat(table)
                .contains("<h3>quickstart</h3>")
                .contains("<td>published</td>")
                .contains("(n=2)");
        return table;
    }

    @Test
    void pythonCellsRunOnTheCsvExport() throws IOException, InterruptedException {
        Path nbconvert = Prerequisite.program("jupyter-nbconvert");
        TableExport.csv().write(TableContents.of(SweepResults.read(run).tables()), run.resolve("export/csv"));
        Path log = temporary.resolve("nbconvert.log");
        ProcessBuilder command = new ProcessBuilder(
                        nbconvert.toString(),
                        "--to",
                        "notebook",
                        "--execute",
                        "--ExecutePreprocessor.startup_timeout=300",
                        "--output",
                        temporary.resolve("executed.ipynb").toString(),
                        NOTEBOOKS.resolve("table1-python.ipynb").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("KAPPASWEEP_RUN", run.toString());
        int code = command.start().waitFor();

        String said = Files.readString(log);
        if (said.contains("ModuleNotFoundError") || said.contains("NoSuchKernel")) {
            throw Prerequisite.missingTool("jupyter-nbconvert has no Python kernel with pandas and matplotlib");
        }
        assertThat(code).as(said).isZero();
        assertThat(outputs(temporary.resolve("executed.ipynb"), "text/html"))
                .hasSize(3)
                .allSatisfy(table -> assertThat(table).contains("<table border=\"1\" class=\"dataframe\">"))
                .satisfiesExactly(
                        table -> assertThat(table).contains("<th>COMPLETED</th>\n      <td>4</td>"),
                        table -> assertThat(table).contains("<th>accuracy % (SNR inf)</th>"),
                        table -> assertThat(table).contains("change at SNR 0.5</th>"));
        assertThat(outputs(temporary.resolve("executed.ipynb"), "image/svg+xml"))
                .hasSize(2)
                .allSatisfy(figure -> assertThat(figure).contains("<svg ").contains(">lambda 0.1</text>"));
    }

    /** What the cells of a notebook show in one type, one after the other. */
    private List<String> outputs(Path notebook, String mime) throws IOException {
        List<String> outputs = new ArrayList<>();
        for (JsonNode cell : mapper.readTree(notebook.toFile()).get("cells")) {
            for (JsonNode output : cell.path("outputs")) {
                JsonNode data = output.path("data").path(mime);
                if (!data.isMissingNode()) {
                    outputs.add(text(data));
                }
            }
        }
        return outputs;
    }

    @Test
    void zeppelinParagraphsRunWithSparkAlone() throws IOException {
        JsonNode paragraphs = mapper.readTree(
                        NOTEBOOKS.resolve("table1-zeppelin.zpln").toFile())
                .get("paragraphs");
        StringBuilder printed = new StringBuilder();
        List<List<Row>> tables = new ArrayList<>();
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        try (ScalaCells scala = new ScalaCells(spark)) {
            for (JsonNode paragraph : paragraphs) {
                String text = paragraph.get("text").textValue().replace(DEFAULT_RUN, run.toString());
                String code = text.substring(text.indexOf('\n') + 1);
                if (text.startsWith("%spark.sql\n")) {
                    Dataset<Row> table = spark.sql(code);
                    requireColumns(paragraph, List.of(table.columns()));
                    tables.add(table.collectAsList());
                } else {
                    assertThat(text).startsWith("%spark\n");
                    printed.append(scala.run(code));
                }
            }
        } finally {
            spark.stop();
        }
        assertThat(printed)
                .contains("4 trials in " + run)
                .contains("%table trials\tover_all\twithin_lambda\n4\t")
                .contains("%table status\ttrials\tseconds\tlast_start\tgit_commit\nCOMPLETED\t4\t");
        assertThat(tables).extracting(List::size).containsExactly(2, 6, 6);
        Row second = tables.get(0).get(1);
        assertThat(second.getDouble(0)).isEqualTo(0.1);
        assertThat(second.getLong(4)).isEqualTo(2);
    }

    /** A chart names the columns that it draws, and their places. */
    private static void requireColumns(JsonNode paragraph, List<String> columns) {
        JsonNode graph = paragraph.at("/config/results/0/graph");
        for (String part : List.of("keys", "groups", "values")) {
            for (JsonNode drawn : graph.get(part)) {
                assertThat(columns.get(drawn.get("index").intValue()))
                        .isEqualTo(drawn.get("name").textValue());
            }
        }
        assertThat(graph.get("values")).isNotEmpty();
    }

    private List<String> codeCells(String notebook) throws IOException {
        List<String> cells = new ArrayList<>();
        for (JsonNode cell :
                mapper.readTree(NOTEBOOKS.resolve(notebook).toFile()).get("cells")) {
            if (cell.get("cell_type").textValue().equals("code")) {
                cells.add(text(cell.get("source")));
            }
        }
        return cells;
    }

    /** Notebooks have texts as they are, or as a list of lines. */
    private static String text(JsonNode node) {
        StringBuilder text = new StringBuilder(node.isTextual() ? node.textValue() : "");
        node.forEach(line -> text.append(line.textValue()));
        return text.toString();
    }
}
