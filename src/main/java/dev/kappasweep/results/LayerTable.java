package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.nullableInteger;
import static dev.kappasweep.results.Columns.nullableReal;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.TrialId;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;

final class LayerTable implements Table<LayerRow> {
    private static final MessageType SCHEMA = Columns.table(
            "layers",
            text("trial_id"),
            integer("epoch"),
            text("layer"),
            integer("rows"),
            integer("cols"),
            nullableReal("kappa"),
            nullableReal("sigma_max"),
            nullableReal("sigma_min"),
            nullableReal("stable_rank"),
            nullableReal("r"),
            nullableInteger("dead_units"));

    /** Four columns take half the time of all. */
    static final Excerpt<KappaRow> KAPPA = new Excerpt<>(
            Optional.of(Columns.table(
                    SCHEMA.getName(), text("trial_id"), integer("epoch"), text("layer"), nullableReal("kappa"))),
            cells -> new KappaRow(
                    new TrialId(cells.text("trial_id")),
                    cells.integer("epoch"),
                    cells.text("layer"),
                    cells.realOrNaN("kappa")),
            KappaRow::trial,
            row -> "");

    @Override
    public String name() {
        return SCHEMA.getName();
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public void write(LayerRow row, Cells cells) {
        LayerMeasurement layer = row.measurement();
        cells.put("trial_id", row.trial().text());
        cells.put("epoch", layer.epoch());
        cells.put("layer", layer.layer());
        cells.put("rows", layer.shape().rows());
        cells.put("cols", layer.shape().cols());
        cells.putUnlessNaN("kappa", layer.spectrum().kappa());
        cells.putUnlessNaN("sigma_max", layer.spectrum().sigmaMax());
        cells.putUnlessNaN("sigma_min", layer.spectrum().sigmaMin());
        cells.putUnlessNaN("stable_rank", layer.spectrum().stableRank());
        cells.putUnlessNaN("r", layer.spectrum().r());
        if (!layer.deadUnits().equals(DeadUnits.NO_RELU)) {
            cells.put("dead_units", layer.deadUnits().count());
        }
    }

    @Override
    public LayerRow read(Cells cells) {
        LayerMeasurement layer = new LayerMeasurement(
                cells.integer("epoch"),
                cells.text("layer"),
                new Shape(cells.integer("rows"), cells.integer("cols")),
                readSpectrum(cells),
                new DeadUnits(cells.integerOr("dead_units", DeadUnits.NO_RELU.count())));
        return new LayerRow(new TrialId(cells.text("trial_id")), layer);
    }

    private static SpectrumSummary readSpectrum(Cells cells) {
        return new SpectrumSummary(
                cells.realOrNaN("kappa"),
                cells.realOrNaN("sigma_max"),
                cells.realOrNaN("sigma_min"),
                cells.realOrNaN("stable_rank"),
                cells.realOrNaN("r"));
    }
}
