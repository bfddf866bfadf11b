package dev.kappasweep.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * A picture that can be drawn at any size.
 *
 * @param name of its files, without a suffix
 * @param title what it shows, for people who cannot see it as well
 * @param width in points of 1/96 inch, as {@code height}
 */
public record Figure(String name, String title, int width, int height, Drawing drawing) {
    /** Draws everything within an area. */
    @FunctionalInterface
    interface Drawing {
        void draw(Graphics2D graphics, Rectangle2D area);
    }
}
