package dev.kappasweep.data;

import java.util.regex.Pattern;

/** The path of a pen between touching the paper and leaving it: points joined in order, y pointing down. */
final class Stroke {
    private static final int STEPS = 6;
    private static final Pattern BLANK = Pattern.compile(" ");

    private final double[] xs;
    private final double[] ys;

    private Stroke(double[] xs, double[] ys) {
        this.xs = xs;
        this.ys = ys;
    }

    /** Reads {@code "x,y x,y ..."}. */
    static Stroke parse(String text) {
        String[] points = BLANK.splitAsStream(text).toArray(String[]::new);
        Stroke stroke = new Stroke(new double[points.length], new double[points.length]);
        for (int i = 0; i < points.length; i++) {
            int comma = points[i].indexOf(',');
            stroke.xs[i] = Double.parseDouble(points[i].substring(0, comma));
            stroke.ys[i] = Double.parseDouble(points[i].substring(comma + 1));
        }
        return stroke;
    }

    int points() {
        return xs.length;
    }

    double x(int point) {
        return xs[point];
    }

    double y(int point) {
        return ys[point];
    }

    /** Where a point goes. */
    @FunctionalInterface
    interface Move {
        /** Returns the new x (or the new y) of the point (x, y). */
        double apply(double x, double y);
    }

    Stroke moved(Move toX, Move toY) {
        Stroke moved = new Stroke(new double[xs.length], new double[xs.length]);
        for (int i = 0; i < xs.length; i++) {
            moved.xs[i] = toX.apply(xs[i], ys[i]);
            moved.ys[i] = toY.apply(xs[i], ys[i]);
        }
        return moved;
    }

    /** A curve through all points (Catmull-Rom) as a path of {@value #STEPS} times as many segments. */
    Stroke smoothed() {
        int spans = xs.length - 1;
        Stroke curve = new Stroke(new double[spans * STEPS + 1], new double[spans * STEPS + 1]);
        for (int i = 0; i <= spans * STEPS; i++) {
            int span = Math.min(i / STEPS, spans - 1);
            double t = (double) (i - span * STEPS) / STEPS;
            curve.xs[i] = between(xs, span, t);
            curve.ys[i] = between(ys, span, t);
        }
        return curve;
    }

    /** The Catmull-Rom cubic between values {@code i} and {@code i + 1}, t in [0, 1]; the ends count twice. */
    private static double between(double[] values, int i, double t) {
        double before = values[Math.max(i - 1, 0)];
        double from = values[i];
        double to = values[i + 1];
        double after = values[Math.min(i + 2, values.length - 1)];
        double linear = to - before;
        double square = 2 * before - 5 * from + 4 * to - after;
        double cubic = 3 * (from - to) + after - before;
        return from + t * (linear + t * (square + t * cubic)) / 2;
    }
}
