package dev.kappasweep.trial;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;

/** What two runs of one trial find in their epochs, bit by bit. */
final class Epochs {
    private Epochs() {}

    static List<EpochMeasurement> withoutSeconds(TrialResult result) {
        return result.epochs().stream()
                .map(epoch -> new EpochMeasurement(
                        epoch.epoch(),
                        epoch.trainLoss(),
                        epoch.penalty(),
                        0,
                        epoch.solverSteps(),
                        epoch.validationLoss(),
                        epoch.validationAccuracy()))
                .toList();
    }
}
