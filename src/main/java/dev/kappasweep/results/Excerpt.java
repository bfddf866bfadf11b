package dev.kappasweep.results;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;

/**
 * What is read of each row of a table.
 *
 * @param columns that every version of the table has; the file's own if empty
 * @param read makes a value of their cells
 */
record Excerpt<T>(Optional<MessageType> columns, Function<Cells, T> read) {
    ParquetReader<Group> reader(InputFile file) throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        columns.ifPresent(some -> configuration.set(ReadSupport.PARQUET_READ_SCHEMA, some.toString()));
        return new RowReader(file, configuration).build();
    }

    private static final class RowReader extends ParquetReader.Builder<Group> {
        RowReader(InputFile file, ParquetConfiguration configuration) {
            super(file, configuration);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
