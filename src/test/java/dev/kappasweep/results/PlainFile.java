package dev.kappasweep.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** A file of a table as earlier builds and other programs write it: without checksums of its columns. */
final class PlainFile {
    private PlainFile() {}

    static <R> void write(Table<R> table, List<R> rows, Path file) throws IOException {
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withConf(new PlainParquetConfiguration())
                .withType(table.schema())
                .build()) {
            for (R row : rows) {
                Group group = new SimpleGroup(table.schema());
                table.write(row, new Cells(group));
                writer.write(group);
            }
        }
    }
}
