package dev.kappasweep.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.api.CellOutput;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

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
     * Evaluates a cell and returns what it printed, and what a notebook shows of the value that it ends with.
     *
     * @throws AssertionError if it does not compile or throws, with the snippet
     */
    public String run(String cell) {
        return Printed.by(() -> {
            String rest = cell;
            String value = "";
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                assertThat(next.completeness().isComplete())
                        .as("complete code: %s", rest)
                        .isTrue();
                // With a line break before it, an import sets the variables that it might concern to null; the kernel
                // strips too.
                List<SnippetEvent> events = shell.eval(next.source().strip());
                events.forEach(event -> requireValid(event, cell));
                value = value(events.get(0).snippet());
                rest = next.remaining();
            }
            if (!value.isEmpty()) {
                shell.eval(JavaCells.class.getName() + ".show(" + value + ");");
            }
        });
    }

    /** The name of an expression's value; empty of a declaration or a statement. */
    private static String value(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND -> ((VarSnippet) snippet).name();
            case VAR_VALUE_SUBKIND -> ((ExpressionSnippet) snippet).name();
            default -> "";
        };
    }

    /** Prints what a notebook shows of {@code value}, after its type. */
    public static void show(Object value) {
        CellOutput.of(value).ifPresent(output -> System.out.println(output.mime() + "\n" + output.content()));
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
