package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.bigInteger;
import static dev.kappasweep.results.Columns.instant;
import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.nullableReal;
import static dev.kappasweep.results.Columns.nullableText;
import static dev.kappasweep.results.Columns.real;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

final class TrialTable implements Table<TrialRow> {
    static final String NAME = "trials";

    private static final MessageType SCHEMA = Columns.table(
            NAME,
            Stream.of(
                            Stream.of(text("trial_id"), text("sweep"), integer("objective_version")),
                            TrialSpecCells.columns().stream(),
                            Stream.of(
                                    text("status"),
                                    nullableText("reason"),
                                    integer("attempt"),
                                    instant("started_at"),
                                    real("seconds"),
                                    bigInteger("steps"),
                                    nullableReal("train_loss"),
                                    nullableText("weights_sha256"),
                                    text("app_version"),
                                    text("git_commit"),
                                    text("java"),
                                    text("os_arch"),
                                    text("cpu"),
                                    text("spark"),
                                    text("nd4j"),
                                    text("blas"),
                                    integer("blas_threads"),
                                    text("host")))
                    .flatMap(columns -> columns)
                    .toArray(Type[]::new));

    /** What decides whether a trial is trained again, and how long such trials take. */
    static final Excerpt<TrialOutcome> OUTCOMES = new Excerpt<>(
            Optional.of(Columns.table(NAME, text("trial_id"), text("status"), real("seconds"))),
            cells -> new TrialOutcome(readId(cells), readStatus(cells), cells.real("seconds")),
            TrialOutcome::id,
            outcome -> "");

    private final Shared shared = new Shared();

    /** A seventh of the columns, which take a third of the time of all. */
    Excerpt<TrialEnd> ends() {
        return new Excerpt<>(
                Optional.of(Columns.table(
                        NAME,
                        text("trial_id"),
                        text("status"),
                        nullableText("reason"),
                        integer("attempt"),
                        instant("started_at"),
                        real("seconds"),
                        nullableReal("train_loss"),
                        text("host"))),
                cells -> new TrialEnd(
                        readId(cells),
                        readEnding(cells),
                        cells.integer("attempt"),
                        readStart(cells),
                        cells.real("seconds"),
                        shared.of(cells.text("host")),
                        cells.realOrNaN("train_loss")),
                TrialEnd::id,
                end -> "");
    }

    @Override
    public String name() {
        return SCHEMA.getName();
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public void write(TrialRow row, Cells cells) {
        cells.put("trial_id", row.id().text());
        cells.put("sweep", row.sweep());
        cells.put("objective_version", row.objectiveVersion());
        TrialSpecCells.write(row.spec(), cells);
        writeOutcome(row, cells);
        writeEnvironment(row.environment(), cells);
        cells.put("spark", row.spark());
    }

    private static void writeOutcome(TrialRow row, Cells cells) {
        cells.put("status", row.status().text());
        cells.putUnlessEmpty("reason", row.reason());
        cells.put("attempt", row.attempt());
        cells.put("started_at", ChronoUnit.MICROS.between(Instant.EPOCH, row.startedAt()));
        cells.put("seconds", row.seconds());
        cells.put("steps", row.steps());
        cells.putUnlessNaN("train_loss", row.trainLoss());
        cells.putUnlessEmpty("weights_sha256", row.weightsSha256());
    }

    private static void writeEnvironment(Environment environment, Cells cells) {
        cells.put("app_version", environment.appVersion());
        cells.put("git_commit", environment.gitCommit());
        cells.put("java", environment.java());
        cells.put("os_arch", environment.osArch());
        cells.put("cpu", environment.cpu());
        cells.put("nd4j", environment.nd4j());
        cells.put("blas", environment.blas());
        cells.put("blas_threads", environment.blasThreads());
        cells.put("host", environment.host());
    }

    @Override
    public TrialRow read(Cells cells) {
        TrialSpec spec = TrialSpecCells.read(cells, shared);
        return new TrialRow(
                readId(cells),
                shared.of(cells.text("sweep")),
                cells.integer("objective_version"),
                spec,
                readEnding(cells),
                readProvenance(cells),
                new TrainingSummary(
                        cells.bigInteger("steps"), cells.realOrNaN("train_loss"), cells.textOrEmpty("weights_sha256")),
                shared.of(cells.text("spark")));
    }

    private Ending readEnding(Cells cells) {
        Ending ending = new Ending(readStatus(cells), cells.textOrEmpty("reason"));
        return ending.reason().isEmpty() ? shared.of(ending) : ending;
    }

    /** An id of another objective version cannot be computed any more. */
    @Override
    public String contradiction(TrialRow row) {
        return row.objectiveVersion() == TrialSpec.OBJECTIVE_VERSION
                        && !row.id().equals(row.spec().id())
                ? "trial " + row.id() + " has the settings of " + row.spec().id()
                : "";
    }

    private static TrialId readId(Cells cells) {
        return new TrialId(cells.text("trial_id"));
    }

    private static TrialStatus readStatus(Cells cells) {
        return Named.parse(TrialStatus.class, "status", cells.text("status"));
    }

    private static Instant readStart(Cells cells) {
        return Instant.EPOCH.plus(cells.bigInteger("started_at"), ChronoUnit.MICROS);
    }

    private Provenance readProvenance(Cells cells) {
        return new Provenance(
                cells.integer("attempt"), readStart(cells), cells.real("seconds"), shared.of(readEnvironment(cells)));
    }

    private static Environment readEnvironment(Cells cells) {
        return new Environment(
                cells.text("app_version"),
                cells.text("git_commit"),
                cells.text("java"),
                cells.text("os_arch"),
                cells.text("cpu"),
                cells.text("nd4j"),
                cells.text("blas"),
                cells.integer("blas_threads"),
                cells.text("host"));
    }
}
