package dev.kappasweep.conf;

import dev.kappasweep.sweep.DecimalText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Several numbers in one text: {@code 1..5} is 1, 2, 3, 4, 5; {@code linspace(0, 1, 5)} is 0, 0.25, 0.5, 0.75, 1; {@code
 * logspace(1e-4, 1, 5)} is 1e-4, 1e-3, 1e-2, 1e-1, 1: from the first to the second, both there, so many in all.
 */
final class Ranges {
    /** Completes the sentence "expected ...". */
    static final String ALLOWED =
            "a range of at most 1 000 000 numbers: 1..5 with the smaller first, linspace(FROM, TO, COUNT) or logspace(FROM, TO, COUNT) with FROM"
                    + " and TO above 0 and COUNT at least 2";

    private static final int MOST = 1_000_000;
    private static final String NUMBER = "\\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\\s*";
    private static final Pattern WHOLE = Pattern.compile("([+-]?[0-9]{1,19})\\.\\.([+-]?[0-9]{1,19})");
    private static final Pattern SPACED =
            Pattern.compile("(linspace|logspace)\\(" + NUMBER + "," + NUMBER + ",\\s*([0-9]{1,7})\\s*\\)");
    private static final Pattern BEGUN = Pattern.compile("(?:linspace|logspace)\\(.*");
    /** Of numbers between, so that none shows the rounding of its own computation. */
    private static final MathContext DIGITS = new MathContext(12);

    private Ranges() {}

    /** Whether {@code text} means to be a range. */
    static boolean isRange(String text) {
        return WHOLE.matcher(text).matches() || BEGUN.matcher(text).matches();
    }

    /** {@code nodes} with the numbers of a range in its place; empty, with the problem noted, if one is no range of numbers. */
    static Optional<List<Node>> expanded(List<Node> nodes, Setting setting, Problems problems) {
        List<Node> all = new ArrayList<>();
        for (Node node : joined(nodes)) {
            if (node instanceof ScalarNode scalar && isRange(scalar.getValue())) {
                Optional<List<String>> numbers = numbers(scalar.getValue());
                if (numbers.isEmpty()) {
                    problems.notAllowed(setting, node, ALLOWED);
                    return Optional.empty();
                }
                numbers.get().forEach(number -> all.add(like(scalar, number)));
            } else {
                all.add(node);
            }
        }
        return Optional.of(all);
    }

    /** A comma ends an element in brackets: what belongs to one range is put together again. */
    private static List<Node> joined(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            StringBuilder text = new StringBuilder(text(node));
            while (BEGUN.matcher(text).matches() && text.charAt(text.length() - 1) != ')' && i + 1 < nodes.size()) {
                i++;
                text.append(", ").append(text(nodes.get(i)));
            }
            boolean isJoined = node instanceof ScalarNode scalar
                    && text.length() > scalar.getValue().length();
            all.add(isJoined ? like((ScalarNode) node, text.toString()) : node);
        }
        return all;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static ScalarNode like(ScalarNode node, String text) {
        return new ScalarNode(Tag.STR, text, node.getStartMark(), node.getEndMark(), ScalarStyle.PLAIN);
    }

    private static Optional<List<String>> numbers(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (whole.matches()) {
            return wholeNumbers(whole.group(1), whole.group(2));
        }
        Matcher spaced = SPACED.matcher(text);
        return spaced.matches()
                ? spaced(
                        spaced.group(1).equals("logspace"),
                        spaced.group(2),
                        spaced.group(3),
                        Integer.parseInt(spaced.group(4)))
                : Optional.empty();
    }

    private static Optional<List<String>> wholeNumbers(String from, String to) {
        BigDecimal first = new BigDecimal(from);
        BigDecimal last = new BigDecimal(to);
        if (last.compareTo(first) < 0 || last.subtract(first).compareTo(BigDecimal.valueOf(MOST)) >= 0) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        for (BigDecimal number = first; number.compareTo(last) <= 0; number = number.add(BigDecimal.ONE)) {
            all.add(number.toPlainString());
        }
        return Optional.of(all);
    }

    private static Optional<List<String>> spaced(boolean isLogarithmic, String from, String to, int count) {
        double first;
        double last;
        try {
            first = Double.parseDouble(from);
            last = Double.parseDouble(to);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        if (count < 2 || count > MOST || (isLogarithmic && !(first > 0 && last > 0))) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        all.add(from);
        for (int i = 1; i < count - 1; i++) {
            double share = (double) i / (count - 1);
            double value = isLogarithmic
                    ? StrictMath.pow(
                            10, StrictMath.log10(first) + share * (StrictMath.log10(last) - StrictMath.log10(first)))
                    : first + share * (last - first);
            all.add(DecimalText.shown(new BigDecimal(value).round(DIGITS).doubleValue()));
        }
        all.add(to);
        return Optional.of(all);
    }
}
