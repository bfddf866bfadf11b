package dev.kappasweep.sweep;

/**
 * Something a user gave is wrong: a configuration value, a data file, a run directory. The message is one line that says what
 * was wrong, the value, what was expected and which item; it is shown as it is, without a stack trace, and exits with code 2.
 */
public class InvalidInputException extends RuntimeException {
    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
