package dev.kappasweep.conf;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.StrategyKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Notes what does not fit together among the values of a search that are each allowed. */
final class SearchConsistency {
    private final SweepValues values;
    private final Problems problems;

    /** @param values of which every single one was found allowed */
    SearchConsistency(SweepValues values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    void check() {
        SweepKeys.ALL.stream()
                .filter(key -> key.section().equals(SweepKeys.AXES_SECTION) || key.equals(SweepKeys.GRIDS))
                .forEach(key -> refuse(key, "has no effect beside search, expected search.space and search.seeds"));
        requireGiven(SearchKeys.OBJECTIVE, values.get(SearchKeys.OBJECTIVE));
        requireGiven(SearchKeys.SPACE, values.get(SearchKeys.SPACE));
        if (problems.isEmpty()) {
            checkRungs();
            checkOrder();
            checkBases();
        }
        if (problems.isEmpty()) {
            checkWhole();
        }
    }

    private void requireGiven(Key<?> key, List<?> found) {
        if (found.isEmpty()) {
            problems.add(values.origin(), key.path() + ": is missing, expected " + key.allowed());
        }
    }

    private void checkRungs() {
        StrategyKind strategy = values.get(SearchKeys.STRATEGY);
        boolean isMedian = values.get(SearchKeys.MEDIAN);
        if (!strategy.hasRungs()) {
            refuse(
                    SearchKeys.SAMPLER,
                    "has no effect beside strategy " + strategy.text() + ", expected asha or hyperband");
        }
        if (isMedian && values.get(SearchKeys.OBJECTIVE).size() > 1) {
            refuse(SearchKeys.MEDIAN, "cannot compare several objectives, expected one");
        }
        if (strategy.hasRungs() || isMedian) {
            checkBudget();
        } else {
            Stream.of(SearchKeys.MINIMUM, SearchKeys.ETA, SearchKeys.BUDGET)
                    .forEach(key -> refuse(
                            key, "has no effect without rungs, expected strategy asha or hyperband, or median: true"));
        }
    }

    private void checkBudget() {
        boolean isSearched =
                values.get(SearchKeys.SPACE).stream().anyMatch(dimension -> dimension.parameter() == Parameter.EPOCHS);
        if (isSearched) {
            refuse(SearchKeys.SPACE, "has epochs, which are the budget of rungs, expected training.epochs");
            return;
        }
        int epochs = (Integer) values.get(SweepKeys.of(Parameter.EPOCHS));
        if (values.get(SearchKeys.MINIMUM) >= epochs) {
            problems.add(
                    values.origin(),
                    SearchKeys.MINIMUM.path() + ": " + values.get(SearchKeys.MINIMUM)
                            + " is not allowed, expected fewer than training.epochs, " + epochs);
        }
    }

    private void checkOrder() {
        if (!values.get(SearchKeys.ORDERED)) {
            refuse(SearchKeys.PARALLEL, "has no effect without ordered: true");
        }
        if (values.get(SweepKeys.CANARY)) {
            refuse(SweepKeys.CANARY, "has no effect on a search, expected false");
        }
    }

    /** An option for what the search varies anyway is not ignored silently. */
    private void checkBases() {
        values.get(SearchKeys.SPACE).stream()
                .filter(dimension -> dimension.condition().isEmpty())
                .map(SearchDimension::parameter)
                .forEach(parameter -> SweepKeys.axis(parameter)
                        .base()
                        .flatMap(values::option)
                        .ifPresent(option -> problems.add(
                                option.origin(), "has no effect, because search.space has " + parameter.text())));
    }

    private void checkWhole() {
        try {
            SearchKeys.search(values);
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            Optional<Setting> setting = SearchKeys.ALL.stream()
                    .filter(key -> message.startsWith(key.path()))
                    .findFirst()
                    .flatMap(values::given);
            problems.add(setting.map(one -> one.origin().at(one.node()))
                            .orElse(values.origin().text()) + ": " + message);
        }
    }

    private void refuse(Key<?> key, String message) {
        values.given(key).ifPresent(setting -> problems.add(setting.origin(), setting.node(), setting.key(), message));
    }
}
