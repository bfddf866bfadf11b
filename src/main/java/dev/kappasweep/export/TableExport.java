package dev.kappasweep.export;

import dev.kappasweep.files.Store;
import dev.kappasweep.results.TableContents;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes tables, one file each with the columns of the Parquet table, replacing those of an earlier export. */
public final class TableExport {
    private final ExportFormat format;

    private TableExport(ExportFormat format) {
        this.format = format;
    }

    public static TableExport csv() {
        return new TableExport(ExportFormat.CSV);
    }

    public static TableExport json() {
        return new TableExport(ExportFormat.JSON);
    }

    public static TableExport parquet() {
        return new TableExport(ExportFormat.PARQUET);
    }

    /**
     * Writes {@code directory/TABLE.csv}, {@code .json} or {@code .parquet} for every table.
     *
     * @throws InvalidInputException if the directory cannot be written
     */
    public void write(List<TableContents> tables, Path directory) {
        try {
            ExportDirectory inside = new ExportDirectory(directory);
            Store.of(directory).createDirectory(directory);
            for (TableContents table : tables) {
                Path file = inside.file(
                        directory, table.name() + "." + format.name().toLowerCase(Locale.ROOT));
                Store.of(file).replace(file, out -> format.write(table, out));
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "export: " + directory + " cannot be written (" + e + "), expected a directory to write to", e);
        }
    }
}
