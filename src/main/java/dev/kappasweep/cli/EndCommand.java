package dev.kappasweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A command of the user's that is told how a run has ended, such as one that sends a message. The shell runs it, what it prints goes
 * to standard error, and that it fails changes nothing of the run.
 */
record EndCommand(String command, Console console) {
    /** How a run has ended, as {@code KAPPASWEEP_OUTCOME} says it. */
    enum Outcome {
        /** Every trial has a final result. */
        COMPLETED,
        /** By Ctrl-C or by a limit such as run.maxFailures. */
        STOPPED,
        /** With failed trials, or by an error. */
        FAILED
    }

    /**
     * Runs it and waits for its end.
     *
     * @param report on its standard input: what {@code run --json} prints, or the message of an error
     */
    void run(String sweep, Path directory, Outcome outcome, String report) throws InterruptedException {
        ProcessBuilder shell =
                new ProcessBuilder("/bin/sh", "-c", "exec 1>&2\n" + command).redirectError(Redirect.INHERIT);
        shell.environment()
                .putAll(Map.of(
                        "KAPPASWEEP_SWEEP", sweep,
                        "KAPPASWEEP_DIRECTORY", directory.toString(),
                        "KAPPASWEEP_OUTCOME", outcome.name()));
        try {
            Process process = shell.start();
            write(report, process);
            int code = process.waitFor();
            if (code != 0) {
                console.say("kappasweep: --on-end: the command ended with exit code " + code);
            }
        } catch (IOException e) {
            console.say("kappasweep: --on-end: the command cannot be run: " + e.getMessage());
        }
    }

    private static void write(String report, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(report.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended without reading all of it.
        }
    }
}
