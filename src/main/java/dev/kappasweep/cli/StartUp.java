package dev.kappasweep.cli;

import dev.kappasweep.trial.TrialRunner;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.fs.FileUtil;
import picocli.CommandLine;

/** Runs short verbs, and starts a server, whose output nobody sees: their classes go into the archive that the launcher has Java make at the end of this. */
final class StartUp {
    private StartUp() {}

    /** Takes a sweep file and a directory of results. */
    public static void main(String[] arguments) throws Exception {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        Console console = new Console(nobody, nobody, false, () -> 80, false);
        for (List<String> verb : List.of(
                List.of("--help"),
                List.of("plan", arguments[0]),
                List.of("status", arguments[1]),
                List.of("tables", arguments[1]),
                List.of("compare", arguments[1], "--format", "csv"),
                List.of("list", arguments[1]))) {
            Main.run(verb.toArray(String[]::new), console, new TrialRunner());
        }
        serve(console);
    }

    /** Starts a server, with Spark, and ends it. */
    private static void serve(Console console) throws Exception {
        Path root = Files.createTempDirectory("kappasweep-start-up");
        try {
            ServeVerb verb = new ServeVerb(console, new TrialRunner());
            String token = root.resolve("token").toString();
            new CommandLine(verb).parseArgs("--root", root.toString(), "--port", "0", "--token-file", token);
            verb.serve(new CountDownLatch(0));
        } finally {
            FileUtil.fullyDelete(root.toFile());
        }
    }
}
