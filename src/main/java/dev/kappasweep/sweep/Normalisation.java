package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done to pixels of 0 to 1 before a network sees them. Its text form is the name of its kind, or mean and deviation where these are
 * given: {@code 0.286/0.353}.
 *
 * @param mean that is taken from a pixel where it is given, else 0
 * @param deviation that the rest is divided by where it is given, above 0, else 1
 */
public record Normalisation(Kind kind, double mean, double deviation) implements Serializable {
    /** Where mean and deviation are from. */
    public enum Kind implements Named {
        /** MNIST's, as the authors' program whatever the set; of images in colour those of CIFAR-10. */
        MNIST("mnist"),
        /** Nothing is done. */
        NONE("none"),
        /** Of the images that are trained on, each one number for all pixels. */
        DATA("data"),
        /** They are given. */
        GIVEN("given");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    public static final Normalisation MNIST = new Normalisation(Kind.MNIST, 0, 1);
    public static final Normalisation NONE = new Normalisation(Kind.NONE, 0, 1);
    public static final Normalisation DATA = new Normalisation(Kind.DATA, 0, 1);

    /** Completes the sentence "expected ...". */
    static final String ALLOWED =
            "one of mnist, none, data, or MEAN/DEVIATION of pixels from 0 to 1, such as 0.286/0.353";

    private static final Pattern GIVEN = Pattern.compile("([^/ ]+)/([^/ ]+)");

    public Normalisation {
        boolean isAllowed = kind == Kind.GIVEN
                ? Double.isFinite(mean) && deviation > 0 && Double.isFinite(deviation)
                : mean == 0 && deviation == 1;
        Require.require(isAllowed, "normalisation", text(kind, mean, deviation), ALLOWED, kind);
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException if {@code text} is neither a name nor two numbers, the second above 0
     */
    public static Normalisation parse(String text) {
        Matcher given = GIVEN.matcher(text);
        if (given.matches()) {
            return new Normalisation(Kind.GIVEN, number(text, given.group(1)), number(text, given.group(2)));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.GIVEN && kind.text().equals(text))
                .findFirst()
                .map(kind -> new Normalisation(kind, 0, 1))
                .orElseThrow(() -> refused(text));
    }

    private static double number(String text, String part) {
        return WrittenNumber.parse(part).orElseThrow(() -> refused(text));
    }

    private static InvalidInputException refused(String text) {
        return new InvalidInputException("normalisation: '" + text + "' is not allowed, expected " + ALLOWED);
    }

    private static String text(Kind kind, double mean, double deviation) {
        return kind == Kind.GIVEN ? DecimalText.plain(mean) + "/" + DecimalText.plain(deviation) : kind.text();
    }

    @Override
    public String toString() {
        return text(kind, mean, deviation);
    }
}
