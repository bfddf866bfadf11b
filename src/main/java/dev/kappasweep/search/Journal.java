package dev.kappasweep.search;

import dev.kappasweep.sweep.SearchEvent;
import java.util.List;

/** Where a search keeps what it has decided and been told. */
public interface Journal {
    /** Those so far. */
    List<SearchEvent> events();

    /** Adds some, durable when this returns. */
    void append(List<SearchEvent> events);
}
