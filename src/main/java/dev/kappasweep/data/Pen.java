package dev.kappasweep.data;

/** A round pen that leaves a soft edge. Where strokes cross, the darker one counts. */
final class Pen {
    private final double radius;
    private final double softness;
    private final double taper;
    private final double ink;

    private Pen(double radius, double softness, double taper, double ink) {
        this.radius = radius;
        this.softness = softness;
        this.taper = taper;
        this.ink = ink;
    }

    /** Half a line's width is 0.8 to 1.7 pixels, and a full line has 215 to 255 of ink, mostly 255. */
    static Pen draw(Uniform random) {
        return new Pen(
                random.in(0.8, 1.7), random.in(0.8, 1.4), random.around(0.35), Math.min(255, random.in(215, 330)));
    }

    /** @param canvas side x side values in [0, 255], row by row; ink is added */
    void trace(Stroke stroke, double[] canvas, int side) {
        int last = stroke.points() - 1;
        for (int i = 0; i < last; i++) {
            double middle = 2 * (i + 0.5) / last - 1;
            Segment segment = new Segment(stroke.x(i), stroke.y(i), stroke.x(i + 1), stroke.y(i + 1));
            trace(segment, radius * (1 + taper * middle), canvas, side);
        }
    }

    private void trace(Segment segment, double halfWidth, double[] canvas, int side) {
        double reach = halfWidth + softness / 2;
        int bottom = pixel(Math.max(segment.y0, segment.y1) + reach, side);
        int right = pixel(Math.max(segment.x0, segment.x1) + reach, side);
        int left = pixel(Math.min(segment.x0, segment.x1) - reach, side);
        for (int row = pixel(Math.min(segment.y0, segment.y1) - reach, side); row <= bottom; row++) {
            for (int col = left; col <= right; col++) {
                double squared = segment.squaredDistance(col + 0.5, row + 0.5);
                if (squared < reach * reach) {
                    double edge = (reach - Math.sqrt(squared)) / softness;
                    int at = row * side + col;
                    canvas[at] = Math.max(canvas[at], ink * Math.min(1, edge));
                }
            }
        }
    }

    private static int pixel(double position, int side) {
        return (int) Math.max(0, Math.min(side - 1, position));
    }

    private record Segment(double x0, double y0, double x1, double y1) {
        double squaredDistance(double x, double y) {
            double dx = x1 - x0;
            double dy = y1 - y0;
            double along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy + 1e-12);
            double nearest = Math.max(0, Math.min(1, along));
            double offX = x - x0 - nearest * dx;
            double offY = y - y0 - nearest * dy;
            return offX * offX + offY * offY;
        }
    }
}
