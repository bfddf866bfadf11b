package dev.kappasweep.sweep;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An enum constant with the name that configuration files and tables use for it. */
public interface Named {
    /** The name in configuration files and tables, in the spelling that is shown to users. */
    String text();

    /**
     * The constant of {@code type} whose {@link #text()} is {@code text}.
     *
     * @throws InvalidInputException if there is none; the message names {@code item} and lists the allowed names
     */
    static <E extends Enum<E> & Named> E parse(Class<E> type, String item, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        item + ": '" + text + "' is not allowed, expected one of " + allowed(type)));
    }

    /** All names of {@code type}, in declaration order, separated by commas. */
    static <E extends Enum<E> & Named> String allowed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Named::text).collect(Collectors.joining(", "));
    }
}
