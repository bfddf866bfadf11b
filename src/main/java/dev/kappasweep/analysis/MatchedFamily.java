package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Rounding;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One regulariser, or dropout, with every strength tried, and the network without it.
 *
 * @param baseline the same without penalty; without dropout as well, if the family is dropout's
 * @param tried in ascending order of the strength, at least one
 * @param within how many percentage points the accuracy may be lower
 */
record MatchedFamily(Grid grid, boolean isDropout, Configuration baseline, List<Candidate> tried, double within) {
    MatchedFamily {
        tried = List.copyOf(tried);
    }

    /** @param differences of the accuracy without noise from the baseline, over the seeds that both have */
    record Candidate(Configuration configuration, Sample differences) {}

    /** In the order of the grid; without those whose baseline it lacks. */
    static List<MatchedFamily> all(Grid grid, Quantity accuracy, double within) {
        Map<Configuration, List<Configuration>> byRest = new LinkedHashMap<>();
        grid.configurations().stream()
                .filter(one -> !one.strength().isZero() || one.dropout() > 0)
                .forEach(one -> byRest.computeIfAbsent(withoutStrength(one), rest -> new ArrayList<>())
                        .add(one));
        return byRest.entrySet().stream()
                .flatMap(entry -> of(grid, entry.getKey(), entry.getValue(), accuracy, within).stream())
                .toList();
    }

    private static Optional<MatchedFamily> of(
            Grid grid, Configuration rest, List<Configuration> members, Quantity accuracy, double within) {
        boolean isDropout = members.get(0).strength().isZero();
        return baseline(grid, rest).map(baseline -> {
            List<Candidate> tried = members.stream()
                    .sorted(Comparator.comparingDouble(one -> isDropout ? one.dropout() : one.lambda()))
                    .map(one -> new Candidate(
                            one,
                            PairedDifferences.of(
                                    grid.cell(one).replicates(),
                                    grid.cell(baseline).replicates(),
                                    accuracy)))
                    .toList();
            return new MatchedFamily(grid, isDropout, baseline, tried, within);
        });
    }

    /** The same without its penalty, which it is then a strength of; without dropout where it has no penalty. */
    private static Configuration withoutStrength(Configuration one) {
        boolean isDropout = one.strength().isZero();
        Configuration weakest = one.with(Parameter.LAMBDA, Strength.of(0));
        return isDropout
                ? weakest.with(Parameter.REGULARIZER, RegularizerKind.NONE).with(Parameter.DROPOUT, 0.0)
                : weakest;
    }

    private static Optional<Configuration> baseline(Grid grid, Configuration rest) {
        return grid.configurations().stream()
                .filter(one -> one.strength().isZero())
                .filter(one -> Parameter.ofConfigurations().stream()
                        .filter(axis -> !axis.isOfPenalty())
                        .allMatch(axis -> one.text(axis).equals(rest.text(axis))))
                .findFirst();
    }

    String name() {
        return isDropout
                ? "dropout"
                : tried.get(0).configuration().regularizer().text();
    }

    String strength(Candidate candidate) {
        Parameter axis = isDropout ? Parameter.DROPOUT : Parameter.LAMBDA;
        return candidate.configuration().text(axis);
    }

    String difference(Candidate candidate) {
        return PairedDifferences.text(
                candidate.differences(),
                Metric.ACCURACY.decimals(),
                grid.cell(candidate.configuration()).planned());
    }

    /** The largest strength that costs no more than allowed; empty if there is none. */
    Optional<Candidate> chosen() {
        return tried.stream().filter(this::isWithin).reduce((smaller, larger) -> larger);
    }

    private boolean isWithin(Candidate candidate) {
        boolean isSound = grid.cell(candidate.configuration()).replicates().stream()
                .allMatch(one -> one.status() == TrialStatus.COMPLETED);
        return isSound
                && candidate.differences().n() > 0
                && candidate.differences().mean() >= -within - Rounding.ofMean(candidate.differences());
    }

    /** The one above the {@link #chosen}; the one that costs least where none is chosen. */
    Optional<Candidate> next() {
        return chosen().map(one -> tried.stream().skip(tried.indexOf(one) + 1L).findFirst())
                .orElseGet(() -> tried.stream()
                        .filter(one -> one.differences().n() > 0)
                        .max(Comparator.comparingDouble(one -> one.differences().mean())));
    }

    /** Over the seeds that the baseline has as well. */
    Estimate estimate(Candidate candidate, Quantity quantity) {
        Grid.Cell cell = grid.cell(candidate.configuration());
        List<Replicate> common =
                PairedDifferences.common(cell.replicates(), grid.cell(baseline).replicates());
        return Estimate.of(quantity, common, cell.planned());
    }
}
