package dev.kappasweep.cli;

import dev.kappasweep.analysis.PerTrialTable;
import dev.kappasweep.export.ExportCount;
import dev.kappasweep.export.MlflowFileStore;
import dev.kappasweep.export.MlflowServer;
import dev.kappasweep.export.TableExport;
import dev.kappasweep.results.ChosenResults;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TableContents;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.TrialId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        footer = {
            "",
            "Examples:",
            "  kappasweep export runs/table1 --to csv",
            "  kappasweep export runs/table1 --to parquet --per-trial"
        },
        description = {
            "Write the committed results for other programs, also while the sweep runs.",
            "Again after more trials it adds what is new; no trial is there twice."
        })
final class ExportVerb implements Callable<Integer> {
    /** Where results go. */
    enum Target implements Named {
        CSV("csv"),
        JSON("json"),
        PARQUET("parquet"),
        MLFLOW("mlflow");

        private final String text;

        Target(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description = "csv, json or parquet (a file for each table), or mlflow.")
    private String to = "";

    @Option(
            names = "--per-trial",
            description =
                    "Only the table per_trial, a row for each trial with its parameters, how it ended, and what it came to.")
    private boolean perTrial;

    @Mixin
    private final WhereOption where = new WhereOption();

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description =
                    "Directory to write to (default: DIR/export/FORMAT); for mlflow a file store, such as mlruns.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "For mlflow: log to the tracking server there, such as http://localhost:5000.")
    private Optional<URI> uri = Optional.empty();

    ExportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Target target = Named.parse(Target.class, "--to", to);
        if (uri.isPresent() && (target != Target.MLFLOW || out.isPresent())) {
            throw new InvalidInputException("--uri: is not allowed with --to " + target.text()
                    + (out.isPresent() ? " --out" : "") + ", expected --to mlflow without --out");
        }
        if (perTrial && target == Target.MLFLOW) {
            throw new InvalidInputException(
                    "--per-trial: is not allowed with --to mlflow, expected csv, json or parquet");
        }
        ResultRows results = chosen(StoredResults.read(directory));
        Path place = out.orElseGet(() -> directory.resolve("export").resolve(target.text()));
        switch (target) {
            case CSV -> TableExport.csv().write(tables(results), place);
            case JSON -> TableExport.json().write(tables(results), place);
            case PARQUET -> TableExport.parquet().write(tables(results), place);
            case MLFLOW -> {
                ExportCount count = uri.map(server -> new MlflowServer(server, System.getenv()).write(results))
                        .orElseGet(() -> new MlflowFileStore(place).write(results));
                console.say(count.written() + " of " + count.trials() + " trials written, the others were there");
            }
        }
        console.result(uri.map(URI::toString).orElse(place.toString()) + "\n");
        return ExitCode.OK;
    }

    private ResultRows chosen(ResultRows all) {
        if (where.conditions().isEmpty()) {
            return all;
        }
        Set<TrialId> ids = PerTrialTable.of(all, List.of(), where.conditions()).ids();
        return new ChosenResults(all, ids::contains);
    }

    private List<TableContents> tables(ResultRows results) {
        List<TableContents> tables =
                new ArrayList<>(List.of(PerTrialTable.of(results).contents()));
        if (!perTrial) {
            tables.addAll(TableContents.of(results));
        }
        return tables;
    }
}
