package dev.kappasweep.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How values lie along an axis.
 *
 * @param position where a value lies
 * @param ticks in increasing position
 * @param low the position at which the axis begins
 * @param high the position at which it ends, above {@code low}
 * @param gap the position at which the axis is broken, since 0 is not where a logarithm has it; NaN for a whole axis
 */
record Scale(DoubleUnaryOperator position, List<Tick> ticks, double low, double high, double gap) {
    private static final int MOST_TICKS = 7;

    /** The largest ratio of two positive values that a linear axis shows well. */
    private static final double LINEAR_RANGE = 30;

    record Tick(double position, String label) {}

    Scale {
        ticks = List.copyOf(ticks);
    }

    private static Scale whole(DoubleUnaryOperator position, List<Tick> ticks, double low, double high) {
        return new Scale(position, ticks, low, high, Double.NaN);
    }

    /** Whether the axis is broken between two values. */
    boolean isBrokenBetween(double one, double other) {
        return (at(one) - gap) * (at(other) - gap) < 0;
    }

    /** Evenly, with a little room on both sides. */
    static Scale linear(double... values) {
        double min = DoubleStream.of(values).min().orElse(0);
        double max = DoubleStream.of(values).max().orElse(1);
        double room = max > min ? 0.06 * (max - min) : Math.max(1e-6, 0.05 * Math.abs(max));
        return linearBetween(min - room, max + room);
    }

    /** Evenly from {@code low} to {@code high}. */
    static Scale linearBetween(double low, double high) {
        double step = niceStep((high - low) / MOST_TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (double tick = Math.ceil(low / step) * step; tick <= high + 1e-9 * step; tick += step) {
            double rounded = Math.rint(tick / step) * step;
            ticks.add(new Tick(rounded, number(rounded, step)));
        }
        return whole(DoubleUnaryOperator.identity(), ticks, low, high);
    }

    /** Evenly from 0 to {@code high}, with ticks at whole numbers only. */
    static Scale wholeNumbers(int high) {
        long step = Math.max(1, Math.round(niceStep((double) high / MOST_TICKS)));
        List<Tick> ticks = new ArrayList<>();
        for (long tick = 0; tick <= high; tick += step) {
            ticks.add(new Tick(tick, Long.toString(tick)));
        }
        return whole(DoubleUnaryOperator.identity(), ticks, 0, Math.max(1, high));
    }

    /** Evenly from 1 to {@code most}, with ticks at 1 and at whole numbers. */
    static Scale ranks(double most) {
        double room = 0.03 * Math.max(1, most - 1);
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(1, "1")));
        wholeNumbers((int) most).ticks().stream()
                .filter(tick -> tick.position() > 1)
                .forEach(ticks::add);
        return whole(DoubleUnaryOperator.identity(), ticks, 1 - room, Math.max(2, most) + room);
    }

    /** By the logarithm; every value is above 0. */
    static Scale logarithmic(double... values) {
        double min = Math.log10(DoubleStream.of(values).min().orElse(1));
        double max = Math.log10(DoubleStream.of(values).max().orElse(10));
        double room = Math.max(0.03, 0.06 * (max - min));
        double low = min - room;
        double high = max + room;
        return whole(Math::log10, logarithmicTicks(low, high), low, high);
    }

    /**
     * By the logarithm if the values differ by large factors, else evenly; with room for {@code extent}, the ends of their
     * intervals, though on a logarithm no further down than a third of the smallest value.
     */
    static Scale ofPositive(double[] values, double... extent) {
        double min = DoubleStream.of(values).min().orElse(1);
        double max = DoubleStream.of(values).max().orElse(1);
        return min > 0 && max / min > 4
                ? logarithmic(DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(extent))
                        .map(end -> Math.max(end, min / 3))
                        .toArray())
                : linear(DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(extent))
                        .toArray());
    }

    /**
     * Of the strengths of a penalty: evenly where that shows all, else by the logarithm. Then 0 stands one step below the
     * smallest other one, marked {@code 0}.
     */
    static Scale lambda(double... values) {
        double[] positive = DoubleStream.of(values)
                .filter(value -> value > 0)
                .sorted()
                .distinct()
                .toArray();
        if (positive.length < 2 || positive[positive.length - 1] / positive[0] <= LINEAR_RANGE) {
            return linear(values);
        }
        double first = Math.log10(positive[0]);
        double last = Math.log10(positive[positive.length - 1]);
        double step = Math.max(0.5, Math.min(1, (last - first) / (positive.length - 1)));
        boolean hasZero = DoubleStream.of(values).anyMatch(value -> value == 0);
        double zero = first - step;
        List<Tick> ticks = new ArrayList<>();
        if (hasZero) {
            ticks.add(new Tick(zero, "0"));
        }
        DoubleStream.of(positive).forEach(value -> ticks.add(new Tick(Math.log10(value), plain(value))));
        double low = (hasZero ? zero : first) - 0.25 * step;
        double gap = hasZero ? (zero + first) / 2 : Double.NaN;
        return new Scale(value -> value > 0 ? Math.log10(value) : zero, ticks, low, last + 0.25 * step, gap);
    }

    /** One position, 0, 1, 2, ..., for each label. */
    static Scale categories(List<String> labels) {
        List<Tick> ticks = IntStream.range(0, labels.size())
                .mapToObj(i -> new Tick(i, labels.get(i)))
                .toList();
        return whole(DoubleUnaryOperator.identity(), ticks, -0.5, labels.size() - 0.5);
    }

    double at(double value) {
        return position.applyAsDouble(value);
    }

    private static double niceStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double part = least / power;
        double nice = part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10;
        return nice * power;
    }

    private static List<Tick> logarithmicTicks(double low, double high) {
        int[] parts = high - low > 3 ? new int[] {1} : high - low > 1.2 ? new int[] {1, 3} : new int[] {1, 2, 5};
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(low); power <= high; power++) {
            for (int part : parts) {
                double value = part * Math.pow(10, power);
                double position = Math.log10(value);
                if (position >= low && position <= high) {
                    ticks.add(new Tick(position, plain(value)));
                }
            }
        }
        if (ticks.size() >= 3) {
            return ticks;
        }
        List<Tick> even = new ArrayList<>();
        for (Tick tick : linearBetween(Math.pow(10, low), Math.pow(10, high)).ticks()) {
            if (tick.position() > 0) {
                even.add(new Tick(Math.log10(tick.position()), tick.label()));
            }
        }
        return even;
    }

    /** As many decimals as {@code step} needs. */
    private static String number(double value, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        String text = String.format(Locale.ROOT, "%." + Math.min(6, decimals) + "f", value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }

    /** A number without needless digits, in powers of ten where it would be long. */
    static String plain(double value) {
        if (value != 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e5)) {
            return String.format(Locale.ROOT, "%.0e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e");
        }
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
