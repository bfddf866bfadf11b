package dev.kappasweep.cli;

import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.sweep.Named;
import picocli.CommandLine.Option;

/** The format of a table that a verb prints. */
final class TableFormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "md",
            description = "md, csv, latex, json or html (default: md).")
    private String format = "md";

    /** @throws dev.kappasweep.sweep.InvalidInputException if there is no such format; so call it before long work */
    TableFormat chosen() {
        return Named.parse(TableFormat.class, "--format", format);
    }
}
