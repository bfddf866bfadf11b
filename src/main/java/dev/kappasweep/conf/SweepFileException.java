package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;

/** A sweep file is wrong; the message has a line for each problem, as far as they are shown. */
public final class SweepFileException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    private final transient List<SweepProblem> problems;

    SweepFileException(String message, List<SweepProblem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the file. */
    public List<SweepProblem> problems() {
        return problems;
    }
}
