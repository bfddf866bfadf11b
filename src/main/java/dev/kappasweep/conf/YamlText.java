package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.OneLine;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML text into nodes that know their line. Nothing is constructed from it: tags of any language are refused. */
final class YamlText {
    /** The largest text that is read, in characters. */
    static final int MAX_SIZE = 1 << 20;

    private static final int LONGEST_REASON = 160;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ALIASES = 16;
    private static final Set<Tag> ALLOWED_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.MAP, Tag.SEQ);

    private YamlText() {}

    /**
     * The only document of {@code text}, empty if there is nothing but comments.
     *
     * @throws InvalidInputException if it is not YAML; the message is one line with the position
     */
    static Optional<Node> parse(String text, Origin origin) {
        try {
            return Optional.ofNullable(new Yaml(limits()).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            throw new InvalidInputException(
                    place(origin, e.getProblemMark()) + ": not valid YAML: " + OneLine.of(reason(e), LONGEST_REASON),
                    e);
        } catch (YAMLException e) {
            throw new InvalidInputException(
                    origin.text() + ": not valid YAML: " + firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    /** A list of {@code node} alone, at its place. */
    static Node listOf(Node node) {
        return new SequenceNode(Tag.SEQ, true, List.of(node), node.getStartMark(), node.getEndMark(), FlowStyle.FLOW);
    }

    /** Notes a problem for every tag such as {@code !!java.net.URL} in {@code root}. */
    static void refuseTags(Node root, Origin origin, Problems problems) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (seen.add(node)) {
                if (!ALLOWED_TAGS.contains(node.getTag())) {
                    problems.add(origin, node, "tag", "'" + node.getTag() + "' is not allowed, expected no tags");
                }
                addChildren(node, open);
            }
        }
    }

    private static void addChildren(Node node, Deque<Node> open) {
        if (node instanceof SequenceNode sequence) {
            open.addAll(sequence.getValue());
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                open.add(entry.getKeyNode());
                open.add(entry.getValueNode());
            }
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_SIZE);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        return options;
    }

    private static String place(Origin origin, Mark mark) {
        return mark == null || !origin.hasLines()
                ? origin.text()
                : origin.text() + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static String reason(MarkedYAMLException e) {
        return e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }
}
