package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Require;
import java.util.Optional;

/**
 * One parameter of a search. Its values are doubles, also where they are whole numbers or indices. A share of it is a number in [0, 1]: each value
 * that can be counted has a part of that interval to itself, and real numbers lie on it in their order, as their logarithms do where
 * the dimension is logarithmic.
 */
public sealed interface Dimension {
    String name();

    /** Empty for a dimension of every point. */
    Optional<Condition> condition();

    /** The value whose part {@code share} lies in. */
    double at(double share);

    /** The middle of the part of {@code value}. */
    double share(double value);

    /** Where the part of {@code value} begins; of a real number, which has none, {@link #share}. */
    double from(double value);

    /** Where the part of {@code value} ends. */
    double to(double value);

    /** Whether {@code value} is one of this dimension. */
    boolean holds(double value);

    /** How many values there are; infinite for real numbers. */
    double count();

    /** Whether near values are alike: of all but choices without an order. */
    boolean isOrdered();

    /**
     * Real numbers of [low, high].
     *
     * @param log whether equal ratios are equally likely, not equal differences; then low is above 0
     */
    record Real(String name, double low, double high, boolean log, Optional<Condition> condition) implements Dimension {
        public Real {
            Require.text("name of a dimension", name);
            Require.require(Double.isFinite(low), name + ": low", low, "a finite number");
            Require.require(
                    Double.isFinite(high) && high >= low, name + ": high", high, "a finite number of at least " + low);
            Require.require(Double.isFinite(high - low), name, "a range of " + low + " to " + high, "a smaller one");
            Require.require(!log || low > 0, name + ": low", low, "a number above 0 on a logarithmic scale");
        }

        @Override
        public double at(double share) {
            double value = log
                    ? StrictMath.exp(Scale.between(StrictMath.log(low), StrictMath.log(high), share))
                    : Scale.between(low, high, share);
            return Math.max(low, Math.min(high, value));
        }

        @Override
        public double share(double value) {
            return log
                    ? Scale.share(StrictMath.log(low), StrictMath.log(high), StrictMath.log(value))
                    : Scale.share(low, high, value);
        }

        @Override
        public double from(double value) {
            return low == high ? 0 : share(value);
        }

        @Override
        public double to(double value) {
            return low == high ? 1 : share(value);
        }

        @Override
        public boolean holds(double value) {
            return value >= low && value <= high;
        }

        @Override
        public double count() {
            return low == high ? 1 : Double.POSITIVE_INFINITY;
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }

    /**
     * Whole numbers low, low + step, ..., high.
     *
     * @param log whether the part of a number is that of the logarithms half way to its neighbours; then low is at least 1 and step is 1
     */
    record Whole(String name, long low, long high, boolean log, long step, Optional<Condition> condition)
            implements Dimension {
        private static final long LARGEST = 1L << 52;

        public Whole {
            Require.text("name of a dimension", name);
            Require.require(
                    Math.abs(low) <= LARGEST && low > Long.MIN_VALUE, name + ": low", low, "at most 2^52 in size");
            Require.require(
                    high >= low && high <= LARGEST, name + ": high", high, "at least " + low + " and at most 2^52");
            Require.require(step >= 1, name + ": step", step, "a whole number of at least 1");
            Require.require(
                    (high - low) % step == 0, name + ": high", high, low + " and a multiple of the step of " + step);
            Require.require(!log || low >= 1, name + ": low", low, "at least 1 on a logarithmic scale");
            Require.require(!log || step == 1, name + ": step", step, "1 on a logarithmic scale");
        }

        @Override
        public double at(double share) {
            double index = log
                    ? Math.rint(StrictMath.exp(
                                    Scale.between(StrictMath.log(low - 0.5), StrictMath.log(high + 0.5), share)))
                            - low
                    : Math.floor(share * count());
            return low + step * Math.max(0, Math.min(count() - 1, index));
        }

        @Override
        public double share(double value) {
            return 0.5 * (from(value) + to(value));
        }

        @Override
        public double from(double value) {
            return edge((value - low) / step);
        }

        @Override
        public double to(double value) {
            return edge((value - low) / step + 1);
        }

        private double edge(double index) {
            return log
                    ? Scale.share(
                            StrictMath.log(low - 0.5), StrictMath.log(high + 0.5), StrictMath.log(low - 0.5 + index))
                    : index / count();
        }

        @Override
        public boolean holds(double value) {
            return value >= low && value <= high && (value - low) % step == 0;
        }

        @Override
        public double count() {
            return (high - low) / step + 1;
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }

    /**
     * One of {@code size} things; its values are their indices.
     *
     * @param ordered whether neighbours are alike, as in a list of numbers that ascends
     */
    record Choice(String name, int size, boolean ordered, Optional<Condition> condition) implements Dimension {
        public Choice {
            Require.text("name of a dimension", name);
            Require.positive(name + ": number of choices", size);
        }

        @Override
        public double at(double share) {
            return Math.min(size - 1, Math.floor(share * size));
        }

        @Override
        public double share(double value) {
            return (value + 0.5) / size;
        }

        @Override
        public double from(double value) {
            return value / size;
        }

        @Override
        public double to(double value) {
            return (value + 1) / size;
        }

        @Override
        public boolean holds(double value) {
            return value >= 0 && value < size && value == Math.rint(value);
        }

        @Override
        public double count() {
            return size;
        }

        @Override
        public boolean isOrdered() {
            return ordered;
        }
    }
}
