package dev.kappasweep.sampler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function over a box: steps of L-BFGS among the variables that are not held at a bound, cut off at the box, with a
 * line search that halves. Nocedal and Wright, Numerical optimization, 2006, algorithms 7.4 and 3.1.
 */
final class Descent {
    private static final int MEMORY = 8;
    private static final int HALVINGS = 20;
    private static final double DECREASE = 1e-4;
    private static final double FLAT = 1e-9;

    /** A function with its gradient. */
    interface Slope {
        /** The value at {@code x}, and into {@code gradient} its derivatives; not finite where it has none. */
        double at(double[] x, double[] gradient);
    }

    /** A step, how the gradient changed by it, and the product of both. */
    private static final class Pair {
        private final double[] step;
        private final double[] change;
        private final double product;

        Pair(double[] step, double[] change, double product) {
            this.step = step;
            this.change = change;
            this.product = product;
        }
    }

    private final Slope slope;
    private final double low;
    private final double high;
    private final Deque<Pair> memory = new ArrayDeque<>();
    private double[] x;
    private double[] gradient;
    private double value;

    private Descent(Slope slope, double[] start, double low, double high) {
        this.slope = slope;
        this.low = low;
        this.high = high;
        x = start.clone();
        gradient = new double[start.length];
        value = slope.at(x, gradient);
    }

    /** Where it ends, and the value there. */
    static final class End {
        private final double[] x;
        private final double value;

        private End(double[] x, double value) {
            this.x = x;
            this.value = value;
        }

        double[] x() {
            return x;
        }

        double value() {
            return value;
        }
    }

    /**
     * The end of a descent.
     *
     * @param low bound of all variables
     * @param high bound of all variables
     * @param steps at most
     */
    static End minimise(Slope slope, double[] start, double low, double high, int steps) {
        Descent descent = new Descent(slope, start, low, high);
        for (int i = 0; i < steps && Double.isFinite(descent.value) && descent.step(); i++) {}
        return new End(descent.x, descent.value);
    }

    /** Whether it went down by more than nothing. */
    private boolean step() {
        double[] direction = direction();
        double scale = memory.isEmpty() ? 0.5 / Math.max(0.5, norm(direction)) : 1;
        for (int i = 0; i < HALVINGS; i++) {
            double[] next = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                next[k] = Math.max(low, Math.min(high, x[k] + scale * direction[k]));
            }
            double[] nextGradient = new double[x.length];
            double nextValue = slope.at(next, nextGradient);
            if (nextValue <= value + DECREASE * dot(gradient, difference(next, x))) {
                return accept(next, nextGradient, nextValue);
            }
            scale *= 0.5;
        }
        boolean canForget = !memory.isEmpty();
        memory.clear();
        return canForget;
    }

    private boolean accept(double[] next, double[] nextGradient, double nextValue) {
        double[] step = difference(next, x);
        double[] change = difference(nextGradient, gradient);
        double product = dot(step, change);
        if (product > 1e-12 * dot(change, change)) {
            memory.addLast(new Pair(step, change, product));
            if (memory.size() > MEMORY) {
                memory.removeFirst();
            }
        }
        boolean isLower = value - nextValue > FLAT * Math.max(1, Math.abs(value));
        x = next;
        gradient = nextGradient;
        value = nextValue;
        return isLower;
    }

    /** Down, with no part along a variable that is at a bound and would leave. */
    private double[] direction() {
        double[] direction = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            direction[i] = isHeld(i) ? 0 : -gradient[i];
        }
        curve(direction);
        for (int i = 0; i < x.length; i++) {
            direction[i] = isHeld(i) ? 0 : direction[i];
        }
        if (dot(direction, gradient) < 0) {
            return direction;
        }
        memory.clear();
        for (int i = 0; i < x.length; i++) {
            direction[i] = isHeld(i) ? 0 : -gradient[i];
        }
        return direction;
    }

    private boolean isHeld(int i) {
        return (x[i] <= low && gradient[i] > 0) || (x[i] >= high && gradient[i] < 0);
    }

    /** Multiplies by the estimate of the inverse Hessian. */
    private void curve(double[] direction) {
        if (memory.isEmpty()) {
            return;
        }
        double[] parts = new double[memory.size()];
        int i = parts.length;
        for (Iterator<Pair> latest = memory.descendingIterator(); latest.hasNext(); ) {
            Pair pair = latest.next();
            parts[--i] = dot(pair.step, direction) / pair.product;
            add(direction, -parts[i], pair.change);
        }
        Pair last = memory.getLast();
        double scale = last.product / dot(last.change, last.change);
        for (int k = 0; k < direction.length; k++) {
            direction[k] *= scale;
        }
        for (Pair pair : memory) {
            add(direction, parts[i++] - dot(pair.change, direction) / pair.product, pair.step);
        }
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }

    private static double[] difference(double[] one, double[] other) {
        double[] difference = one.clone();
        add(difference, -1, other);
        return difference;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }
}
