package dev.kappasweep.service;

/**
 * The best configuration of a sweep so far.
 *
 * @param configuration what tells it from the others, in words
 * @param metric by which it is the best, as tables name it
 * @param value mean over the seeds that have ended, in the unit of tables
 * @param seeds how many have
 */
public record Best(String configuration, String metric, double value, int seeds) {}
