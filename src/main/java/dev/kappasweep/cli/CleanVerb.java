package dev.kappasweep.cli;

import dev.kappasweep.results.Cleaning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "clean",
        footer = {
            "",
            "Examples:",
            "  kappasweep clean runs/table1",
            "  kappasweep clean --results runs/first-try --dry-run"
        },
        description = {
            "Delete what a killed run has left in directories of results, or the results themselves.",
            "Files that are not of this program stay. Results without --results stay as well."
        })
final class CleanVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of results that no process runs.")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--results", description = "Delete the results, with all that belongs to them.")
    private boolean results;

    @Option(names = "--dry-run", description = "Delete nothing; list what would be deleted.")
    private boolean dryRun;

    CleanVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Cleaning.Scope scope = results ? Cleaning.Scope.RESULTS : Cleaning.Scope.LEFTOVERS;
        List<Cleaning> all =
                directories.stream().map(one -> Cleaning.of(one, scope)).toList();
        all.forEach(this::clean);
        return ExitCode.OK;
    }

    private void clean(Cleaning one) {
        String what = one.files().size() + " files of " + Megabytes.text(one.bytes()) + " in " + one.directory();
        if (dryRun) {
            one.files().forEach(file -> console.result(file + "\n"));
            console.say("would delete " + what);
        } else {
            one.delete();
            console.say("deleted " + what);
        }
    }
}
