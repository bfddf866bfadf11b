package dev.kappasweep.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Evaluates Java cells one after the other as a notebook's kernel does: by JShell, in this JVM. */
public final class JavaCells implements AutoCloseable {
    private final JShell shell;

    public JavaCells() {
        shell = JShell.builder().executionEngine("local").build();
        // What the kernel imports by itself.
        List.of("java.util.*", "java.io.*", "java.math.*", "java.net.*", "java.util.concurrent.*", "java.util.regex.*")
                .forEach(name -> run("import " + name + ";"));
    }

    /**
     * Evaluates a cell and returns what it printed.
     *
     * @throws AssertionError if it does not compile or throws, with the snippet
     */
    public String run(String cell) {
        return Printed.by(() -> {
            String rest = cell;
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                assertThat(next.completeness().isComplete())
                        .as("complete code: %s", rest)
                        .isTrue();
                // With a line break before it, an import sets the variables that it might concern to null; the kernel
                // strips too.
                shell.eval(next.source().strip()).forEach(event -> requireValid(event, cell));
                rest = next.remaining();
            }
        });
    }

    private void requireValid(SnippetEvent event, String cell) {
        if (event.exception() != null) {
            throw new AssertionError("the cell threw: " + cell, event.exception());
        }
        assertThat(event.status())
                .as(() -> problems(event.snippet(), cell))
                .isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
    }

    private String problems(Snippet snippet, String cell) {
        return shell.diagnostics(snippet)
                .map(problem -> Objects.toString(problem.getMessage(Locale.ROOT)))
                .collect(Collectors.joining("; ", "", " in the cell: " + cell));
    }

    @Override
    public void close() {
        shell.close();
    }
}
