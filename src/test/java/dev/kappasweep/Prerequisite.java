package dev.kappasweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs beyond a JDK and Maven. Where that is missing the test is skipped, and a line on standard output says so.
 * With {@value #VARIABLE} in the environment, as continuous integration has it, a test that lacks a tool fails instead.
 */
public final class Prerequisite {
    private static final String VARIABLE = "KAPPASWEEP_REQUIRE_TOOLS";

    private Prerequisite() {}

    /**
     * What skips a test that throws it.
     *
     * @param what is missing
     * @throws AssertionError where tools are required
     */
    public static TestAbortedException missingTool(String what) {
        if (System.getenv(VARIABLE) != null) {
            throw new AssertionError(what + ", and " + VARIABLE + " is set");
        }
        return missing(what);
    }

    /**
     * What skips a test that throws it, wherever it runs.
     *
     * @param what only somebody who starts the tests can give
     */
    public static TestAbortedException missing(String what) {
        System.out.println("skipped: " + what);
        return new TestAbortedException(what);
    }

    /** The first of the programs {@code names} on the PATH; without one the test lacks a tool. */
    public static Path program(String... names) {
        return programs(names)
                .findFirst()
                .orElseThrow(() -> missingTool("no " + String.join(" or ", names) + " on the PATH"));
    }

    /** A Python 3 with numpy: the first on the PATH that has it, or the system's. */
    public static Path numpy() {
        return python("numpy").orElseThrow(() -> missingTool("no python3 with numpy"));
    }

    /** A Python 3 that reads Parquet by pandas, found as that with numpy; few systems have packages for it. */
    public static Path pandas() {
        return python("pandas, pyarrow").orElseThrow(() -> missing("no python3 with pandas and pyarrow"));
    }

    private static Optional<Path> python(String modules) {
        return Stream.concat(programs("python3"), Stream.of(Path.of("/usr/bin/python3")))
                .filter(Files::isExecutable)
                .filter(python -> Run.of(List.of(python.toString(), "-c", "import " + modules))
                                .code()
                        == 0)
                .findFirst();
    }

    private static Stream<Path> programs(String... names) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .filter(entry -> !entry.isEmpty())
                .flatMap(entry -> Arrays.stream(names).map(name -> Path.of(entry, name)))
                .filter(Files::isExecutable);
    }
}
