package dev.kappasweep.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.example.GroupWriteSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a table. Its footer holds notes: the schema's version, the checksums of the columns, and what else its
 * writer says. Most files are so small that compression does not pay.
 */
final class RowFile {
    /** The note with {@link ColumnChecksums#text}; files of earlier builds have none. */
    static final String CHECKSUMS = "kappasweep.crc32";

    /** The checksums with which the file was committed, where rows were added since. */
    static final String COMMITTED = "kappasweep.crc32.committed";

    private static final String SCHEMA_VERSION = "kappasweep.schema_version";

    /** The note from which Spark takes a file's schema, comments included, and which it writes itself. */
    static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    private final Path path;

    RowFile(Path path) {
        this.path = path;
    }

    /**
     * Writes all rows.
     *
     * @param notes for the footer
     * @return the checksums of the columns
     */
    static <R> String write(Table<R> table, List<R> rows, Map<String, String> notes, OutputStream out)
            throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.set(
                GroupWriteSupport.PARQUET_EXAMPLE_SCHEMA, table.schema().toString());
        Map<String, String> all = new HashMap<>(notes);
        all.put(SCHEMA_VERSION, Integer.toString(Table.SCHEMA_VERSION));
        all.put(SPARK_SCHEMA, TableColumn.sparkSchema(TableColumn.of(table.schema())));
        SummingWriteSupport support = new SummingWriteSupport(table.schema());
        try (ParquetWriter<Group> writer = new RowWriter(new ParquetOutput(out), support)
                .withConf(configuration)
                .withExtraMetaData(all)
                .build()) {
            for (R row : rows) {
                Group group = new SimpleGroup(table.schema());
                table.write(row, new Cells(group));
                writer.write(group);
            }
        }
        return support.sums.text();
    }

    /**
     * Reads all rows. What is handed on before an exception is not to be used.
     *
     * @return the notes of the footer
     * @throws RuntimeException if they are not those that were written
     */
    <T> Map<String, String> read(Excerpt<T> excerpt, Consumer<T> rows) throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        excerpt.columns().ifPresent(some -> configuration.set(ReadSupport.PARQUET_READ_SCHEMA, some.toString()));
        FooterReadSupport support = new FooterReadSupport();
        try (ParquetReader<Group> reader = new RowReader(new ParquetInput(path), configuration, support)
                .usePageChecksumVerification(true)
                .build()) {
            Group group = reader.read();
            Footer footer = support.footer();
            ColumnChecksums sums = new ColumnChecksums(excerpt.columns().orElse(footer.columns()));
            Optional<String> expected = Optional.ofNullable(footer.notes().get(CHECKSUMS));
            for (; group != null; group = reader.read()) {
                T row = excerpt.read().apply(new Cells(group));
                if (expected.isPresent()) {
                    sums.add(group);
                } else {
                    requireNoContradiction(excerpt, row);
                }
                rows.accept(row);
            }
            if (expected.isPresent() && !sums.agreeWith(expected.get(), footer.columns())) {
                throw new IllegalArgumentException("its values are not those of its checksums");
            }
            return footer.notes();
        }
    }

    private static <T> void requireNoContradiction(Excerpt<T> excerpt, T row) {
        String contradiction = excerpt.contradiction().apply(row);
        if (!contradiction.isEmpty()) {
            throw new IllegalArgumentException(contradiction);
        }
    }

    /** The notes of the footer alone. */
    Map<String, String> notes() throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS)
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(path), options)) {
            return reader.getFooter().getFileMetaData().getKeyValueMetaData();
        }
    }

    /** What a footer says of all rows. */
    private record Footer(MessageType columns, Map<String, String> notes) {}

    private static final class FooterReadSupport extends GroupReadSupport {
        private @Nullable Footer footer;

        @Override
        public RecordMaterializer<Group> prepareForRead(
                ParquetConfiguration configuration,
                Map<String, String> notes,
                MessageType columns,
                ReadContext context) {
            footer = new Footer(columns, Map.copyOf(notes));
            return super.prepareForRead(configuration, notes, columns, context);
        }

        Footer footer() {
            if (footer == null) {
                throw new IllegalArgumentException("it has no footer");
            }
            return footer;
        }
    }

    private static final class RowReader extends ParquetReader.Builder<Group> {
        private final ReadSupport<Group> support;

        RowReader(InputFile file, ParquetConfiguration configuration, ReadSupport<Group> support) {
            super(file, configuration);
            this.support = support;
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return support;
        }
    }

    private static final class SummingWriteSupport extends GroupWriteSupport {
        private final ColumnChecksums sums;

        SummingWriteSupport(MessageType columns) {
            this.sums = new ColumnChecksums(columns);
        }

        @Override
        public void write(Group row) {
            sums.add(row);
            super.write(row);
        }

        @Override
        public FinalizedWriteContext finalizeWrite() {
            return new FinalizedWriteContext(Map.of(CHECKSUMS, sums.text()));
        }
    }

    private static final class RowWriter extends ParquetWriter.Builder<Group, RowWriter> {
        private final WriteSupport<Group> support;

        RowWriter(OutputFile file, WriteSupport<Group> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected RowWriter self() {
            return this;
        }

        /** Abstract, so that it must be here. */
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<Group> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<Group> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
