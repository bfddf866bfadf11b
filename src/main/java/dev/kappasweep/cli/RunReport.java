package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.api.SweepLog;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is said about a run that has ended. */
record RunReport(SweepOutcome outcome, Path directory, boolean isInterrupted) {
    private static final int MOST_NAMED = 10;

    int exitCode() {
        if (isInterrupted || outcome.isCancelled()) {
            return ExitCode.INTERRUPTED;
        }
        return outcome.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** As whoever was not there is told. */
    EndCommand.Outcome ending() {
        return switch (exitCode()) {
            case ExitCode.OK -> EndCommand.Outcome.COMPLETED;
            case ExitCode.INTERRUPTED -> EndCommand.Outcome.STOPPED;
            default -> outcome.stopReason().isEmpty() ? EndCommand.Outcome.FAILED : EndCommand.Outcome.STOPPED;
        };
    }

    /** One line each for the failures, for diverged trials and for what was not run. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        outcome.failures().stream()
                .limit(MOST_NAMED)
                .forEach(failure -> lines.add("trial " + failure.trial() + " failed: " + failure.reason()));
        int rest = outcome.failures().size() - MOST_NAMED;
        if (rest > 0) {
            lines.add("and " + rest + " more failed trials, see " + SweepLog.of(directory));
        }
        if (outcome.ended(TrialStatus.DIVERGED) > 0) {
            lines.add(outcome.ended(TrialStatus.DIVERGED) + " trials diverged, see " + SweepLog.of(directory));
        }
        if (outcome.ended(TrialStatus.DEAD) > 0) {
            lines.add(outcome.ended(TrialStatus.DEAD) + " networks are dead, see " + SweepLog.of(directory));
        }
        if (!outcome.stopReason().isEmpty()) {
            lines.add("stopped, because " + outcome.stopReason() + "; " + outcome.notRun() + " of " + outcome.total()
                    + " trials not run; the same command resumes");
        } else if (outcome.notRun() > 0) {
            lines.add("interrupted, " + outcome.notRun() + " of " + outcome.total()
                    + " trials not run; the same command resumes");
        }
        return lines;
    }

    /**
     * What was done and what may be done next.
     *
     * @param taken how long it took
     */
    String ending(String taken) {
        String next = outcome.notRun() > 0 ? "" : "; next: kappasweep report " + directory;
        return outcome.text() + " in " + taken + next;
    }

    ObjectNode json(PaperTable table) {
        ObjectNode root = Json.object();
        root.put("directory", directory.toString());
        root.put("total", outcome.total());
        root.put("alreadyDone", outcome.alreadyDone());
        root.put("completed", outcome.ended(TrialStatus.COMPLETED));
        root.put("diverged", outcome.ended(TrialStatus.DIVERGED));
        root.put("dead", outcome.ended(TrialStatus.DEAD));
        root.put("notRun", outcome.notRun());
        ArrayNode failures = root.putArray("failures");
        outcome.failures()
                .forEach(failure -> failures.addObject()
                        .put("trial", failure.trial().text())
                        .put("reason", failure.reason()));
        root.set("table", Json.parse(TableFormat.JSON.write(table)));
        return root;
    }
}
