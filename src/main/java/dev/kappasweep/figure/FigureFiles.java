package dev.kappasweep.figure;

import dev.kappasweep.sweep.InvalidInputException;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;

/** Writes figures as SVG and PNG. */
public final class FigureFiles {
    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Pixels per point: sharp in print at the width of a page. */
    private static final int SCALE = 2;

    private FigureFiles() {}

    /** The figure as an SVG element with its title as alternative text; the text in it stays text. */
    public static String svg(Figure figure) {
        Document document = document();
        SVGGraphics2D graphics = new SVGGraphics2D(document);
        graphics.setSVGCanvasSize(new Dimension(figure.width(), figure.height()));
        figure.drawing().draw(graphics, area(figure));
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + figure.width() + " " + figure.height());
        root.setAttribute("role", "img");
        root.setAttribute("aria-label", figure.title());
        StringWriter writer = new StringWriter();
        try {
            graphics.stream(root, writer, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new IllegalStateException(figure.name() + " cannot be written as SVG", e);
        }
        String text = writer.toString();
        // Without the document type, which some readers would fetch.
        return text.substring(text.indexOf("<svg"));
    }

    /** The figure as a PNG image of twice its size in pixels. */
    public static byte[] png(Figure figure) {
        BufferedImage image =
                new BufferedImage(SCALE * figure.width(), SCALE * figure.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.scale(SCALE, SCALE);
            graphics.setPaint(Palette.PAPER);
            graphics.fill(area(figure));
            figure.drawing().draw(graphics, area(figure));
        } finally {
            graphics.dispose();
        }
        return encoded(image);
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Finds out whether text can be drawn, before anything is written.
     *
     * @throws InvalidInputException if this machine has no font
     */
    public static void requireFonts() {
        try {
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                    .createGraphics()
                    .getFontMetrics(Style.TITLE)
                    .stringWidth("kappa");
        } catch (RuntimeException | LinkageError e) {
            throw new InvalidInputException(
                    "figures: Java finds no font (" + e.getMessage()
                            + "), expected fontconfig and a font, such as Debian's packages fontconfig and fonts-dejavu-core",
                    e);
        }
    }

    private static Rectangle2D area(Figure figure) {
        return new Rectangle2D.Double(0, 0, figure.width(), figure.height());
    }

    private static Document document() {
        try {
            DOMImplementation dom = DOMImplementationRegistry.newInstance().getDOMImplementation("XML 1.0");
            return dom.createDocument(SVG, "svg", null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every Java platform has XML", e);
        }
    }
}
