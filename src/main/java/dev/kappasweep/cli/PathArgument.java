package dev.kappasweep.cli;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Paths and URIs of the command line, whose names Java reads in the charset of the locale. */
final class PathArgument implements ITypeConverter<Path> {
    /** What stands for bytes that are no character in the locale's charset. */
    private static final char NO_CHARACTER = '\uFFFD';

    @Override
    public Path convert(String text) {
        if (text.indexOf(NO_CHARACTER) >= 0) {
            throw unreadable(text);
        }
        try {
            return Places.path(text);
        } catch (InvalidInputException e) {
            throw new TypeConversionException(e.getMessage());
        } catch (InvalidPathException e) {
            throw text.indexOf('\0') >= 0
                    ? new TypeConversionException("'" + text + "' is not a path (" + e.getReason() + ")")
                    : unreadable(text);
        }
    }

    /** @throws TypeConversionException if the working directory has such a name, below which no relative path would be found */
    static void requireReadable(String workingDirectory) {
        if (workingDirectory.indexOf(NO_CHARACTER) >= 0) {
            throw unreadable(workingDirectory);
        }
    }

    private static TypeConversionException unreadable(String text) {
        return new TypeConversionException("'" + text + "' has characters that the locale's charset, " + charset()
                + ", does not have; set LC_ALL to a locale with UTF-8, such as C.UTF-8, or rename it");
    }

    private static String charset() {
        return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    }
}
