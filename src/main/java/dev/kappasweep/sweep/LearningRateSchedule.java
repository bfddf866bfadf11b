package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What part of the learning rate holds in each epoch: {@code constant}; {@code cosine}, (1 + cos(pi e/E))/2 in epoch e of E, counted from 0, as
 * PyTorch's CosineAnnealingLR with T_max = E; {@code step(N, f)}, f to the power of the whole part of e/N, as its StepLR.
 *
 * @param every N of a step schedule, at least 1; 0 of the others
 * @param factor f of a step schedule, above 0 and at most 1; 1 of the others
 */
public record LearningRateSchedule(Kind kind, int every, double factor) implements Serializable {
    /** Completes the sentence "expected ...". */
    public static final String ALLOWED =
            "constant, cosine, or step(EPOCHS, FACTOR) with FACTOR above 0 and at most 1: step(10, 0.1)";

    public static final LearningRateSchedule CONSTANT = new LearningRateSchedule(Kind.CONSTANT, 0, 1);
    public static final LearningRateSchedule COSINE = new LearningRateSchedule(Kind.COSINE, 0, 1);

    private static final Pattern STEP = Pattern.compile("step\\(\\s*([1-9][0-9]{0,8})\\s*,\\s*([^\\s)]+)\\s*\\)");

    /** The shape over epochs. */
    public enum Kind {
        CONSTANT,
        COSINE,
        STEP
    }

    public LearningRateSchedule {
        boolean isStep = kind == Kind.STEP;
        Require.require(
                isStep ? every > 0 && factor > 0 && factor <= 1 : every == 0 && factor == 1,
                "training.learningRateSchedule",
                kind + " " + every + " " + factor,
                () -> ALLOWED);
    }

    /** Times {@code factor} after so many epochs, and again after as many. */
    public static LearningRateSchedule step(int epochs, double factor) {
        return new LearningRateSchedule(Kind.STEP, epochs, factor);
    }

    /**
     * One of the three forms.
     *
     * @throws InvalidInputException if {@code text} is none of them
     */
    public static LearningRateSchedule parse(String text) {
        Matcher matcher = STEP.matcher(text);
        if (matcher.matches()) {
            Optional<Double> factor = WrittenNumber.parse(matcher.group(2));
            return step(Integer.parseInt(matcher.group(1)), factor.orElse(0.0));
        }
        boolean isCosine = text.equals("cosine");
        Require.require(
                isCosine || text.equals("constant"), "training.learningRateSchedule", "'" + text + "'", () -> ALLOWED);
        return isCosine ? COSINE : CONSTANT;
    }

    /**
     * The factor of the learning rate.
     *
     * @param epoch counted from 0
     * @param epochs of the training, above {@code epoch}
     */
    public double factorOf(long epoch, int epochs) {
        return switch (kind) {
            case CONSTANT -> 1;
            case COSINE -> (1 + StrictMath.cos(StrictMath.PI * epoch / epochs)) / 2;
            case STEP -> StrictMath.pow(factor, (double) Math.floorDiv(epoch, every));
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CONSTANT -> "constant";
            case COSINE -> "cosine";
            case STEP -> "step(" + every + ", " + DecimalText.shown(factor) + ")";
        };
    }
}
