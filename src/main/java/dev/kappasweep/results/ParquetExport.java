package dev.kappasweep.results;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Writes a table into one Parquet file, with what is said of its columns. */
public final class ParquetExport {
    private ParquetExport() {}

    /**
     * Writes all rows.
     *
     * @param out stays open
     */
    public static void write(TableContents table, OutputStream out) throws IOException {
        MessageType schema = new MessageType(
                table.name(), table.columns().stream().map(TableColumn::parquet).toArray(Type[]::new));
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new ParquetOutput(out))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withExtraMetaData(Map.of(RowFile.SPARK_SCHEMA, TableColumn.sparkSchema(table.columns())))
                .build()) {
            table.forEach(row -> {
                try {
                    writer.write(group(schema, row));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Group group(MessageType schema, Map<String, Object> row) {
        Group group = new SimpleGroup(schema);
        row.forEach((column, value) -> {
            if (value instanceof String text) {
                group.add(column, text);
            } else if (value instanceof Integer number) {
                group.add(column, (int) number);
            } else if (value instanceof Long number) {
                group.add(column, (long) number);
            } else if (value instanceof Double number) {
                group.add(column, (double) number);
            } else if (value instanceof Instant time) {
                group.add(column, ChronoUnit.MICROS.between(Instant.EPOCH, time));
            } else {
                group.add(column, Binary.fromConstantByteArray((byte[]) value));
            }
        });
        return group;
    }
}
