package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.nullableReal;
import static dev.kappasweep.results.Columns.real;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import org.apache.parquet.schema.MessageType;

final class EvaluationTable implements Table<EvaluationRow> {
    private static final MessageType SCHEMA = Columns.table(
            "evaluations",
            text("trial_id"),
            real("snr"),
            text("metric"),
            nullableReal("value"),
            integer("images"),
            integer("noise_draws"));

    @Override
    public String name() {
        return SCHEMA.getName();
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public void write(EvaluationRow row, Cells cells) {
        EvaluationMeasurement evaluation = row.measurement();
        cells.put("trial_id", row.trial().text());
        cells.put("snr", evaluation.snr().value());
        cells.put("metric", evaluation.metric());
        cells.putUnlessNaN("value", evaluation.value());
        cells.put("images", evaluation.images());
        cells.put("noise_draws", evaluation.noiseDraws());
    }

    @Override
    public EvaluationRow read(Cells cells) {
        EvaluationMeasurement evaluation = new EvaluationMeasurement(
                new Snr(cells.real("snr")),
                cells.text("metric"),
                cells.realOrNaN("value"),
                cells.integer("images"),
                cells.integer("noise_draws"));
        return new EvaluationRow(new TrialId(cells.text("trial_id")), evaluation);
    }
}
