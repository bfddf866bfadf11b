package dev.kappasweep.report;

import dev.kappasweep.analysis.CellText;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.HtmlText;
import dev.kappasweep.analysis.TextTable;
import dev.kappasweep.results.SweepText;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was run, on what, and how each trial ended. */
final class Overview {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_TRIALS = 1000;

    private final Grid grid;
    private final List<TrialRow> trials;
    private final List<Parameter> axes;

    Overview(Grid grid) {
        this.grid = grid;
        this.trials = grid.results().trials().stream()
                .sorted(Comparator.comparing(TrialRow::startedAt))
                .toList();
        this.axes = grid.sweep().shown();
    }

    /** As HTML. */
    String sentence() {
        Map<TrialStatus, Long> counts =
                trials.stream().collect(Collectors.groupingBy(TrialRow::status, Collectors.counting()));
        String ended = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + CellText.word(entry.getKey()))
                .collect(Collectors.joining(", "));
        return HtmlText.escape(grid.sweep().experiment().text() + " on "
                + grid.sweep().dataset().name() + ": "
                + grid.sweep().trials(grid.results().dataset()).size() + " trials planned, "
                + (ended.isEmpty() ? "none has ended" : ended) + ".");
    }

    /** When the page was made, and what was still to come then. */
    String state(Instant made) {
        long planned = grid.sweep().trials(grid.results().dataset()).size();
        long missing = planned
                - grid.configurations().stream()
                        .mapToLong(one -> grid.trials(one).size())
                        .sum();
        return "Made " + MINUTES.format(made) + " UTC"
                + (missing > 0 ? "; " + missing + " of " + planned + " trials had no result yet." : ".");
    }

    /** As it was written, where that is known, and all that holds. */
    String settings(Optional<String> sweepFile) {
        List<List<String>> lines = SweepText.settings(grid.sweep()).entrySet().stream()
                .map(entry -> List.of(entry.getKey(), plain(entry.getValue())))
                .toList();
        return dataNotices()
                + sweepFile
                        .map(text -> folded("The sweep file", "<pre>" + HtmlText.escape(text) + "</pre>\n"))
                        .orElse("")
                + folded(
                        "All settings, with those that nobody set",
                        HtmlText.table(TextTable.of("Settings", List.of("setting", "value"), lines)));
    }

    private static String folded(String summary, String content) {
        return "<details>\n<summary>" + summary + "</summary>\n" + content + "</details>\n";
    }

    /** Lists without the signs of JSON. */
    private static String plain(String value) {
        return value.startsWith("[") ? value.replaceAll("[\\[\\]\"]", "").replace(",", ", ") : value;
    }

    private String dataNotices() {
        return grid.results().dataNotices().stream()
                .map(notice -> "<p>Data: " + HtmlText.escape(notice) + ".</p>\n")
                .collect(Collectors.joining());
    }

    String provenance() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("data set digest", grid.results().dataset().sha256(), "all"));
        distinct(lines, "sweep", TrialRow::sweep);
        distinct(lines, "objective version", row -> Integer.toString(row.objectiveVersion()));
        environment(lines, "kappasweep", one -> one.appVersion() + " at commit " + one.gitCommit());
        environment(lines, "Java", Environment::java);
        environment(lines, "system", Environment::osArch);
        environment(lines, "CPU", Environment::cpu);
        environment(lines, "ND4J", Environment::nd4j);
        environment(lines, "BLAS", one -> one.blas() + ", " + one.blasThreads() + " thread per trial");
        distinct(lines, "Spark", TrialRow::spark);
        environment(lines, "host", Environment::host);
        trials.stream()
                .findFirst()
                .ifPresent(first -> lines.add(
                        List.of("first trial started", first.startedAt().toString(), "1")));
        double seconds = trials.stream().mapToDouble(TrialRow::seconds).sum();
        lines.add(List.of("time of all trials", String.format(Locale.ROOT, "%.1f min", seconds / 60), "all"));
        return "<p>The bits of a trial depend on its settings, on the data and on the objective version, a number that goes up when the"
                + " program computes otherwise. The rest says where the trials ran, and how many of them.</p>\n"
                + folded(
                        "Data, versions and machines",
                        HtmlText.table(TextTable.of("Where it was run", List.of("item", "value", "trials"), lines)));
    }

    private void environment(List<List<String>> lines, String item, Function<Environment, String> value) {
        distinct(lines, item, row -> value.apply(row.environment()));
    }

    /** A line for each value that trials have, with how many have it. */
    private void distinct(List<List<String>> lines, String item, Function<TrialRow, String> value) {
        Map<String, Long> counts =
                trials.stream().collect(Collectors.groupingBy(value, LinkedHashMap::new, Collectors.counting()));
        counts.forEach((text, count) -> lines.add(List.of(item, text, count.toString())));
    }

    String failures() {
        List<TrialRow> bad = trials.stream()
                .filter(row -> row.status() != TrialStatus.COMPLETED)
                .toList();
        if (bad.isEmpty()) {
            return "<p>Every trial that ended is COMPLETED.</p>\n";
        }
        List<String> headings = new ArrayList<>(List.of("trial"));
        headings.addAll(axisNames());
        headings.addAll(List.of("status", "attempt", "host", "reason"));
        List<List<String>> lines = bad.stream()
                .limit(MOST_TRIALS)
                .map(row -> {
                    List<String> line = new ArrayList<>(List.of(row.id().text()));
                    line.addAll(axisValues(row));
                    line.addAll(List.of(
                            row.status().text(),
                            Integer.toString(row.attempt()),
                            row.environment().host(),
                            row.reason()));
                    return line;
                })
                .toList();
        return HtmlText.table(TextTable.of(bad.size() + " trials without a value in the tables", headings, lines));
    }

    private List<String> axisNames() {
        List<String> names = new ArrayList<>(axes.stream().map(Parameter::label).toList());
        names.add("seed");
        return names;
    }

    private List<String> axisValues(TrialRow row) {
        Configuration configuration = Configuration.of(row.spec());
        List<String> values =
                new ArrayList<>(axes.stream().map(configuration::text).toList());
        values.add(Long.toString(row.spec().seed()));
        return values;
    }
}
