package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb on results that are on another file system, which is Hadoop's view of local files here. */
@Tag("slow")
class VerbsElsewhereTest {
    @TempDir
    private Path temporary = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String root = "";

    @BeforeEach
    void mount() {
        String authority = "of-" + UUID.randomUUID();
        SparkHadoopUtil.get()
                .conf()
                .set(
                        "fs.viewfs.mounttable." + authority + ".link./there",
                        temporary.toUri().toString());
        root = "viewfs://" + authority + "/there";
    }

    private int code(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, () -> 200, false);
        return Main.run(arguments, console, new TrialRunner());
    }

    private String said(int code, String... arguments) {
        assertThat(code(arguments)).as("%s: %s%s", List.of(arguments), out, err).isEqualTo(code);
        return out + "" + err;
    }

    private String[] run(String place) {
        return new String[] {
            "run",
            root + "/sweep.yaml",
            "--out",
            place,
            "--quiet",
            "--master",
            "local[1]", // one commit for each trial, which compact puts together
            "--set",
            "training.trainImages=320",
            "--set",
            "training.epochs=1",
            "--set",
            "network.hidden=16",
            "--set",
            "axes.lambda=0,1",
            "--set",
            "axes.seed=1",
            "--set",
            "run.keepWeights=final"
        };
    }

    @Test
    void resultsAndSweepFilesAndReportsMayBeElsewhere() throws IOException {
        Files.copy(Path.of("conf/quickstart.yaml"), temporary.resolve("sweep.yaml"));
        String there = root + "/runs/a";
        String table = said(0, run(there));
        assertThat(table).contains("### quickstart");
        Path here = temporary.resolve("here");
        assertThat(said(0, run(here.toString())))
                .as("the same table as on this machine")
                .isEqualTo(table);
        String trial = ResultDirectory.readTrials(here).trials().get(0).id().text();
        for (String verb : List.of("tables", "claims", "compare", "matched", "pareto", "importance", "compact")) {
            int code = code(verb, here.toString());
            String expected = out + "" + err;
            assertThat(said(code, verb, there)).as(verb).isEqualTo(expected.replace(here.toString(), there));
        }
        assertThat(said(0, "status", there)).contains("2 trials");
        assertThat(said(0, "describe", there, trial)).contains(trial).contains("COMPLETED in ");
        assertThat(said(0, "verify", there, "--sample", "1")).contains("same");
        assertThat(said(0, "weights", there, trial)).contains(there);
        assertThat(said(0, "report", there)).contains(there + "/report.html");
        assertThat(said(0, "figures", there)).contains(there + "/figures/");
        said(0, "export", there, "--to", "csv");
        assertThat(said(2, "export", there, "--to", "mlflow")).contains("is not on this machine");
        try (Stream<Path> files = Files.list(temporary.resolve("runs/a"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".crc")))
                    .contains("sweep.json", "report.html", "figures", "export", "weights", "logs", "_commits")
                    .doesNotContain("progress.json", "checkpoints", ".lock", ".holder");
        }
        assertThat(said(0, run(there))).as("nothing is left to train").isEqualTo(table);
        assertThat(Files.exists(Path.of("viewfs:"))).isFalse();
        assertThat(Places.path(there)).hasToString(there);
    }
}
