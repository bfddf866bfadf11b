package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which states of a trial's weights are kept, as {@code none}, {@code final} or {@code every 10 epochs}: with the final ones the
 * initial ones are kept too.
 *
 * @param every so many epochs; 0 for no state at all, {@link Integer#MAX_VALUE} for the first and the last only
 */
public record KeepWeights(int every) implements Serializable {
    /** What {@link #parse} takes, to complete the sentence "expected ...". */
    public static final String ALLOWED = "none, final, or a form such as every 10 epochs";

    public static final KeepWeights NONE = new KeepWeights(0);
    public static final KeepWeights FINAL = new KeepWeights(Integer.MAX_VALUE);

    private static final Pattern EVERY = Pattern.compile("every ([1-9][0-9]{0,8}) epochs?");

    public KeepWeights {
        Require.require(every >= 0, "run.keepWeights", every, () -> ALLOWED);
    }

    /**
     * One of the three forms.
     *
     * @throws InvalidInputException if {@code text} is none of them
     */
    public static KeepWeights parse(String text) {
        Matcher matcher = EVERY.matcher(text);
        if (matcher.matches()) {
            return new KeepWeights(Integer.parseInt(matcher.group(1)));
        }
        boolean isFinal = text.equals("final");
        Require.require(isFinal || text.equals("none"), "run.keepWeights", "'" + text + "'", () -> ALLOWED);
        return isFinal ? FINAL : NONE;
    }

    public boolean isAny() {
        return every > 0;
    }

    /**
     * Whether the weights after {@code epoch} are kept.
     *
     * @param epoch 0 for the initial ones
     * @param last the trial's last epoch
     */
    public boolean isKeptAt(int epoch, int last) {
        return isAny() && (epoch % every == 0 || epoch == last);
    }

    /** The epochs after which the weights are kept of a trial that has ended after {@code ended} of {@code last}. */
    public List<Integer> epochs(int ended, int last) {
        return IntStream.rangeClosed(0, ended)
                .filter(epoch -> isKeptAt(epoch, last))
                .boxed()
                .toList();
    }

    @Override
    public String toString() {
        return equals(NONE) ? "none" : equals(FINAL) ? "final" : "every " + every + " epochs";
    }
}
