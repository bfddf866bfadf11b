package dev.kappasweep.cli;

/** The exit codes of every command; 130 (interrupted) is the one of a JVM that ends by SIGINT. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_INPUT = 2;
    static final int INTERNAL_ERROR = 3;
    static final int INTERRUPTED = 130;

    /** As a shell says of a program that SIGPIPE has ended. */
    static final int PIPE_CLOSED = 141;

    static final String[] FOOTER = {
        "",
        "Exit codes:",
        "  0    done",
        "  1    the sweep ended with failed trials, or a check found a difference",
        "  2    wrong input: a file, an option or a value; nothing was written",
        "  3    a file could not be written or read, or an internal error; see --debug",
        "  130  interrupted; run again to resume",
        "  141  whoever read the results has closed the pipe"
    };

    private ExitCode() {}
}
