package dev.kappasweep.results;

import org.apache.parquet.schema.MessageType;

/** The columns of one table, and how a row goes into them and comes out of them. docs/schema.md says what they mean, in {@link ColumnDescriptions}. */
interface Table<R> {
    /** Raised when a column is added, dropped, renamed or changes its meaning. */
    int SCHEMA_VERSION = 6;

    /** Name of the table and of its directory. */
    String name();

    MessageType schema();

    void write(R row, Cells cells);

    /**
     * The row that {@link #write} put into the cells.
     *
     * @throws RuntimeException if a required cell is missing or has a value that the row does not allow
     */
    R read(Cells cells);

    /** What of a row contradicts the rest of it; empty if nothing does. */
    default String contradiction(R row) {
        return "";
    }
}
