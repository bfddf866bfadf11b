package dev.kappasweep.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * Verbs that help shows under one title.
 *
 * @param verbs annotated commands, or command lines
 */
record VerbGroup(String title, List<Object> verbs) {
    VerbGroup {
        verbs = List.copyOf(verbs);
    }

    VerbGroup(String title, Object... verbs) {
        this(title, List.of(verbs));
    }

    void addTo(CommandLine root) {
        verbs.forEach(root::addSubcommand);
    }

    /** Whether {@code command} is one of these. */
    boolean contains(CommandLine command) {
        return verbs.stream().anyMatch(verb -> verb == command || verb == command.getCommand());
    }
}
