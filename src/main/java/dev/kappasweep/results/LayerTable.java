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
    /** From 1 to the next larger number of single precision. */
    private static final double SINGLE_EPSILON = 0x1p-23;

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
            nullableInteger("dead_units"),
            nullableReal("numerical_kappa"));

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
        cells.putUnlessNaN("numerical_kappa", layer.spectrum().numericalKappa());
    }

    @Override
    public LayerRow read(Cells cells) {
        Shape shape = new Shape(cells.integer("rows"), cells.integer("cols"));
        LayerMeasurement layer = new LayerMeasurement(
                cells.integer("epoch"),
                cells.text("layer"),
                shape,
                readSpectrum(cells, shape),
                new DeadUnits(cells.integerOr("dead_units", DeadUnits.NO_RELU.count())));
        return new LayerRow(new TrialId(cells.text("trial_id")), layer);
    }

    private static SpectrumSummary readSpectrum(Cells cells, Shape shape) {
        double kappa = cells.realOrNaN("kappa");
        double numericalKappa = cells.realOrNaN("numerical_kappa");
        return new SpectrumSummary(
                kappa,
                cells.realOrNaN("sigma_max"),
                cells.realOrNaN("sigma_min"),
                cells.realOrNaN("stable_rank"),
                cells.realOrNaN("r"),
                Double.isNaN(numericalKappa) && isOfFullNumericalRank(kappa, shape) ? kappa : numericalKappa);
    }

    /** Then kappa is the numerical one, which files before version 6 lack. */
    private static boolean isOfFullNumericalRank(double kappa, Shape shape) {
        return kappa * Math.max(shape.rows(), shape.cols()) * SINGLE_EPSILON < 1;
    }
}
