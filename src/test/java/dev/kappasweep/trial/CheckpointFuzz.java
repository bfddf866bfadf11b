package dev.kappasweep.trial;

import dev.kappasweep.bench.PaperClassifier;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * What Jazzer calls with bytes for the reader of checkpoints: any bytes are a state or an {@link IOException}. The digest, which
 * no fuzzer gets past, is looked at apart from the rest.
 */
public final class CheckpointFuzz {
    private static final Dataset DATA = new Dataset(
            new DatasetId("digits", "0".repeat(64)),
            2,
            new LabelledImages(2, 2, new byte[16], new byte[] {0, 1, 0, 1}),
            new LabelledImages(2, 2, new byte[4], new byte[] {1}));
    private static final TrialSpec SPEC = PaperClassifier.of(DATA.id())
            .with()
            .network(PaperClassifier.network(3))
            .regularizer(new RegularizerSpec(
                    RegularizerKind.CONDITION_NUMBER, List.of("W1"), SolverSpec.parse("lobpcg"), 0.02))
            .strength(Strength.of(0.1))
            .training(new TrainingSpec(1, 2, Optimizer.ADAM, 1e-3, 0))
            .build();
    // The same for any version of the objective, so that the seeds stay.
    private static final TrialId ID = new TrialId("0123456789abcdef");
    private static final TrainingSession STATE = session();

    private CheckpointFuzz() {}

    private static TrainingSession session() {
        return new TrainingSession(SPEC, DATA);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            CheckpointFile.verify(new ByteArrayInputStream(input));
        } catch (IOException e) {
            // Damaged, as most inputs are.
        }
        try {
            CheckpointFile.read(new ByteArrayInputStream(input), ID, STATE);
        } catch (IOException e) {
            // Not of this trial.
        }
    }

    /** A checkpoint that is accepted. */
    static byte[] valid() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TrialProgress progress =
                new TrialProgress("2026-01-02T03:04:05Z", 1, List.of(), List.of(), List.of(), EpochSums.NONE);
        CheckpointFile.write(bytes, ID, progress, STATE);
        return bytes.toByteArray();
    }
}
