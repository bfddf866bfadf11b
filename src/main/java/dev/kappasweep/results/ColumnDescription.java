package dev.kappasweep.results;

/**
 * What is said of a column.
 *
 * @param type as SQL calls it
 * @param unit empty where its values have none
 * @param meaning one line, possibly empty
 */
record ColumnDescription(String type, String unit, String meaning) {}
