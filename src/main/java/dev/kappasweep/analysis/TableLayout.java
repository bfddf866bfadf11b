package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Named;

/** What a table of a sweep shows. Every layout has one row per configuration and its statistics over seeds. */
public enum TableLayout implements Named {
    /** The penalised layers' kappa and the accuracy at each test SNR. */
    SUMMARY("summary"),
    /** Table 1 of the paper: kappa of W1 and the accuracy at each test SNR, beside the published values. */
    TABLE1("table1");

    private final String text;

    TableLayout(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
