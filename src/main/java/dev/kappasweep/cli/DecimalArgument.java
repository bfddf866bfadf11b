package dev.kappasweep.cli;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.WrittenNumber;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of the command line: the one that is used is the one that was written. */
final class DecimalArgument implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            // What is no decimal number is inf or NaN, whose options say whether they may be, or nothing.
            return WrittenNumber.parse(text).orElseGet(() -> Double.valueOf(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        } catch (InvalidInputException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
