package dev.kappasweep.conf;

import dev.kappasweep.sweep.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Collects everything that is wrong with a sweep file and its overrides, so that it is reported at once. */
final class Problems {
    private static final int MOST_SHOWN = 30;
    private static final int LONGEST_VALUE = 60;

    private static final Pattern HINT = Pattern.compile(", did you mean '([^']*)'\\?");

    private final List<SweepProblem> found = new ArrayList<>();

    /** A problem of {@code key} at {@code node}. */
    void add(Origin origin, Node node, String key, String message) {
        add(origin, node, key, "", "", message);
    }

    private void add(Origin origin, Node node, String key, String value, String allowed, String message) {
        int line = origin.hasLines() ? Origin.line(node) : 0;
        Matcher hint = HINT.matcher(message);
        found.add(new SweepProblem(
                line,
                key,
                value,
                HINT.matcher(allowed).replaceAll(""),
                hint.find() ? hint.group(1) : "",
                origin.at(node) + ": " + key + ": " + message));
    }

    /** A problem of the whole file or option. */
    void add(Origin origin, String message) {
        add(origin.text() + ": " + message);
    }

    /** A problem whose message says already where it is. */
    void add(String message) {
        found.add(SweepProblem.of(message));
    }

    /** A value that is not among those allowed. */
    void notAllowed(Setting setting, Node node, String expected) {
        String value = shown(node);
        add(
                setting.origin(),
                node,
                setting.key(),
                node instanceof ScalarNode scalar ? shorten(scalar.getValue()) : value,
                expected,
                value + " is not allowed, expected " + expected);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws SweepFileException with one line per problem, in the order of the file, then of the options */
    void throwIfAny() {
        if (!found.isEmpty()) {
            List<SweepProblem> sorted = found.stream()
                    .sorted(Comparator.comparingInt(
                            problem -> problem.line() == 0 ? Integer.MAX_VALUE : problem.line()))
                    .toList();
            String lines =
                    sorted.stream().limit(MOST_SHOWN).map(SweepProblem::message).collect(Collectors.joining("\n"));
            int rest = found.size() - MOST_SHOWN;
            throw new SweepFileException(rest > 0 ? lines + "\nand " + rest + " more" : lines, sorted);
        }
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "an empty value" : "'" + shorten(scalar.getValue()) + "'";
        }
        if (node instanceof SequenceNode sequence) {
            StringBuilder text = new StringBuilder();
            write(sequence, text);
            return "'" + shorten(text.toString()) + "'";
        }
        return node.getNodeId() == NodeId.mapping ? "a mapping" : "this";
    }

    /** The list in brackets, as far as it is shown. */
    private static void write(SequenceNode list, StringBuilder text) {
        String separator = "[";
        for (Node node : list.getValue()) {
            if (text.length() > LONGEST_VALUE) {
                return;
            }
            text.append(separator);
            separator = ", ";
            if (node instanceof SequenceNode inner) {
                write(inner, text);
            } else {
                text.append(node instanceof ScalarNode scalar ? scalar.getValue() : "{...}");
            }
        }
        text.append(separator.equals("[") ? "[]" : "]");
    }

    static String shorten(String text) {
        return OneLine.of(text, LONGEST_VALUE);
    }
}
