package dev.kappasweep.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Colours that people with any colour vision tell apart, and shapes that tell series apart in print: of Okabe and Ito for kinds,
 * of viridis (Smith and van der Walt) for values with an order.
 */
final class Palette {
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color SOFT_INK = new Color(0x55, 0x55, 0x55);
    static final Color GRID = new Color(0xdd, 0xdd, 0xdd);

    private static final int[] KINDS = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000};
    private static final int[] VIRIDIS = {0x440154, 0x46327e, 0x365c8d, 0x277f8e, 0x1fa187, 0x4ac16d, 0x8fb51e, 0xb89b00
    };
    private static final float LINE = 1.8f;
    private static final int FEW_BANDS = 4;
    private static final float[][] DASHES = {null, {7, 3}, {2, 3}, {9, 3, 2, 3}};

    private Palette() {}

    /** The colour of the kind with this number; seven differ. */
    static Color kind(int index) {
        return new Color(KINDS[index % KINDS.length]);
    }

    /** The colour of the value at {@code index} of {@code count} in order. */
    static Color ordered(int index, int count) {
        double place = count < 2 ? 0 : (double) index / (count - 1) * (VIRIDIS.length - 1);
        int low = (int) Math.min(VIRIDIS.length - 2, Math.floor(place));
        return between(new Color(VIRIDIS[low]), new Color(VIRIDIS[low + 1]), place - low);
    }

    private static Color between(Color one, Color other, double share) {
        return new Color(
                mix(one.getRed(), other.getRed(), share),
                mix(one.getGreen(), other.getGreen(), share),
                mix(one.getBlue(), other.getBlue(), share));
    }

    private static int mix(int one, int other, double share) {
        return (int) Math.round(one + share * (other - one));
    }

    /** The same colour, mostly transparent: of one band among {@code count} that may cover each other. */
    static Color faint(Color color, int count) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), count > FEW_BANDS ? 0x1a : 0x38);
    }

    static Stroke line(int index) {
        float[] dash = DASHES[index % DASHES.length];
        return dash == null
                ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    /** A marker; five differ. */
    static Shape marker(int index) {
        return switch (index % 5) {
            case 0 -> new Ellipse2D.Double(-3.5, -3.5, 7, 7);
            case 1 -> new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4);
            case 2 -> polygon(0, -4.4, 4.2, 3.4, -4.2, 3.4);
            case 3 ->
                AffineTransform.getRotateInstance(Math.PI / 4)
                        .createTransformedShape(new Rectangle2D.Double(-3.1, -3.1, 6.2, 6.2));
            default -> polygon(0, 4.4, 4.2, -3.4, -4.2, -3.4);
        };
    }

    private static Shape polygon(double... coordinates) {
        Path2D path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            path.lineTo(coordinates[i], coordinates[i + 1]);
        }
        path.closePath();
        return path;
    }
}
