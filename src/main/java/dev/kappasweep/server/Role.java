package dev.kappasweep.server;

import dev.kappasweep.sweep.Named;

/** What a user may do; each may do what those before it may. */
public enum Role implements Named {
    /** Look at everything but the audit log. */
    VIEWER("viewer"),
    /** Hand in sweeps and data, and steer and delete what is his own. */
    SUBMITTER("submitter"),
    /** Steer and delete everything. */
    OPERATOR("operator");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
