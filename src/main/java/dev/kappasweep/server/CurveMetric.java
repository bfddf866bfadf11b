package dev.kappasweep.server;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Named;

/** What there is a curve of over the epochs. */
enum CurveMetric implements Named {
    LOSS("loss"),
    PENALTY("penalty"),
    KAPPA("kappa"),
    VALIDATION_ACCURACY("validationAccuracy"),
    VALIDATION_LOSS("validationLoss");

    private final String text;

    CurveMetric(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** In the unit of tables; NaN for what is of layers. */
    double of(EpochMeasurement epoch) {
        return switch (this) {
            case LOSS -> epoch.trainLoss();
            case PENALTY -> epoch.penalty();
            case VALIDATION_ACCURACY -> 100 * epoch.validationAccuracy();
            case VALIDATION_LOSS -> epoch.validationLoss();
            case KAPPA -> Double.NaN;
        };
    }
}
