package dev.kappasweep.ingest;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes of a set: labels that are whole numbers from 0 to 255 are those of the classes, others are numbered by name. */
final class ClassLabels {
    private static final int MOST_CLASSES = 256;

    private final Map<String, Integer> numbers = new TreeMap<>();
    private final List<String> names;

    private ClassLabels(List<String> names) {
        this.names = names;
    }

    /**
     * The classes of all labels.
     *
     * @param known the names of classes whose labels are numbers; empty where they have none
     * @throws InvalidInputException if there are more than 256, or only one
     */
    static ClassLabels of(Stream<String> labels, List<String> known) {
        TreeSet<String> distinct = new TreeSet<>();
        labels.forEach(distinct::add);
        boolean isNumeric = distinct.stream()
                .allMatch(label -> label.matches("[0-9]{1,3}") && Integer.parseInt(label) < MOST_CLASSES);
        ClassLabels classes = new ClassLabels(isNumeric ? known : List.copyOf(distinct));
        if (distinct.size() < 2 || (!isNumeric && distinct.size() > MOST_CLASSES)) {
            throw new InvalidInputException("labels: " + distinct.size() + " classes are not allowed, expected 2 to "
                    + MOST_CLASSES + ", found " + distinct.stream().limit(5).toList());
        }
        for (String label : distinct) {
            classes.numbers.put(label, isNumeric ? Integer.parseInt(label) : classes.numbers.size());
        }
        return classes;
    }

    byte number(String label) {
        Integer number = numbers.get(label);
        if (number == null) {
            throw new IllegalArgumentException("'" + label + "' is no class");
        }
        return (byte) (int) number;
    }

    /** In the order of their numbers; empty where classes have no names. */
    List<String> names() {
        return names;
    }
}
