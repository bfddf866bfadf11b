package dev.kappasweep.results;

import org.apache.parquet.example.data.Group;

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

    double realOrNaN(String column) {
        return isNull(column) ? Double.NaN : real(column);
    }

    private boolean isNull(String column) {
        return group.getFieldRepetitionCount(column) == 0;
    }
}
