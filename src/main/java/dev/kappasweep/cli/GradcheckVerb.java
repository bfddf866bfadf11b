package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.gradcheck.GradientCheck;
import dev.kappasweep.gradcheck.GradientFinding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "gradcheck",
        description = {
            "Compare the gradient of every regulariser with central differences of its values, in double "
                    + "precision, on random matrices of every kind, and where it is not differentiable, what is returned "
                    + "with the subdifferential.",
            "The exit code is 1 if an error is above its bound."
        })
final class GradcheckVerb implements Callable<Integer> {
    private final Console console;

    @Option(names = "--cases", defaultValue = "60", description = "Matrices of each kind (default: 60).")
    private int cases = 60;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the matrices (default: 1).")
    private long seed = 1;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    GradcheckVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NumberOption.atLeast("--cases", cases, 1);
        List<GradientFinding> findings = new GradientCheck(cases, seed).run();
        console.result(json ? Json.text(json(findings)) : text(findings));
        return findings.stream().allMatch(GradientFinding::passed) ? ExitCode.OK : ExitCode.FAILED;
    }

    private ObjectNode json(List<GradientFinding> findings) {
        ObjectNode root = Json.object();
        root.put("cases", cases).put("seed", seed);
        root.put("gradientBound", GradientCheck.GRADIENT_BOUND);
        root.put("distanceBound", GradientCheck.DISTANCE_BOUND);
        root.put("slopeBound", GradientCheck.SLOPE_BOUND);
        root.put("passed", findings.stream().allMatch(GradientFinding::passed));
        findings.forEach(finding -> root.withArray("findings").add(Json.ofRecord(finding)));
        return root;
    }

    private String text(List<GradientFinding> findings) {
        StringBuilder text = new StringBuilder(line(
                "regulariser", "matrices", "gradient", "distance", "slope", "worst case", "there the function is"));
        findings.forEach(finding -> text.append(row(finding)));
        return text
                + String.format(
                        Locale.ROOT,
                        """

                The largest errors over %d matrices of each kind, relative to the size of gradients at the matrix.
                gradient  against central differences in 4 random directions; where the function jumps, along curves of the
                          same rank. At most %.0e.
                distance  of what is returned from the subdifferential, where the function has a kink. At most %.0e.
                slope     by which what is returned claims more than the one-sided slope of the function. At most %.0e.
                %s
                """,
                        cases,
                        GradientCheck.GRADIENT_BOUND,
                        GradientCheck.DISTANCE_BOUND,
                        GradientCheck.SLOPE_BOUND,
                        verdict(findings));
    }

    private static String row(GradientFinding finding) {
        return line(
                finding.regularizer(),
                finding.matrices(),
                error(finding.gradientError()),
                error(finding.subdifferentialDistance()),
                error(finding.slopeViolation()),
                finding.worstCase(),
                finding.smoothness() + (finding.passed() ? "" : "   ABOVE ITS BOUND"));
    }

    private static String line(
            String regularizer,
            String matrices,
            String gradient,
            String distance,
            String slope,
            String worstCase,
            String smoothness) {
        return String.format(
                Locale.ROOT,
                "%-17s  %-14s  %8s  %8s  %8s  %-15s  %s%n",
                regularizer,
                matrices,
                gradient,
                distance,
                slope,
                worstCase,
                smoothness);
    }

    private static String error(double error) {
        return Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.1e", error);
    }

    private static String verdict(List<GradientFinding> findings) {
        long failed = findings.stream().filter(finding -> !finding.passed()).count();
        return failed == 0
                ? "All " + findings.size() + " lines are within their bounds."
                : failed + " of " + findings.size() + " lines are above their bounds.";
    }
}
