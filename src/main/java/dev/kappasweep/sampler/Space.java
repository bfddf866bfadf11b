package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Choice;
import dev.kappasweep.sweep.Require;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a search may try: some parameters, each by itself, some of them only with certain values of a choice before them. */
public record Space(List<Dimension> dimensions) {
    /** What Sobol's sequence has here. */
    public static final int MOST_DIMENSIONS = 1000;

    public Space {
        dimensions = List.copyOf(dimensions);
        Require.require(!dimensions.isEmpty(), "space", "[]", "at least one dimension");
        Require.require(
                dimensions.size() <= MOST_DIMENSIONS,
                "space",
                dimensions.size() + " dimensions",
                "at most " + MOST_DIMENSIONS);
        Map<String, Dimension> before = new HashMap<>();
        for (Dimension dimension : dimensions) {
            dimension
                    .condition()
                    .ifPresent(condition -> requireChoice(dimension, condition, before.get(condition.choice())));
            Require.require(
                    before.put(dimension.name(), dimension) == null,
                    "space",
                    "'" + dimension.name() + "' twice",
                    "names that differ");
        }
    }

    private static void requireChoice(Dimension dimension, Condition condition, @Nullable Dimension parent) {
        String item = dimension.name() + ": condition";
        Require.require(
                parent instanceof Choice, item, "'" + condition.choice() + "'", "a choice that stands before it");
        int size = parent instanceof Choice choice ? choice.size() : 0;
        Require.require(
                condition.among().stream().allMatch(index -> index >= 0 && index < size),
                item,
                condition.choice() + " among " + condition.among(),
                "indices below " + size);
    }

    public int size() {
        return dimensions.size();
    }

    public Dimension dimension(int index) {
        return dimensions.get(index);
    }

    /**
     * The point of which {@code shares} are the shares.
     *
     * @param shares in [0, 1], of each dimension; those of dimensions that are not part of the point are not looked at
     */
    public Point at(double[] shares) {
        double[] values = new double[size()];
        for (int i = 0; i < size(); i++) {
            values[i] = isPart(i, values) ? dimension(i).at(shares[i]) : Double.NaN;
        }
        return new Point(values);
    }

    /** The middles of the parts of a point's values, NaN where it has none. */
    public double[] shares(Point point) {
        return IntStream.range(0, size())
                .mapToDouble(i -> point.has(i) ? dimension(i).share(point.at(i)) : Double.NaN)
                .toArray();
    }

    /**
     * Whether a dimension is part of the points that begin with {@code values}.
     *
     * @param values of the dimensions before it, NaN where they are not part of the point
     */
    public boolean isPart(int dimension, double[] values) {
        return dimension(dimension)
                .condition()
                .map(condition -> isMet(condition, values))
                .orElse(true);
    }

    private boolean isMet(Condition condition, double[] values) {
        double value = values[indexOf(condition.choice())];
        return !Double.isNaN(value) && condition.among().contains((int) value);
    }

    /** Of the dimension of that name. */
    public int indexOf(String name) {
        return IntStream.range(0, size())
                .filter(i -> dimension(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dimension '" + name + "'"));
    }

    /**
     * Checks that {@code point} is one of this space.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if it is not
     */
    public void require(Point point) {
        Require.require(point.size() == size(), "point", point, size() + " values");
        double[] values = point.values();
        for (int i = 0; i < size(); i++) {
            boolean isPart = isPart(i, values);
            Require.require(
                    isPart ? dimension(i).holds(values[i]) : !point.has(i),
                    dimension(i).name(),
                    values[i],
                    isPart ? "a value of " + dimension(i) : "none, since its condition is not met");
        }
    }
}
