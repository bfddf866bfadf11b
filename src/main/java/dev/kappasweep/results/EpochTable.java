package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.bigInteger;
import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.nullableReal;
import static dev.kappasweep.results.Columns.real;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import org.apache.parquet.schema.MessageType;

final class EpochTable implements Table<EpochRow> {
    private static final MessageType SCHEMA = Columns.table(
            "epochs",
            text("trial_id"),
            integer("epoch"),
            nullableReal("train_loss"),
            nullableReal("penalty"),
            real("seconds"),
            bigInteger("solver_steps"),
            nullableReal("validation_loss"),
            nullableReal("validation_accuracy"));

    @Override
    public String name() {
        return SCHEMA.getName();
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public void write(EpochRow row, Cells cells) {
        EpochMeasurement epoch = row.measurement();
        cells.put("trial_id", row.trial().text());
        cells.put("epoch", epoch.epoch());
        cells.putUnlessNaN("train_loss", epoch.trainLoss());
        cells.putUnlessNaN("penalty", epoch.penalty());
        cells.put("seconds", epoch.seconds());
        cells.put("solver_steps", epoch.solverSteps());
        cells.putUnlessNaN("validation_loss", epoch.validationLoss());
        cells.putUnlessNaN("validation_accuracy", epoch.validationAccuracy());
    }

    @Override
    public EpochRow read(Cells cells) {
        EpochMeasurement epoch = new EpochMeasurement(
                cells.integer("epoch"),
                cells.realOrNaN("train_loss"),
                cells.realOrNaN("penalty"),
                cells.real("seconds"),
                cells.bigInteger("solver_steps"),
                cells.realOrNaN("validation_loss"),
                cells.realOrNaN("validation_accuracy"));
        return new EpochRow(new TrialId(cells.text("trial_id")), epoch);
    }
}
