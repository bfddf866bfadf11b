package dev.kappasweep.cli;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A sweep file that came with the submission, as a setting of Spark, since a driver on a cluster does not see the submitter's files. */
final class CarriedFile {
    /** The file's text, by gzip and Base64. */
    static final String SETTING = "spark.kappasweep.sweepFile";

    private CarriedFile() {}

    /**
     * Empty if none came.
     *
     * @throws InvalidInputException if the setting is no text by gzip and Base64
     */
    static Optional<InputStream> of(@Nullable String setting) {
        if (setting == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GZIPInputStream(
                    new ByteArrayInputStream(Base64.getDecoder().decode(setting))));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    SETTING + ": '" + setting.substring(0, Math.min(20, setting.length()))
                            + "...' is not a text by gzip and Base64, expected what jobs/submit sets",
                    e);
        }
    }
}
