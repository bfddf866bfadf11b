package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.bytes;
import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.real;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.GreyImage;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import org.apache.parquet.schema.MessageType;

final class SampleTable implements Table<SampleRow> {
    private static final MessageType SCHEMA = Columns.table(
            "samples",
            text("trial_id"),
            real("snr"),
            integer("image"),
            integer("label"),
            integer("rows"),
            integer("cols"),
            bytes("clean"),
            bytes("noisy"),
            bytes("output"));

    @Override
    public String name() {
        return SCHEMA.getName();
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public void write(SampleRow row, Cells cells) {
        SampleMeasurement sample = row.measurement();
        cells.put("trial_id", row.trial().text());
        cells.put("snr", sample.snr().value());
        cells.put("image", sample.image());
        cells.put("label", sample.label());
        cells.put("rows", sample.clean().rows());
        cells.put("cols", sample.clean().cols());
        cells.put("clean", sample.clean().pixels());
        cells.put("noisy", sample.noisy().pixels());
        cells.put("output", sample.output().pixels());
    }

    @Override
    public SampleRow read(Cells cells) {
        SampleMeasurement sample = new SampleMeasurement(
                new Snr(cells.real("snr")),
                cells.integer("image"),
                cells.integer("label"),
                image(cells, "clean"),
                image(cells, "noisy"),
                image(cells, "output"));
        return new SampleRow(new TrialId(cells.text("trial_id")), sample);
    }

    private static GreyImage image(Cells cells, String column) {
        return new GreyImage(cells.integer("rows"), cells.integer("cols"), cells.bytes(column));
    }
}
