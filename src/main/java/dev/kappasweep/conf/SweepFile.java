package dev.kappasweep.conf;

import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;

/** What one sweep file says: what is asked, and how its trials are to be run. */
public record SweepFile(SweepSpec spec, RunSpec run) {}
