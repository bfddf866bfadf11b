package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.trial.TrialFunction;
import java.util.Optional;

/** Whether this JVM can train, with the libraries of a trial and the right arithmetic, asked before one is trained. */
final class NativeCode {
    private NativeCode() {}

    /**
     * Prepares the function, one thread at a time.
     *
     * @return in one line why that is not possible, with the settings that help; empty if it is
     */
    static synchronized Optional<String> problem(TrialFunction function) {
        try {
            function.prepare();
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(OneLine.of(String.valueOf(e.getMessage())));
        } catch (LinkageError e) {
            return Optional.of("native libraries cannot be loaded (" + OneLine.of(cause(e))
                    + "), expected places for them that are writable and not mounted noexec: -Djava.io.tmpdir (now "
                    + System.getProperty("java.io.tmpdir") + "), -Djna.tmpdir and -Dorg.bytedeco.javacpp.cachedir (now "
                    + System.getProperty("org.bytedeco.javacpp.cachedir", "~/.javacpp/cache") + ")");
        }
    }

    private static String cause(Throwable error) {
        Throwable last = error;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }
}
