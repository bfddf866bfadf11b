package dev.kappasweep.paper;

import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.table.Quantity;
import java.util.List;

/**
 * What the paper says of Tikhonov regularisation in classification (appendix D.2, Table 3): "As lambda increases, the condition
 * numbers of the weight matrices increase dramatically"; it "performs well at a medium noise level (SNR 1) and outperforms the
 * baseline, as well as our proposed regularizer in all settings of lambda. For the high noise level (SNR 0.5), however, it falls
 * back again."
 */
public final class TikhonovClaims {
    /** What the statements are about. */
    public static final RegularizerKind KIND = RegularizerKind.TIKHONOV;

    /** The paper's own regulariser. */
    public static final RegularizerKind PROPOSED = RegularizerKind.CONDITION_NUMBER;

    private static final Snr MEDIUM = new Snr(1);
    private static final Snr HIGH = new Snr(0.5);

    private TikhonovClaims() {}

    /** What each strength of {@link #KIND} is compared with. */
    public enum Against {
        /** The next weaker one; no penalty for the weakest. */
        NEXT_WEAKER,
        NO_PENALTY,
        /** The strength of {@link #PROPOSED} that is most accurate. */
        BEST_PROPOSED
    }

    /** That every strength has more, or less, of a quantity than another network. */
    public record Statement(Quantity quantity, boolean isMore, Against against) {}

    /**
     * The statements in the paper's order.
     *
     * @param layer that is penalised
     */
    public static List<Statement> statements(String layer) {
        return List.of(
                new Statement(Quantity.kappa(layer), true, Against.NEXT_WEAKER),
                new Statement(Quantity.accuracy(MEDIUM), true, Against.NO_PENALTY),
                new Statement(Quantity.accuracy(MEDIUM), true, Against.BEST_PROPOSED),
                new Statement(Quantity.accuracy(HIGH), false, Against.NO_PENALTY),
                new Statement(Quantity.accuracy(HIGH), false, Against.BEST_PROPOSED));
    }
}
