package dev.kappasweep.analysis;

/** A table in both of its forms. */
public interface ResultTable {
    TextTable forPeople();

    DataTable forPrograms();
}
