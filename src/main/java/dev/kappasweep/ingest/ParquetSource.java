package dev.kappasweep.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Parquet files as Hugging Face publishes sets of images: a column of images, which are PNG or JPEG in a field {@code bytes} or the
 * column itself, and one of labels, a number or a text. Files called {@code train-...} and {@code test-...} are told apart.
 */
final class ParquetSource implements ImageSource {
    private static final String BYTES = "bytes";
    private static final String FEATURES = "huggingface";
    private static final List<String> LABELS = List.of("label", "labels", "fine_label", "class", "target");

    private final List<Path> files;
    private final ImportOptions options;

    ParquetSource(List<Path> files, ImportOptions options) {
        this.files = files;
        this.options = options;
    }

    @Override
    public List<String> read(ImageSink train, ImageSink test) throws IOException {
        if (files.size() == 1) {
            return read(files.get(0), train);
        }
        SplitNames splits = SplitNames.of(files, file -> String.valueOf(file.getFileName()));
        if (splits.train().isEmpty()) {
            throw new InvalidInputException(
                    files.get(0) + ": is not of training images by its name, expected files called"
                            + " train-00000-of-00001.parquet and test-00000-of-00001.parquet");
        }
        List<String> names = List.of();
        for (Path file : splits.train()) {
            names = read(file, train);
        }
        for (Path file : splits.test()) {
            read(file, test);
        }
        return names;
    }

    /** What is read of a file. */
    private record Columns(String image, boolean isStruct, String label, boolean isText) {}

    private List<String> read(Path file, ImageSink sink) throws IOException {
        InputFile input = new LocalInputFile(file);
        try {
            FileMetaData footer = footer(input);
            Columns columns = columns(file, footer.getSchema());
            ParquetConfiguration configuration = new PlainParquetConfiguration();
            List<Type> read = List.of(
                    footer.getSchema().getType(columns.image),
                    footer.getSchema().getType(columns.label));
            configuration.set(
                    ReadSupport.PARQUET_READ_SCHEMA,
                    new MessageType(footer.getSchema().getName(), read).toString());
            try (ParquetReader<Group> reader = new RowReader(input, configuration).build()) {
                int row = 0;
                for (Group group = reader.read(); group != null; group = reader.read(), row++) {
                    add(file + " row " + row, group, columns, sink);
                }
            }
            return names(footer.getKeyValueMetaData(), columns.label);
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvalidInputException(
                    file + ": cannot be read as Parquet (" + e.getMessage() + "), expected images and labels", e);
        }
    }

    private static FileMetaData footer(InputFile input) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS)
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
            return reader.getFooter().getFileMetaData();
        }
    }

    private Columns columns(Path file, MessageType schema) {
        Optional<Type> image =
                schema.getFields().stream().filter(ParquetSource::isImage).findFirst();
        Optional<Type> label = options.labelColumn().map(List::of).orElse(LABELS).stream()
                .filter(schema::containsField)
                .map(schema::getType)
                .map(Type.class::cast)
                .filter(Type::isPrimitive)
                .findFirst();
        if (image.isEmpty() || label.isEmpty()) {
            throw new InvalidInputException(file + ": has columns "
                    + schema.getFields().stream().map(Type::getName).collect(Collectors.joining(", ")) + ", expected "
                    + (image.isEmpty()
                            ? "one of images, whose bytes are PNG or JPEG"
                            : "label with the class of each image, or --label COLUMN"));
        }
        PrimitiveTypeName type = label.get().asPrimitiveType().getPrimitiveTypeName();
        return new Columns(
                image.get().getName(),
                !image.get().isPrimitive(),
                label.get().getName(),
                type == PrimitiveTypeName.BINARY);
    }

    private static boolean isImage(Type column) {
        if (column.isPrimitive()) {
            PrimitiveType type = column.asPrimitiveType();
            return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY && type.getLogicalTypeAnnotation() == null;
        }
        GroupType group = column.asGroupType();
        return group.containsField(BYTES)
                && group.getType(BYTES).isPrimitive()
                && group.getType(BYTES).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    }

    private void add(String item, Group row, Columns columns, ImageSink sink) {
        boolean isThere = row.getFieldRepetitionCount(columns.image) == 1
                && row.getFieldRepetitionCount(columns.label) == 1
                && (!columns.isStruct || row.getGroup(columns.image, 0).getFieldRepetitionCount(BYTES) == 1);
        if (!isThere) {
            throw new InvalidInputException(item + ": lacks an image or a label, expected both");
        }
        byte[] file = columns.isStruct
                ? row.getGroup(columns.image, 0).getBinary(BYTES, 0).getBytes()
                : row.getBinary(columns.image, 0).getBytes();
        String label = columns.isText
                ? row.getString(columns.label, 0)
                : row.getValueToString(row.getType().getFieldIndex(columns.label), 0);
        Picture picture = Picture.decode(item, file, options.isGrey());
        sink.add(item, label, picture.shape(), picture.values());
    }

    /** The names of classes in the description of columns that Hugging Face's library writes; none where there is none. */
    private static List<String> names(Map<String, String> notes, String label) {
        List<String> names = new ArrayList<>();
        try {
            JsonNode features = new JsonMapper().readTree(notes.getOrDefault(FEATURES, "{}"));
            features.path("info").path("features").path(label).path("names").forEach(name -> names.add(name.asText()));
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return List.copyOf(names);
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
