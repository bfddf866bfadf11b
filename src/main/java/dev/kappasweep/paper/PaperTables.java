package dev.kappasweep.paper;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables known by name: {@code summary}, and Tables 1 to 4 of Nenov, Haider and Balazs, "(Almost) Smooth Sailing: Towards
 * Numerical Stability of Neural Networks Through Differentiable Regularization of the Condition Number", ICML 2024 workshop,
 * arXiv 2410.00169.
 */
public final class PaperTables {
    private static final String MEAN = Aggregate.MEAN.text();
    private static final List<String> NAMES = List.of("summary", "table1", "table2", "table3", "table4");

    private PaperTables() {}

    /** The names, in their order. */
    public static List<String> names() {
        return NAMES;
    }

    /** Those known by name and those that the sweep file defines, of which one may take the name of the former. */
    public static List<TableSpec> all(SweepSpec sweep) {
        List<String> defined = sweep.tables().stream().map(TableSpec::name).toList();
        return Stream.concat(sweep.tables().stream(), builtIn(sweep).filter(table -> !defined.contains(table.name())))
                .toList();
    }

    /**
     * The table of a sweep by its name.
     *
     * @throws InvalidInputException if there is no such table
     */
    public static TableSpec named(SweepSpec sweep, String name) {
        List<TableSpec> all = all(sweep);
        return all.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("table: '" + name + "' is not allowed, expected one of "
                        + String.join(", ", all.stream().map(TableSpec::name).toList())));
    }

    /**
     * Requires that a sweep's own tables, and the one that it prints at its end, can be made of its results.
     *
     * @throws InvalidInputException with a line for each that cannot
     */
    public static void requireFitting(SweepSpec sweep) {
        List<String> problems = Stream.concat(sweep.tables().stream(), Stream.of(named(sweep, sweep.table())))
                .distinct()
                .flatMap(table -> problem(table, sweep).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", problems));
        }
    }

    private static Optional<String> problem(TableSpec table, SweepSpec sweep) {
        try {
            TableDefinition.of(table, sweep, List.of());
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Stream<TableSpec> builtIn(SweepSpec sweep) {
        PublishedNumbers numbers = new PublishedNumbers(sweep);
        return Stream.of(
                table("summary", List.of(), Map.of(), List.of()),
                table("table1", classifier(numbers), of(sweep, PublishedNumbers.CONDITION), numbers.table1()),
                table("table2", PublishedNumbers.AUTOENCODER, of(sweep, PublishedNumbers.CONDITION), numbers.table2()),
                table("table3", tikhonov(numbers), of(sweep, PublishedNumbers.TIKHONOV), numbers.table3()),
                table("table4", PublishedNumbers.NUMERICAL, of(sweep, PublishedNumbers.TIKHONOV), numbers.table4()));
    }

    private static TableSpec table(
            String name, List<String> metrics, Map<String, List<String>> where, List<PublishedTable> published) {
        return new TableSpec(name, "", List.of(), List.of(), metrics, where, MEAN, published);
    }

    private static List<String> classifier(PublishedNumbers numbers) {
        return Stream.concat(numbers.kappas().stream(), Stream.of("accuracy")).toList();
    }

    private static List<String> tikhonov(PublishedNumbers numbers) {
        return List.of("kappa(W1)", numbers.numericalKappa(), "accuracy");
    }

    /** Only these kinds and the network without a penalty, of a sweep that has other kinds beside them. */
    private static Map<String, List<String>> of(SweepSpec sweep, List<RegularizerKind> kinds) {
        List<Object> all = sweep.values(Parameter.REGULARIZER);
        boolean hasSome = all.stream().anyMatch(kinds::contains);
        boolean hasOthers = all.stream().anyMatch(kind -> kind != RegularizerKind.NONE && !kinds.contains(kind));
        return hasSome && hasOthers
                ? Map.of(
                        Parameter.REGULARIZER.text(),
                        Stream.concat(Stream.of(RegularizerKind.NONE), kinds.stream())
                                .map(RegularizerKind::text)
                                .toList())
                : Map.of();
    }
}
