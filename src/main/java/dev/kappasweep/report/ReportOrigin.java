package dev.kappasweep.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What a report says of itself.
 *
 * @param made when
 * @param sweepFile the sweep file as it was written, where it is known
 */
public record ReportOrigin(Instant made, Optional<String> sweepFile) {}
