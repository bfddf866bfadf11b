package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.real;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.TrialId;
import org.apache.parquet.schema.MessageType;

final class SpectrumTable implements Table<SpectrumRow> {
    private static final MessageType SCHEMA =
            Columns.table("spectra", text("trial_id"), integer("epoch"), text("layer"), integer("rank"), real("sigma"));

    @Override
    public String name() {
        return SCHEMA.getName();
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public void write(SpectrumRow row, Cells cells) {
        SpectrumMeasurement value = row.measurement();
        cells.put("trial_id", row.trial().text());
        cells.put("epoch", value.epoch());
        cells.put("layer", value.layer());
        cells.put("rank", value.rank());
        cells.put("sigma", value.sigma());
    }

    @Override
    public SpectrumRow read(Cells cells) {
        SpectrumMeasurement value = new SpectrumMeasurement(
                cells.integer("epoch"), cells.text("layer"), cells.integer("rank"), cells.real("sigma"));
        return new SpectrumRow(new TrialId(cells.text("trial_id")), value);
    }
}
