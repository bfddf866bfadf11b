package dev.kappasweep.results;

import dev.kappasweep.sweep.ParameterColumn;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;

/**
 * The cells of one row by column name. An empty text and NaN can be kept as null, so that SQL averages and counts leave them
 * out.
 */
record Cells(Group group) {
    void put(String column, String value) {
        group.add(column, value);
    }

    void put(String column, int value) {
        group.add(column, value);
    }

    void put(String column, long value) {
        group.add(column, value);
    }

    void put(String column, double value) {
        group.add(column, value);
    }

    /** @param value of the class of {@code type} */
    void put(String column, ParameterColumn.Type type, Object value) {
        switch (type) {
            case TEXT -> put(column, (String) value);
            case REAL -> put(column, (double) (Double) value);
            case INTEGER -> put(column, (int) (Integer) value);
            case BIG_INTEGER -> put(column, (long) (Long) value);
        }
    }

    /** Of the class of {@code type}. */
    Object value(String column, ParameterColumn.Type type) {
        return switch (type) {
            case TEXT -> text(column);
            case REAL -> real(column);
            case INTEGER -> integer(column);
            case BIG_INTEGER -> bigInteger(column);
        };
    }

    void putUnlessEmpty(String column, String value) {
        if (!value.isEmpty()) {
            group.add(column, value);
        }
    }

    void putUnlessNaN(String column, double value) {
        if (!Double.isNaN(value)) {
            group.add(column, value);
        }
    }

    void put(String column, byte[] value) {
        group.add(column, Binary.fromConstantByteArray(value));
    }

    byte[] bytes(String column) {
        return group.getBinary(column, 0).getBytes();
    }

    String text(String column) {
        return group.getString(column, 0);
    }

    int integer(String column) {
        return group.getInteger(column, 0);
    }

    long bigInteger(String column) {
        return group.getLong(column, 0);
    }

    double real(String column) {
        return group.getDouble(column, 0);
    }

    String textOrEmpty(String column) {
        return isNull(column) ? "" : text(column);
    }

    double realOr(String column, double other) {
        return isNull(column) ? other : real(column);
    }

    int integerOr(String column, int other) {
        return isNull(column) ? other : integer(column);
    }

    double realOrNaN(String column) {
        return isNull(column) ? Double.NaN : real(column);
    }

    /** Also of a column that earlier versions of the table lack. */
    boolean isNull(String column) {
        return !group.getType().containsField(column) || group.getFieldRepetitionCount(column) == 0;
    }
}
