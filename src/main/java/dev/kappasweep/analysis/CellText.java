package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Interval;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a cell reads in plain text: {@code 43.16 ± 0.80 (n=3)}, {@code 43.16 (n=1/3; diverged 2/3)}, {@code not run}. */
public final class CellText {
    private CellText() {}

    static String of(Estimate estimate, Aggregate aggregate, int decimals) {
        List<String> missing = missing(estimate);
        if (estimate.n() == 0) {
            return estimate.isUntouched() ? "not run" : String.join(", ", missing);
        }
        missing.add(0, "n=" + part(estimate.n(), estimate.planned()));
        double value = aggregate.value(estimate.values());
        String shown = Double.isNaN(value) ? "-" : NumberText.measured(value, decimals);
        return shown + interval(estimate, aggregate, decimals) + " (" + String.join("; ", missing) + ")";
    }

    private static String interval(Estimate estimate, Aggregate aggregate, int decimals) {
        Interval interval = aggregate.interval(estimate.values());
        if (Double.isNaN(interval.halfWidth())) {
            return "";
        }
        return aggregate.isSymmetric()
                ? " ± " + NumberText.measured(interval.halfWidth(), decimals)
                : " [" + NumberText.measured(interval.low(), decimals) + ", "
                        + NumberText.measured(interval.high(), decimals) + "]";
    }

    private static List<String> missing(Estimate estimate) {
        List<String> missing = new ArrayList<>();
        for (TrialStatus status : TrialStatus.values()) {
            add(missing, word(status), estimate.count(status), estimate.planned());
        }
        add(missing, "undefined", estimate.undefined(), estimate.planned());
        if (estimate.n() == 0) {
            add(missing, "not run", estimate.notRun(), estimate.planned());
        }
        return missing;
    }

    /** A status in a sentence: {@code diverged}, {@code timed out}. */
    public static String word(TrialStatus status) {
        return status.text().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void add(List<String> missing, String word, int count, int planned) {
        if (count > 0) {
            missing.add(word + " " + count + "/" + planned);
        }
    }

    private static String part(int n, int planned) {
        return n == planned ? Integer.toString(n) : n + "/" + planned;
    }
}
