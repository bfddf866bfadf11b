package dev.kappasweep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the first error of the stream that results go to, since writers of text swallow it. */
final class ResultOutput extends FilterOutputStream {
    private static final int FILE_TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final boolean isPipe;
    private @Nullable IOException error;

    /** @param isPipe whether an error means that the reader wants no more */
    ResultOutput(OutputStream stream, boolean isPipe) {
        super(stream);
        this.isPipe = isPipe;
    }

    /** That of this process. */
    static ResultOutput standard() {
        return new ResultOutput(new FileOutputStream(FileDescriptor.out), isPipe(Path.of("/dev/stdout")));
    }

    private static boolean isPipe(Path file) {
        try {
            int type = (Integer) Files.getAttribute(file, "unix:mode") & FILE_TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            if (error == null) {
                error = e;
            }
            throw e;
        }
    }

    /**
     * The exit code of a command that has written all it had to.
     *
     * @param code without regard to this output
     */
    int exitCode(int code, Console console) {
        console.out().flush();
        Optional<IOException> failure = Optional.ofNullable(error);
        if (failure.isEmpty() || code == ExitCode.WRONG_INPUT || code > ExitCode.INTERNAL_ERROR) {
            return code;
        }
        if (isPipe) {
            return ExitCode.PIPE_CLOSED;
        }
        console.say("kappasweep: standard output cannot be written: "
                + failure.get().getMessage());
        return ExitCode.INTERNAL_ERROR;
    }
}
