package dev.kappasweep.cli;

import dev.kappasweep.trial.TrialRunner;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/** Runs short verbs, whose output nobody sees: their classes go into the archive that the launcher has Java make at the end of this. */
final class StartUp {
    private StartUp() {}

    /** Takes a sweep file and a directory of results. */
    public static void main(String[] arguments) {
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
    }
}
