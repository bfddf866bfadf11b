package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.schema.MessageType;

/**
 * What is read of each row of a table.
 *
 * @param columns that every version of the table has; the file's own if empty
 * @param read makes a value of their cells
 * @param trial whose row it is
 * @param contradiction what of a value contradicts the rest of it, empty if nothing does: asked where a file has no checksums
 */
record Excerpt<T>(
        Optional<MessageType> columns,
        Function<Cells, T> read,
        Function<T, TrialId> trial,
        Function<T, String> contradiction) {}
