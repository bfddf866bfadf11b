package dev.kappasweep.analysis;

import dev.kappasweep.paper.TikhonovClaims;
import dev.kappasweep.paper.TikhonovClaims.Statement;
import dev.kappasweep.results.SweepText;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.Rounding;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@link TikhonovClaims} of the paper, for each strength of the penalty, with both figures. */
public final class ClaimTable implements ResultTable {
    private static final List<String> COMPARABLE =
            List.of("experiment", "protocol", "dataset", "network", "training", "evaluation.draws");

    private final Grid grid;
    private final List<Claim> claims;
    private final List<String> notes;

    /** How far results bear a statement out. */
    public enum Verdict {
        /** The interval of the difference is on its side. */
        HOLDS("holds"),
        /** The mean difference is on its side, its interval is not, or a single pair gives none. */
        IN_THE_MEAN("holds in the mean only"),
        DOES_NOT_HOLD("does not hold"),
        /** Trials are missing. */
        NOT_RUN("not run"),
        /** Trials have ended, but no seed has a value on both sides. */
        NO_PAIR("no value to compare");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** @param differences at least one */
        static Verdict of(Sample differences, boolean isMore) {
            double sign = isMore ? 1 : -1;
            if (!(sign * differences.mean() > Rounding.ofMean(differences))) {
                return DOES_NOT_HOLD;
            }
            Interval interval = differences.interval();
            return sign * (isMore ? interval.low() : interval.high()) > 0 ? HOLDS : IN_THE_MEAN;
        }
    }

    /**
     * One statement: a quantity of one configuration is more, or less, than that of another.
     *
     * @param left with its name, as {@code tikhonov 0.01}
     * @param differences left minus right, over the seeds that both have
     */
    public record Claim(
            String left,
            String right,
            Quantity quantity,
            boolean isMore,
            Estimate leftEstimate,
            Estimate rightEstimate,
            Sample differences) {
        public Verdict verdict() {
            if (differences.n() > 0) {
                return Verdict.of(differences, isMore);
            }
            boolean isUntouched = leftEstimate.isUntouched() || rightEstimate.isUntouched();
            return isUntouched ? Verdict.NOT_RUN : Verdict.NO_PAIR;
        }

        String statement() {
            return quantity.title() + ": " + left + (isMore ? " above " : " below ") + right;
        }
    }

    /** A configuration and the results that it is of. */
    private record Side(String name, Grid grid, Configuration configuration) {
        Estimate estimate(Quantity quantity) {
            return grid.estimate(configuration, quantity);
        }
    }

    private ClaimTable(Grid grid, List<Claim> claims, List<String> notes) {
        this.grid = grid;
        this.claims = List.copyOf(claims);
        this.notes = List.copyOf(notes);
    }

    /**
     * Of a sweep with Tikhonov regularisation.
     *
     * @param other results with the paper's regulariser; {@code grid} itself if empty
     * @throws InvalidInputException if there is no Tikhonov regularisation or no network without it
     */
    public static ClaimTable of(Grid grid, Optional<Grid> other) {
        List<Side> tikhonov = strengths(grid, TikhonovClaims.KIND);
        Side none = grid.configurations().stream()
                .filter(one -> one.strength().isZero() && one.dropout() == 0)
                .findFirst()
                .map(one -> new Side("lambda 0", grid, one))
                .orElseThrow(() -> new InvalidInputException("claims: the sweep has no lambda 0, expected one"));
        if (tikhonov.isEmpty()) {
            throw new InvalidInputException(
                    "claims: the sweep has no tikhonov with lambda above 0, expected results of conf/table1.yaml");
        }
        List<Side> proposed = strengths(other.orElse(grid), TikhonovClaims.PROPOSED);
        List<Claim> claims = new ArrayList<>();
        for (Statement statement :
                TikhonovClaims.statements(grid.sweep().penalisedLayers().get(0))) {
            for (int i = 0; i < tikhonov.size(); i++) {
                Side left = tikhonov.get(i);
                Side weaker = i == 0 ? none : tikhonov.get(i - 1);
                Optional<Side> right = switch (statement.against()) {
                    case NEXT_WEAKER -> Optional.of(weaker);
                    case NO_PENALTY -> Optional.of(none);
                    case BEST_PROPOSED -> best(proposed, statement.quantity());
                };
                right.ifPresent(side -> claims.add(claim(left, side, statement)));
            }
        }
        return new ClaimTable(grid, claims, notes(grid, other, proposed));
    }

    private static Optional<Side> best(List<Side> sides, Quantity quantity) {
        return sides.stream()
                .filter(side -> side.estimate(quantity).n() > 0)
                .max(Comparator.comparingDouble(side -> side.estimate(quantity).mean()));
    }

    private static List<Side> strengths(Grid grid, RegularizerKind kind) {
        return grid.configurations().stream()
                .filter(one -> one.regularizer() == kind && !one.strength().isZero() && one.dropout() == 0)
                .sorted(Comparator.comparingDouble(Configuration::lambda))
                .map(one -> new Side(kind.text() + " " + one.text(Parameter.LAMBDA), grid, one))
                .toList();
    }

    private static Claim claim(Side left, Side right, Statement statement) {
        Quantity quantity = statement.quantity();
        return new Claim(
                left.name(),
                right.name(),
                quantity,
                statement.isMore(),
                left.estimate(quantity),
                right.estimate(quantity),
                PairedDifferences.of(
                        left.grid().cell(left.configuration()).replicates(),
                        right.grid().cell(right.configuration()).replicates(),
                        quantity));
    }

    private static List<String> notes(Grid grid, Optional<Grid> other, List<Side> proposed) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Figures are means over the seeds, ± half their 95 % confidence interval (Student's t); the difference is over "
                        + "the seeds that both have.");
        notes.add(
                "Holds: the interval of the difference is on the statement's side of 0. In the mean only: its mean is, the "
                        + "interval is not, or there is a single seed.");
        notes.add(
                proposed.isEmpty()
                        ? "There is no conditionNumber to compare with: give its results with --against."
                        : "Of conditionNumber the lambda with the highest mean accuracy at the SNR is taken: above it is above "
                                + "every lambda tried, below it says nothing of the others.");
        notes.addAll(grid.notes());
        other.ifPresent(one -> notes.addAll(settingsThatDiffer(grid, one)));
        return notes;
    }

    private static List<String> settingsThatDiffer(Grid grid, Grid other) {
        SortedMap<String, String> own = settings(grid);
        SortedMap<String, String> others = settings(other);
        return own.keySet().stream()
                .filter(key -> COMPARABLE.stream().anyMatch(key::startsWith))
                .filter(key -> !String.valueOf(own.get(key)).equals(others.get(key)))
                .map(key -> "The two sweeps differ in " + key + ": " + own.get(key) + " and " + others.get(key) + ".")
                .toList();
    }

    /** The data by its digest, since one set may be found under several names. */
    private static SortedMap<String, String> settings(Grid grid) {
        SortedMap<String, String> settings = SweepText.settings(grid.sweep());
        settings.keySet().removeIf(key -> key.startsWith("dataset"));
        settings.put("dataset", grid.results().dataset().sha256());
        return settings;
    }

    public List<Claim> claims() {
        return claims;
    }

    /** Whether no statement is contradicted or lacks results. */
    public boolean isBorneOut() {
        return claims.stream()
                .map(Claim::verdict)
                .allMatch(verdict -> verdict == Verdict.HOLDS || verdict == Verdict.IN_THE_MEAN);
    }

    @Override
    public TextTable forPeople() {
        List<TextTable.Heading> headings = Stream.of("statement", "first", "second", "difference", "verdict")
                .map(TextTable.Heading::of)
                .toList();
        return new TextTable(
                grid.sweep().name() + ": what the paper says of Tikhonov regularisation",
                1,
                headings,
                claims.stream().map(ClaimTable::line).toList(),
                notes);
    }

    private static List<String> line(Claim claim) {
        int decimals = claim.quantity().metric().decimals();
        return List.of(
                claim.statement(),
                CellText.of(claim.leftEstimate(), Aggregate.MEAN, decimals),
                CellText.of(claim.rightEstimate(), Aggregate.MEAN, decimals),
                PairedDifferences.text(
                        claim.differences(), decimals, claim.leftEstimate().planned()),
                claim.verdict().text);
    }

    @Override
    public DataTable forPrograms() {
        return DataTable.of(claims.stream().map(this::data).toList());
    }

    private Map<String, @Nullable Object> data(Claim claim) {
        return new DataTable.Row()
                .put("sweep", grid.sweep().name())
                .put("quantity", claim.quantity().text())
                .put("first", claim.left())
                .put("relation", claim.isMore() ? "above" : "below")
                .put("second", claim.right())
                .put("firstMean", claim.leftEstimate().mean())
                .put("firstN", claim.leftEstimate().n())
                .put("secondMean", claim.rightEstimate().mean())
                .put("secondN", claim.rightEstimate().n())
                .put("pairs", claim.differences().n())
                .put("difference", claim.differences().mean())
                .put("ci95Low", claim.differences().interval().low())
                .put("ci95High", claim.differences().interval().high())
                .put("verdict", claim.verdict().text)
                .values();
    }
}
