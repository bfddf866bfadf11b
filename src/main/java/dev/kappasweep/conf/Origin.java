package dev.kappasweep.conf;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Where settings were written: a file, whose lines count, or one {@code --set} option; or nowhere, as defaults.
 *
 * @param text the file's path as the user gave it, the option, or whose default
 */
record Origin(String text, boolean hasLines) {
    static Origin file(String path) {
        return new Origin(path, true);
    }

    static Origin option(String option) {
        return new Origin("--set " + option, false);
    }

    /** What holds for {@code key} where nobody has set it. */
    static Origin standard(String key) {
        return new Origin("default of " + key, false);
    }

    /** The place of {@code node}: {@code conf/table1.yaml:7}, or the whole option. */
    String at(Node node) {
        return hasLines ? text + ":" + line(node) : text;
    }

    /** The line where {@code node} starts, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
