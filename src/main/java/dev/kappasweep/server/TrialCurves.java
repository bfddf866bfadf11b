package dev.kappasweep.server;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The curves of one trial, those of which there is a value. Safe for use by several threads. */
final class TrialCurves {
    private final CurvePoints points;
    private final List<CurveSeries> series;
    private final AtomicReferenceArray<double @Nullable []> curves;

    /**
     * Without values.
     *
     * @param series those that there may be, in an order that all trials of the sweep share
     */
    TrialCurves(CurvePoints points, List<CurveSeries> series) {
        this.points = points;
        this.series = series;
        this.curves = new AtomicReferenceArray<>(series.size());
    }

    /** The curves of what a trial has measured. */
    static TrialCurves of(
            CurvePoints points,
            List<CurveSeries> series,
            List<EpochMeasurement> epochs,
            List<LayerMeasurement> layers) {
        TrialCurves curves = new TrialCurves(points, series);
        epochs.forEach(curves::put);
        layers.forEach(layer ->
                curves.putKappa(layer.epoch(), layer.layer(), layer.spectrum().kappa()));
        return curves;
    }

    void put(EpochMeasurement epoch) {
        for (int i = 0; i < series.size(); i++) {
            put(i, epoch.epoch(), series.get(i).metric().of(epoch));
        }
    }

    void putKappa(int epoch, String layer, double kappa) {
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).layer().equals(layer)) {
                put(i, epoch, kappa);
            }
        }
    }

    private void put(int one, int epoch, double value) {
        int place = points.place(epoch);
        if (place >= 0 && !Double.isNaN(value)) {
            double[] curve = curves.get(one);
            if (curve == null) {
                curve = new double[points.count()];
                Arrays.fill(curve, Double.NaN);
                curves.set(one, curve);
            }
            curve[place] = value;
        }
    }

    CurvePoints points() {
        return points;
    }

    /** By place, NaN where there is no value (yet); null without any. */
    double @Nullable [] of(CurveSeries one) {
        return curves.get(series.indexOf(one));
    }
}
