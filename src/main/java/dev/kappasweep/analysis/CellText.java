package dev.kappasweep.analysis;

import java.util.ArrayList;
import java.util.List;

/** How a cell reads in plain text: {@code 43.16 ± 0.80 (n=3)}, {@code 43.16 (n=1/3; diverged 2/3)}, {@code not run}. */
final class CellText {
    private CellText() {}

    static String of(Estimate estimate, String plusMinus) {
        List<String> missing = missing(estimate);
        if (estimate.n() == 0) {
            boolean isUntouched = estimate.notRun() == estimate.planned();
            return isUntouched ? "not run" : String.join(", ", missing);
        }
        String interval = Double.isNaN(estimate.halfWidth())
                ? ""
                : " " + plusMinus + " " + NumberText.measured(estimate.halfWidth());
        missing.add(0, "n=" + part(estimate.n(), estimate.planned()));
        return NumberText.measured(estimate.mean()) + interval + " (" + String.join("; ", missing) + ")";
    }

    private static List<String> missing(Estimate estimate) {
        List<String> missing = new ArrayList<>();
        add(missing, "diverged", estimate.diverged(), estimate.planned());
        add(missing, "failed", estimate.failed(), estimate.planned());
        add(missing, "undefined", estimate.undefined(), estimate.planned());
        if (estimate.n() == 0) {
            add(missing, "not run", estimate.notRun(), estimate.planned());
        }
        return missing;
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
