package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What is measured on every trained model.
 *
 * @param snr the test signal-to-noise ratios, all different
 * @param draws how many independent noise draws are averaged at each finite SNR, at least 1
 */
public record EvaluationSpec(List<Snr> snr, int draws) implements Serializable {
    public EvaluationSpec {
        snr = Require.distinct("evaluation.snr", snr);
        Require.positive("evaluation.draws", draws);
    }
}
