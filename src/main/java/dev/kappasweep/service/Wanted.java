package dev.kappasweep.service;

/** What somebody has asked of a sweep, whatever its state is by now. */
public enum Wanted {
    RUN,
    PAUSED,
    STOPPED
}
