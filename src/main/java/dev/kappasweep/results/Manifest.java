package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;

/** What {@code sweep.json} says: the sweep that a result directory belongs to. */
record Manifest(int schemaVersion, DatasetId dataset, SweepSpec sweep) {}
