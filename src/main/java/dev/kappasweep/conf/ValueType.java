package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a single value may be.
 *
 * @param allowed completes the sentence "expected ..."
 * @param names what a misspelt value is compared with; empty for numbers
 * @param isText whether the value may stand in quotes
 * @param parser empty where the text is not allowed
 */
record ValueType<T>(String allowed, List<String> names, boolean isText, Function<String, Optional<T>> parser)
        implements Key.Element<T> {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,20}");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})(s|min|h|d)");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,4})?");

    static final ValueType<Snr> SNR =
            new ValueType<>("a number above 0, or inf", List.of(), false, text -> tried(Snr::parse, text));

    static final ValueType<SolverSpec> SOLVER = new ValueType<>(
            "one of " + Named.allowed(SolverKind.class) + ", with the most steps in brackets if wanted: lanczos(12)",
            namesOf(SolverKind.class),
            true,
            text -> tried(SolverSpec::parse, text));

    static final ValueType<Boolean> BOOLEAN = new ValueType<>(
            "true or false",
            List.of("true", "false"),
            false,
            text -> Optional.of(text)
                    .filter(word -> word.equals("true") || word.equals("false"))
                    .map(Boolean::valueOf));

    /** In seconds; {@code never} is infinite. */
    static final ValueType<Double> SPAN = new ValueType<>(
            "a whole number with its unit s, min, h or d, such as 90s, or never",
            List.of("never"),
            true,
            ValueType::seconds);

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

    static ValueType<String> text(String allowed, Pattern pattern) {
        return text(allowed, pattern.asMatchPredicate());
    }

    static ValueType<String> text(String allowed, Predicate<String> holds) {
        return new ValueType<>(
                allowed, List.of(), true, text -> Optional.of(text).filter(holds));
    }

    /** The text of one of the constants. */
    static <E extends Enum<E> & Named> ValueType<String> nameOf(Class<E> type) {
        return new ValueType<>(
                "one of " + Named.allowed(type),
                namesOf(type),
                true,
                text -> Optional.of(text).filter(namesOf(type)::contains));
    }

    static <E extends Enum<E> & Named> ValueType<E> oneOf(Class<E> type) {
        return new ValueType<>(
                "one of " + Named.allowed(type),
                namesOf(type),
                true,
                text -> tried(value -> Named.parse(type, "", value), text));
    }

    static ValueType<Integer> integer(int least) {
        return new ValueType<>(
                "a whole number from " + least + " to " + Integer.MAX_VALUE,
                List.of(),
                false,
                text -> whole(text, value -> value >= least && value <= Integer.MAX_VALUE)
                        .map(Math::toIntExact));
    }

    static ValueType<Long> longInteger() {
        return new ValueType<>(
                "a whole number between -2^63 and 2^63 - 1", List.of(), false, text -> whole(text, value -> true));
    }

    /** Finite numbers for which {@code holds}; -0 reads as 0. */
    static ValueType<Double> number(String allowed, DoublePredicate holds) {
        return new ValueType<>(
                allowed,
                List.of(),
                false,
                text -> Optional.of(text)
                        .filter(DECIMAL.asMatchPredicate())
                        .map(decimal -> Double.parseDouble(decimal) + 0.0)
                        .filter(value -> Double.isFinite(value) && holds.test(value)));
    }

    @Override
    public Optional<T> read(Setting setting, Node node, Problems problems) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.notAllowed(setting, node, allowed);
            return Optional.empty();
        }
        if (!isText && scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            problems.notAllowed(setting, node, allowed + ", without quotes");
            return Optional.empty();
        }
        Optional<T> value = parser.apply(scalar.getValue());
        if (value.isEmpty()) {
            problems.notAllowed(setting, node, allowed + Nearest.hint(scalar.getValue(), names));
        }
        return value;
    }

    private static Optional<Long> whole(String text, LongPredicate holds) {
        return Optional.of(text)
                .filter(WHOLE.asMatchPredicate())
                .flatMap(digits -> tried(Long::parseLong, digits))
                .filter(holds::test);
    }

    private static <T> Optional<T> tried(Function<String, T> parser, String text) {
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
