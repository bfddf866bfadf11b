package dev.kappasweep.data;

import java.util.List;

/** Turns the shape of a digit into the strokes of one person at one moment, placed on a square of pixels. */
final class Handwriting {
    private static final double WARP = 8;
    private static final double JITTER = 6;
    private static final double MIN_WIDTH = 0.75;
    private static final double MAX_WIDTH = 1.4;
    private static final double MEAN_SLANT = 0.15;
    private static final double SLANT = 0.55;
    private static final double TURN = 0.35;
    private static final double MIN_SIZE = 16;
    private static final double MAX_SIZE = 19.5;
    private static final double SHIFT = 2.5;

    private final Uniform random;
    private final int side;

    /** @param side pixels along a side of the image */
    Handwriting(Uniform random, int side) {
        this.random = random;
        this.side = side;
    }

    /** Returns smooth strokes in pixels, (0, 0) being the outer corner of the first pixel */
    List<Stroke> write(List<Stroke> shape) {
        List<Stroke> uneven = shape.stream().map(this::uneven).toList();
        List<Stroke> bent = Warp.draw(random, WARP).apply(uneven);
        List<Stroke> leaning = lean(bent);
        return place(leaning.stream().map(Stroke::smoothed).toList());
    }

    private Stroke uneven(Stroke stroke) {
        return stroke.moved((x, y) -> x + random.around(JITTER), (x, y) -> y + random.around(JITTER));
    }

    /** Narrows or widens, slants and turns. */
    private List<Stroke> lean(List<Stroke> strokes) {
        double width = random.in(MIN_WIDTH, MAX_WIDTH);
        double slant = MEAN_SLANT + random.around(SLANT);
        double sine = random.around(TURN);
        double cosine = Math.sqrt(1 - sine * sine);
        return strokes.stream()
                .map(stroke -> stroke.moved((x, y) -> width * x - slant * y, (x, y) -> y)
                        .moved((x, y) -> cosine * x - sine * y, (x, y) -> sine * x + cosine * y))
                .toList();
    }

    /** Scales so that the longer side of the bounding box has the drawn size, and puts its centre near the image's. */
    private List<Stroke> place(List<Stroke> strokes) {
        Range xs = Range.of(strokes, Stroke::x);
        Range ys = Range.of(strokes, Stroke::y);
        double scale = random.in(MIN_SIZE, MAX_SIZE) / Math.max(xs.length(), ys.length());
        double left = side / 2.0 + random.around(SHIFT) - scale * xs.middle();
        double top = side / 2.0 + random.around(SHIFT) - scale * ys.middle();
        return strokes.stream()
                .map(stroke -> stroke.moved((x, y) -> left + scale * x, (x, y) -> top + scale * y))
                .toList();
    }
}
