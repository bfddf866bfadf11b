package dev.kappasweep.cli;

/** How a driver in a container of YARN tells the one who has submitted it how it ended. */
final class YarnDriver {
    /** Its text, which {@code jobs/submit} looks for, is what spark-submit shows of an application that failed. Spark's own exception for it would show the code alone. */
    static final class EndedWithError extends RuntimeException {
        private static final long serialVersionUID = 1;

        EndedWithError(int code, String lastLines) {
            super("exit code " + code + "\n" + lastLines + "\n(its last lines)", null, false, false);
        }
    }

    private YarnDriver() {}

    /**
     * Returns if the code says so.
     *
     * @throws EndedWithError if not
     */
    static void end(int code, String lastLines) {
        if (code != ExitCode.OK) {
            throw new EndedWithError(code, lastLines);
        }
    }
}
