package dev.kappasweep.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.kappasweep.results.ParquetExport;
import dev.kappasweep.results.TableContents;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A form of a whole table. */
enum ExportFormat {
    /** A line of names, then a line a row; what is null is empty, an empty text is {@code ""}, infinity is {@code Infinity}. */
    CSV {
        @Override
        void write(TableContents table, OutputStream stream) throws IOException {
            Writer out = text(stream);
            out.write(String.join(",", table.names()));
            out.write('\n');
            each(table, row -> {
                out.write(table.names().stream()
                        .map(column -> row.containsKey(column) ? quoted(text(row.get(column))) : "")
                        .collect(Collectors.joining(",")));
                out.write('\n');
            });
            out.flush();
        }
    },
    /** An array with an object a row, each on a line of its own; infinity is the text {@code Infinity}. */
    JSON {
        @Override
        void write(TableContents table, OutputStream stream) throws IOException {
            Writer out = text(stream);
            try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setPrettyPrinter(new MinimalPrettyPrinter(""));
                json.writeStartArray();
                each(table, row -> {
                    json.writeRaw('\n');
                    json.writeStartObject();
                    for (String column : table.names()) {
                        writeField(json, column, row);
                    }
                    json.writeEndObject();
                });
                json.writeRaw('\n');
                json.writeEndArray();
            }
            out.write('\n');
            out.flush();
        }
    },
    /** One Parquet file, with what is said of the columns. */
    PARQUET {
        @Override
        void write(TableContents table, OutputStream out) throws IOException {
            ParquetExport.write(table, out);
        }
    };

    abstract void write(TableContents table, OutputStream out) throws IOException;

    /** What is written to {@code out} through this is there when it is flushed. */
    private static Writer text(OutputStream out) {
        return new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface RowWriter {
        void write(Map<String, Object> row) throws IOException;
    }

    private static void each(TableContents table, RowWriter writer) throws IOException {
        try {
            table.forEach(row -> {
                try {
                    writer.write(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void writeField(JsonGenerator json, String column, Map<String, Object> row) throws IOException {
        json.writeFieldName(column);
        Object value = row.get(column);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            json.writeRawValue(value.toString());
        } else {
            json.writeString(text(value));
        }
    }

    /** Times as in {@code 2026-01-02T03:04:05.678901Z}, bytes in Base64, the rest as Java writes it. */
    private static String text(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    private static String quoted(String cell) {
        boolean isPlain = !cell.isEmpty() && !cell.matches("(?s).*[,\"\r\n].*");
        return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
