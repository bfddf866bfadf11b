package dev.kappasweep.sweep;

import java.util.function.Predicate;

/**
 * What another parameter has to be for one to change anything.
 *
 * @param words completes the sentence "has no effect without ..."
 */
public record ParameterCondition(Parameter on, Predicate<Object> holds, String words) {}
