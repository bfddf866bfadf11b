package dev.kappasweep.cli;

import dev.kappasweep.conf.SweepSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "schema",
        description = {
            "Print the JSON Schema of sweep files, for editors that complete and check YAML.",
            "The files in conf/ name the same schema in docs/sweep.schema.json."
        })
final class SchemaVerb implements Callable<Integer> {
    private final Console console;

    SchemaVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.result(Json.text(SweepSchema.schema()));
        return ExitCode.OK;
    }
}
