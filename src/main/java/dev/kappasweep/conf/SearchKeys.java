package dev.kappasweep.conf;

import static dev.kappasweep.sweep.ValueType.integer;
import static dev.kappasweep.sweep.ValueType.oneOf;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SearchSpec.Rungs;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a search, which takes the place of the grid where one of them is given. */
final class SearchKeys {
    static final Key<StrategyKind> STRATEGY =
            Key.optional("search.strategy", oneOf(StrategyKind.class), StrategyKind.TPE.text());
    static final Key<StrategyKind> SAMPLER = Key.optional("search.sampler", samplers(), StrategyKind.RANDOM.text());
    static final Key<Integer> TRIALS = Key.optional("search.trials", integer(1), "100");
    static final Key<List<SearchObjective>> OBJECTIVE =
            Key.special("search.objective", ObjectiveReading.ALLOWED, false, Optional.of("{}"), new ObjectiveReading());
    static final Key<List<SearchConstraint>> CONSTRAINTS = Key.special(
            "search.constraints", ConstraintReading.ALLOWED, true, Optional.of("[]"), new ConstraintReading());
    static final Key<List<Object>> SEEDS = Key.special(
            "search.seeds",
            Key.valuesOf(Parameter.SEED),
            true,
            Optional.of("[1, 2, 3]"),
            new AxisReading(Parameter.SEED, new ParameterElement(Parameter.SEED)));
    static final Key<String> BUDGET = Key.optional(
            "search.budget",
            new ValueType<>(
                    Parameter.EPOCHS.key(),
                    List.of(Parameter.EPOCHS.key()),
                    ValueType.Kind.CHOICE,
                    text -> Optional.of(text).filter(Parameter.EPOCHS.key()::equals)),
            Parameter.EPOCHS.key());
    static final Key<Integer> MINIMUM = Key.optional("search.minimum", integer(1), "1");
    static final Key<Integer> ETA = Key.optional("search.eta", integer(2), "4");
    static final Key<Boolean> MEDIAN = Key.optional("search.median", ValueType.BOOLEAN, "false");
    static final Key<Boolean> ORDERED = Key.optional("search.ordered", ValueType.BOOLEAN, "true");
    static final Key<Integer> PARALLEL = Key.optional("search.parallel", integer(1), "4");
    static final Key<Long> SEED = Key.optional("search.seed", ValueType.longInteger(), "0");
    static final Key<List<String>> FROM =
            Key.special("search.from", FromReading.ALLOWED, true, Optional.of("[]"), new FromReading());
    static final Key<List<SearchDimension>> SPACE =
            Key.special("search.space", SpaceReading.ALLOWED, false, Optional.of("{}"), new SpaceReading());

    /** In the order of a sweep file. */
    static final List<Key<?>> ALL = List.of(
            STRATEGY,
            SAMPLER,
            TRIALS,
            OBJECTIVE,
            CONSTRAINTS,
            SEEDS,
            BUDGET,
            MINIMUM,
            ETA,
            MEDIAN,
            ORDERED,
            PARALLEL,
            SEED,
            FROM,
            SPACE);

    private SearchKeys() {}

    private static ValueType<StrategyKind> samplers() {
        List<StrategyKind> kinds = Arrays.stream(StrategyKind.values())
                .filter(kind -> !kind.hasRungs())
                .toList();
        List<String> names = kinds.stream().map(StrategyKind::text).toList();
        return new ValueType<>(
                "one of " + String.join(", ", names),
                names,
                ValueType.Kind.CHOICE,
                text -> kinds.stream().filter(kind -> kind.text().equals(text)).findFirst());
    }

    /** The search that a file asks for, whose keys are each allowed. */
    static SearchSpec search(SweepValues values) {
        StrategyKind strategy = values.get(STRATEGY);
        return new SearchSpec(
                strategy,
                strategy.hasRungs() ? values.get(SAMPLER) : strategy,
                values.get(TRIALS),
                values.get(OBJECTIVE),
                values.get(CONSTRAINTS),
                values.get(SEEDS).stream().map(Long.class::cast).toList(),
                new Rungs(values.get(MINIMUM), values.get(ETA)),
                values.get(MEDIAN),
                values.get(ORDERED),
                values.get(PARALLEL),
                values.get(SEED),
                values.get(FROM),
                values.get(SPACE),
                List.of());
    }
}
