package dev.kappasweep.cli;

import dev.kappasweep.inspect.SweepStatus;
import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A sweep's status as text.
 *
 * @param gaps the finished trials that are not evaluated at every test SNR
 */
record StatusReport(SweepStatus status, List<EvaluationGap> gaps, Path directory, Instant now) {
    private static final int MOST_LISTED = 10;
    private static final List<TrialStatus> WITH_REASONS = List.of(
            TrialStatus.FAILED,
            TrialStatus.TIMED_OUT,
            TrialStatus.DIVERGED,
            TrialStatus.DEAD,
            TrialStatus.STOPPED_EARLY);

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("sweep " + status.sweep().name() + " in " + directory + ": " + process());
        lines.add(counts());
        if (!gaps.isEmpty()) {
            lines.add(gaps.size() + " finished trials lack values of evaluation.snr, which the next run adds");
        }
        timeLeft().ifPresent(lines::add);
        section(lines, "running", status.running().stream().map(this::line).toList());
        section(lines, "slowest", status.slowest().stream().map(this::slow).toList());
        for (TrialStatus status : WITH_REASONS) {
            section(
                    lines,
                    words(status),
                    this.status.ended(status).stream().map(this::failure).toList());
        }
        return String.join("\n", lines) + "\n";
    }

    private static String words(TrialStatus status) {
        return status.text().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String process() {
        if (status.live().isPresent()) {
            LiveRun run = status.live().get();
            return "run by " + run.holder().text() + ", heard of " + DurationText.of(seconds(run.silence(now)))
                    + " ago";
        }
        return status.killed()
                .map(run -> "not running; " + run.holder().text() + " ended without a word, last heard of "
                        + run.heartbeat() + "; the same run command resumes")
                .orElse("not running");
    }

    private String counts() {
        StringBuilder text = new StringBuilder(status.total() + " trials");
        for (TrialStatus state : TrialStatus.values()) {
            int count = status.ended(state).size();
            if (count > 0 || state != TrialStatus.STOPPED_EARLY) {
                text.append(", ").append(count).append(' ').append(words(state));
            }
        }
        text.append(", ").append(status.running().size()).append(" running");
        text.append(", ").append(status.pending()).append(" pending");
        if (status.offAxes() > 0) {
            text.append("; ").append(status.offAxes()).append(" more of values that are not on the axes now");
        }
        return text.toString();
    }

    private Optional<String> timeLeft() {
        if (status.live().isPresent()) {
            return Optional.of(
                    status.secondsLeft(now).isPresent()
                            ? "about " + DurationText.of(status.secondsLeft(now).getAsDouble()) + " left"
                            : "time left not known yet");
        }
        return status.coreSecondsLeft().isPresent() && status.coreSecondsLeft().getAsDouble() > 0
                ? Optional.of(
                        "about " + DurationText.of(status.coreSecondsLeft().getAsDouble()) + " left on one core")
                : Optional.empty();
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add(title);
            entries.stream().limit(MOST_LISTED).forEach(entry -> lines.add("  " + entry));
        }
        if (entries.size() > MOST_LISTED) {
            lines.add("  and " + (entries.size() - MOST_LISTED) + " more, all with --json");
        }
    }

    private String line(RunningTrial trial) {
        String attempt = trial.attempt() > 1 ? ", attempt " + trial.attempt() : "";
        return trial.trial() + "  epoch " + trial.epoch() + " of " + trial.epochs() + ", for "
                + DurationText.of(seconds(Duration.between(trial.since(), now))) + attempt + "  "
                + parameters(trial.trial());
    }

    private String slow(TrialRow row) {
        return row.id() + "  " + DurationText.of(row.seconds()) + "  " + names().parameters(row.spec());
    }

    private String failure(TrialRow row) {
        return row.id() + "  " + row.reason() + " (attempt " + row.attempt() + ")  " + names().parameters(row.spec());
    }

    private String parameters(TrialId trial) {
        return Optional.ofNullable(status.specs().get(trial))
                .map(names()::parameters)
                .orElse("");
    }

    private TrialText names() {
        return new TrialText(status.sweep());
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toMillis() / 1e3);
    }
}
