package dev.kappasweep.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The CRC-32 of each column of the rows of one file: of its name and kind, and of its values from row to row. The pages of
 * Parquet have checksums of their own, but what says where they are, and which column each belongs to, has none.
 */
final class ColumnChecksums {
    private static final int DIGITS = 8;

    private final MessageType columns;
    private final CRC32[] sums;
    private final ByteBuffer cell = ByteBuffer.allocate(1 + Long.BYTES);

    ColumnChecksums(MessageType columns) {
        this.columns = columns;
        this.sums = new CRC32[columns.getFieldCount()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new CRC32();
            sums[i].update(heading(columns.getType(i)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String heading(Type column) {
        return column.getName() + " " + column.getRepetition() + " "
                + column.asPrimitiveType().getPrimitiveTypeName();
    }

    void add(Group row) {
        for (int i = 0; i < sums.length; i++) {
            cell.clear();
            if (row.getFieldRepetitionCount(i) == 0) {
                cell.put((byte) 0);
                update(sums[i]);
            } else {
                cell.put((byte) 1);
                add(row, i, columns.getType(i).asPrimitiveType());
            }
        }
    }

    private void add(Group row, int column, PrimitiveType type) {
        switch (type.getPrimitiveTypeName()) {
            case INT32 -> cell.putInt(row.getInteger(column, 0));
            case INT64 -> cell.putLong(row.getLong(column, 0));
            case DOUBLE -> cell.putLong(Double.doubleToRawLongBits(row.getDouble(column, 0)));
            case BINARY -> {
                ByteBuffer bytes = row.getBinary(column, 0).toByteBuffer();
                cell.putInt(bytes.remaining());
                update(sums[column]);
                sums[column].update(bytes);
            }
            case BOOLEAN, FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
                throw new IllegalStateException("no table has a column such as " + type);
        }
        update(sums[column]);
    }

    private void update(CRC32 sum) {
        sum.update(cell.flip());
        cell.clear();
    }

    /** Eight hexadecimal digits for each column, in their order. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (CRC32 sum : sums) {
            text.append("%08x".formatted(sum.getValue()));
        }
        return text.toString();
    }

    /** Whether these columns are, with these values, among those of a file of which {@link #text} is known. */
    boolean agreeWith(String text, MessageType columnsOfFile) {
        if (text.length() != DIGITS * columnsOfFile.getFieldCount()) {
            return false;
        }
        String own = text();
        for (int i = 0; i < sums.length; i++) {
            String name = columns.getFieldName(i);
            if (!columnsOfFile.containsField(name)
                    || !own.regionMatches(DIGITS * i, text, DIGITS * columnsOfFile.getFieldIndex(name), DIGITS)) {
                return false;
            }
        }
        return true;
    }
}
