package dev.kappasweep.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a single value may be.
 *
 * @param allowed completes the sentence "expected ..."
 * @param names what a misspelt value is compared with; empty for numbers
 * @param kind of the value; what is no text may not stand in quotes
 * @param parser empty where the text is not allowed; an {@link InvalidInputException} where more is to be said of it than what is
 */
public record ValueType<T>(String allowed, List<String> names, Kind kind, Function<String, Optional<T>> parser) {
    /** What a program that reads YAML takes a value for. */
    public enum Kind {
        /** One of {@link #names}. */
        CHOICE,
        /** Any other text. */
        TEXT,
        /** A number, or the name of one that has no digits. */
        NUMBER_OR_NAME,
        NUMBER,
        INTEGER,
        INTEGER_OR_NAME,
        BOOLEAN
    }

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,20}");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})(s|min|h|d)");
    public static final ValueType<Snr> SNR =
            new ValueType<>("a number above 0, or inf", List.of(), Kind.NUMBER_OR_NAME, ValueType::snr);

    public static final ValueType<KeepWeights> KEEP_WEIGHTS = new ValueType<>(
            KeepWeights.ALLOWED, List.of("none", "final"), Kind.TEXT, text -> tried(KeepWeights::parse, text));

    public static final ValueType<SolverSpec> SOLVER = new ValueType<>(
            "one of " + Named.allowed(SolverKind.class) + ", with the most steps in brackets if wanted: lanczos(12)",
            namesOf(SolverKind.class),
            Kind.TEXT,
            text -> tried(SolverSpec::parse, text));

    public static final ValueType<Normalisation> NORMALISATION = new ValueType<>(
            Normalisation.ALLOWED,
            List.of("mnist", "none", "data"),
            Kind.TEXT,
            text -> tried(Normalisation::parse, text));

    public static final ValueType<Boolean> BOOLEAN = new ValueType<>(
            "true or false",
            List.of("true", "false"),
            Kind.BOOLEAN,
            text -> Optional.of(text)
                    .filter(word -> word.equals("true") || word.equals("false"))
                    .map(Boolean::valueOf));

    /** In seconds; {@code never} is infinite. */
    public static final ValueType<Double> SPAN = new ValueType<>(
            "a whole number with its unit s, min, h or d, such as 90s, or never",
            List.of("never"),
            Kind.TEXT,
            ValueType::seconds);

    /** {@code auto} is {@link RunSpec#BEST_LANES}. */
    public static final ValueType<Integer> LANES = new ValueType<>(
            "a whole number of at least 1, or auto",
            List.of("auto"),
            Kind.INTEGER_OR_NAME,
            text -> text.equals("auto")
                    ? Optional.of(RunSpec.BEST_LANES)
                    : integer(1).parser().apply(text));

    /** Whether the value may stand in quotes. */
    public boolean isText() {
        return kind == Kind.CHOICE || kind == Kind.TEXT;
    }

    private static Optional<Double> seconds(String text) {
        if (text.equals("never")) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int unit = switch (matcher.group(2)) {
            case "s" -> 1;
            case "min" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
        return Optional.of((double) unit * Integer.parseInt(matcher.group(1)));
    }

    public static ValueType<String> text(String allowed, Pattern pattern) {
        return text(allowed, pattern.asMatchPredicate());
    }

    public static ValueType<String> text(String allowed, Predicate<String> holds) {
        return new ValueType<>(
                allowed, List.of(), Kind.TEXT, text -> Optional.of(text).filter(holds));
    }

    /** The text of one of the constants. */
    public static <E extends Enum<E> & Named> ValueType<String> nameOf(Class<E> type) {
        return new ValueType<>(
                "one of " + Named.allowed(type),
                namesOf(type),
                Kind.CHOICE,
                text -> Optional.of(text).filter(namesOf(type)::contains));
    }

    public static <E extends Enum<E> & Named> ValueType<E> oneOf(Class<E> type) {
        return new ValueType<>(
                "one of " + Named.allowed(type),
                namesOf(type),
                Kind.CHOICE,
                text -> tried(value -> Named.parse(type, "", value), text));
    }

    public static ValueType<Integer> integer(int least) {
        return new ValueType<>(
                "a whole number from " + least + " to " + Integer.MAX_VALUE,
                List.of(),
                Kind.INTEGER,
                text -> whole(text, value -> value >= least && value <= Integer.MAX_VALUE)
                        .map(Math::toIntExact));
    }

    public static ValueType<Long> longInteger() {
        return new ValueType<>(
                "a whole number between -2^63 and 2^63 - 1",
                List.of(),
                Kind.INTEGER,
                text -> whole(text, value -> true));
    }

    private static Optional<Snr> snr(String text) {
        return WrittenNumber.isDecimal(text)
                ? WrittenNumber.parse(text).flatMap(value -> tried(Snr::new, value))
                : tried(Snr::parse, text).filter(snr -> !snr.isNoisy());
    }

    /** Finite numbers for which {@code holds} and that a double holds as they are written. */
    public static ValueType<Double> number(String allowed, DoublePredicate holds) {
        return new ValueType<>(
                allowed,
                List.of(),
                Kind.NUMBER,
                text -> WrittenNumber.parse(text).filter(holds::test));
    }

    private static Optional<Long> whole(String text, LongPredicate holds) {
        return Optional.of(text)
                .filter(WHOLE.asMatchPredicate())
                .filter(digits -> !digits.matches("-0+")) // which would be used as 0
                .flatMap(digits -> tried(Long::parseLong, digits))
                .filter(holds::test);
    }

    private static <S, T> Optional<T> tried(Function<S, T> parser, S text) {
        try {
            return Optional.of(parser.apply(text));
        } catch (InvalidInputException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E> & Named> List<String> namesOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Named::text).toList();
    }
}
