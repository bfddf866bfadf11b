package dev.kappasweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lines of README.md and docs/ that call a program of this project. */
final class DocumentedCommands {
    /** Such lines stand in blocks that are indented, or fenced and of no language or of a shell's. */
    private static final List<String> FENCES = List.of("", "bash", "sh");

    private DocumentedCommands() {}

    /**
     * One call of {@code jobs/SCRIPT} or {@code kappasweep}.
     *
     * @param text without comments, redirections and what comes after it
     */
    record Command(Path page, String text) {
        boolean isOfKappasweep() {
            return words().get(0).matches("(jobs/)?kappasweep");
        }

        /** As a shell would split it; the first one is the program. */
        List<String> words() {
            return split(text);
        }

        @Override
        public String toString() {
            return page + ": " + text;
        }
    }

    static List<Command> all() throws IOException {
        List<Command> commands = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            for (Path page : Stream.concat(
                            Stream.of(Path.of("README.md")),
                            pages.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList()) {
                lines(Files.readAllLines(page))
                        .forEach(line -> commands(line).forEach(text -> commands.add(new Command(page, text))));
            }
        }
        return commands;
    }

    /** Those of code, with their continuations. */
    private static List<String> lines(List<String> page) {
        List<String> lines = new ArrayList<>();
        String fence = null;
        String begun = "";
        for (String line : page) {
            if (line.strip().startsWith("```")) {
                fence = fence == null ? line.strip().substring(3) : null;
            } else if (fence == null ? line.startsWith("    ") : FENCES.contains(fence)) {
                String text = (begun + " " + line.strip()).strip();
                begun = text.endsWith("\\")
                        ? text.substring(0, text.length() - 1).strip()
                        : "";
                if (begun.isEmpty()) {
                    lines.add(text);
                }
            }
        }
        return lines;
    }

    private static List<String> commands(String line) {
        return outsideOfQuotes(line, ";|").stream()
                .map(part -> outsideOfQuotes(part, ">&").get(0))
                .map(part -> part.replaceFirst("\\s+#.*", "").strip())
                .filter(part -> part.matches("(jobs/[a-z-]+|kappasweep)( .*)?"))
                .toList();
    }

    private static List<String> outsideOfQuotes(String line, String separators) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            quote = letter == quote ? 0 : quote == 0 && "'\"".indexOf(letter) >= 0 ? letter : quote;
            if (quote == 0 && separators.indexOf(letter) >= 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(letter);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static List<String> split(String text) {
        return outsideOfQuotes(text, " ").stream()
                .filter(word -> !word.isEmpty())
                .map(word -> word.replaceAll("['\"]", ""))
                .toList();
    }
}
