package dev.kappasweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a parameter's value is made of: one element, a list of elements, or either. Texts and files are read and written through
 * this, whatever the value's class.
 *
 * @param element what one element may be
 * @param shape whether there may be several
 * @param several completes "..., or" where a list may stand for one element
 * @param separator between the elements in the text of a value
 * @param join makes the value of its elements; an {@link InvalidInputException} if they are none
 * @param split the elements of a value
 */
public record ValueForm(
        ValueType<?> element,
        Shape shape,
        String several,
        String separator,
        Function<List<Object>, Object> join,
        Function<Object, List<Object>> split) {
    /** How many elements there may be. */
    public enum Shape {
        /** One. */
        SINGLE,
        /** A list, which may be empty and have equal elements. */
        LIST,
        /** A list of at least one, all different. */
        DISTINCT_LIST,
        /** One, or a list. */
        SINGLE_OR_LIST
    }

    private static final String COMMA = ",";
    private static final String LIST_OF_THEM = "a list of them";

    /** One element, which is the value. */
    static ValueForm of(ValueType<?> element) {
        return new ValueForm(element, Shape.SINGLE, LIST_OF_THEM, COMMA, values -> values.get(0), List::of);
    }

    /** A list of elements, which is the value. */
    static ValueForm listOf(ValueType<?> element, Shape shape) {
        return new ValueForm(element, shape, LIST_OF_THEM, COMMA, List::copyOf, ValueForm::elementsOfList);
    }

    private static List<Object> elementsOfList(Object value) {
        return value instanceof List<?> list ? List.copyOf(list) : List.of(value);
    }

    /** Whether a list may stand for the value. */
    public boolean takesList() {
        return shape != Shape.SINGLE;
    }

    /** Whether one element alone may. */
    public boolean takesSingle() {
        return shape == Shape.SINGLE || shape == Shape.SINGLE_OR_LIST;
    }

    /** Completes the sentence "expected ...". */
    public String allowed() {
        return switch (shape) {
            case SINGLE -> element.allowed();
            case LIST, DISTINCT_LIST -> "a list in [], each value " + element.allowed();
            case SINGLE_OR_LIST -> element.allowed() + ", or " + several;
        };
    }

    /** The value of elements that were read with {@link #element}. */
    public Object ofElements(List<Object> elements) {
        return join.apply(elements);
    }

    public List<Object> elements(Object value) {
        return split.apply(value);
    }

    /** The value as text, its elements separated; empty for none. */
    String text(Object value, Function<Object, String> elementText) {
        return elements(value).stream().map(elementText).collect(Collectors.joining(separator));
    }

    /**
     * Reads what {@link #text} has made, with any spelling of its elements; empty if it is not allowed.
     *
     * @throws InvalidInputException if more is to be said
     */
    public Optional<Object> parse(String text) {
        List<Object> values = new ArrayList<>();
        List<String> parts = text.isEmpty() && takesList()
                ? List.of()
                : Stream.of(takesList() ? text.split(separator, -1) : new String[] {text})
                        .toList();
        for (String part : parts) {
            element.parser().apply(part).ifPresent(values::add);
        }
        return values.size() == parts.size() ? Optional.of(ofElements(values)) : Optional.empty();
    }
}
