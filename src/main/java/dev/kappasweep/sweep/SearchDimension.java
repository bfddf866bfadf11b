package dev.kappasweep.sweep;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search may try of one parameter.
 *
 * @param choices values of which it takes one; empty for a range
 * @param range null for choices
 * @param when the parameter keeps the value of the sweep file unless this holds; null if it always varies
 */
public record SearchDimension(
        Parameter parameter,
        List<Object> choices,
        @Nullable Range range,
        @Nullable When when) implements Serializable {
    /** So many digits tell values of a range apart. */
    private static final MathContext DIGITS = new MathContext(6);

    /**
     * Numbers from one to another, both among them.
     *
     * @param step between neighbours; 0 for any real number
     * @param log whether equal ratios are alike, not equal differences
     * @param whole whether they are whole numbers
     */
    public record Range(double from, double to, double step, boolean log, boolean whole) implements Serializable {
        public Range {
            Require.require(
                    from < to, "from", DecimalText.shown(from), "a number below to, " + DecimalText.shown(to), to);
            Require.require(
                    !log || from > 0, "from", DecimalText.shown(from), "a number above 0 on a logarithmic scale", to);
            Require.require(!log || step <= 1, "step", DecimalText.shown(step), "none on a logarithmic scale", to);
            Require.require(
                    isFit(from, to, step),
                    "step",
                    DecimalText.shown(step),
                    "one that leads from " + DecimalText.shown(from) + " to " + DecimalText.shown(to),
                    to);
        }

        private static boolean isFit(double from, double to, double step) {
            double count = (to - from) / step;
            return step == 0 || (step > 0 && count < 1e15 && Math.abs(count - Math.rint(count)) < 1e-9 * count);
        }
    }

    /** That another parameter, which is a choice before this one, has one of some values. */
    public record When(Parameter parameter, List<Object> among) implements Serializable {
        public When {
            among = Require.distinct("when", among);
        }
    }

    public SearchDimension {
        choices = List.copyOf(choices);
        boolean isOne = choices.isEmpty() != (range == null);
        Require.require(isOne, "space." + parameter.text(), choices, "values, or from and to", choices);
    }

    public Optional<Range> asRange() {
        return Optional.ofNullable(range);
    }

    public Optional<When> condition() {
        return Optional.ofNullable(when);
    }

    /** Whether no candidate has both: they depend on one parameter, and no value of it allows both. */
    boolean isApartFrom(SearchDimension other) {
        return when != null
                && other.when != null
                && when.parameter() == other.when.parameter()
                && Collections.disjoint(when.among(), other.when.among());
    }

    /**
     * The value of the parameter.
     *
     * @param number of a range, of which six digits count; of choices the index
     */
    public Object value(double number) {
        if (range == null) {
            return choices.get((int) number);
        }
        return parameter.parse(
                range.whole()
                        ? BigDecimal.valueOf(Math.rint(number)).toBigInteger().toString()
                        : DecimalText.shown(
                                BigDecimal.valueOf(number).round(DIGITS).doubleValue()));
    }

    /** A few values that stand for all: the choices, or the ends of the range. */
    List<Object> samples() {
        return range == null ? choices : List.of(value(range.from()), value(range.to()));
    }
}
