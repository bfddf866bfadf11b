package dev.kappasweep.data;

import java.util.List;

/** A smooth bending of the paper: each coordinate is shifted by two sine waves across the box of a digit. */
final class Warp {
    private final Wave[] waves;

    private Warp(Wave... waves) {
        this.waves = waves;
    }

    /** @param reach the largest shift by one wave, in units of the digit's box */
    static Warp draw(Uniform random, double reach) {
        return new Warp(
                Wave.draw(random, reach), Wave.draw(random, reach), Wave.draw(random, reach), Wave.draw(random, reach));
    }

    List<Stroke> apply(List<Stroke> strokes) {
        return strokes.stream()
                .map(stroke -> stroke.moved(
                        (x, y) -> x + waves[0].at(x, y) + waves[1].at(x, y),
                        (x, y) -> y + waves[2].at(x, y) + waves[3].at(x, y)))
                .toList();
    }

    /** Height {@code size * sin(alongX * x + alongY * y + phase)}. */
    private record Wave(double size, double alongX, double alongY, double phase) {
        /** The shortest wave is as long as a digit is high. */
        private static final double STEEPEST = 2 * Math.PI / 100;

        static Wave draw(Uniform random, double reach) {
            return new Wave(
                    random.in(0, reach),
                    random.in(-STEEPEST, STEEPEST),
                    random.in(-STEEPEST, STEEPEST),
                    random.in(0, 2 * Math.PI));
        }

        double at(double x, double y) {
            // Math.sin may differ in the last bit between platforms, StrictMath may not.
            return size * StrictMath.sin(alongX * x + alongY * y + phase);
        }
    }
}
