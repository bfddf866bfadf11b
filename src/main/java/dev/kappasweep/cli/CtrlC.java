package dev.kappasweep.cli;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Lets this process die of Ctrl-C once its work has ended in order. A shell that runs it in a loop then ends the loop, which it does not
 * where a program ends with exit code 130.
 */
final class CtrlC {
    /** After everything else. */
    private static final int LAST = 0;

    private final ShutdownHookManager hooks;
    private volatile Optional<OsSignal> signal = Optional.empty();

    private CtrlC(ShutdownHookManager hooks) {
        this.hooks = hooks;
    }

    /**
     * From now on. Where a process was started with SIGINT ignored, and where there are no signals, nothing changes: Java ends the
     * process by itself then, in order and with exit code 130.
     */
    static void install(ShutdownHookManager hooks) {
        CtrlC own = new CtrlC(hooks);
        own.signal = OsSignal.handle("INT", own::end);
    }

    /** Never returns. */
    private void end() {
        if (!hooks.isShutdownInProgress()) {
            hooks.addShutdownHook(this::die, LAST);
        }
        System.exit(ExitCode.INTERRUPTED);
    }

    /** Java raises only signals that it handles, which the default is not. */
    private void die() {
        try {
            if (signal.isPresent()) {
                signal.get().leave();
            }
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-INT", pid).start().waitFor();
        } catch (ReflectiveOperationException | IOException e) {
            // By exit code then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
