package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.analysis.ComparisonTable;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.MatchedTable;
import dev.kappasweep.analysis.ParetoFront;
import dev.kappasweep.analysis.ResultTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.analysis.TextTable;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The configurations of a sweep beside each other, as the verbs {@code compare}, {@code pareto}, {@code matched}, {@code importance} do it. */
final class ComparisonEndpoints {
    private static final int MOST_LINES = 10_000;

    private final SweepService service;
    private final OutputCache cache;
    private final IdleImportance importance;

    ComparisonEndpoints(SweepService service, OutputCache cache, IdleImportance importance) {
        this.service = service;
        this.cache = cache;
        this.importance = importance;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/api/v1/sweeps/{id}/comparisons/{name}", Role.VIEWER, this::comparison));
    }

    private Reply comparison(Call call) {
        SweepState sweep = OutputEndpoints.withResults(service, call);
        String name = call.path("name");
        Optional<String> baseline = call.query("baseline");
        List<String> metrics = call.query("metric").stream().toList();
        double within = within(call);
        Optional<TableFormat> format = call.query("format").map(OutputEndpoints::format);
        int lines = call.integer("lines", 200, 1, MOST_LINES);
        if (name.equals("importance")) {
            importance.requireIdle();
        }
        String what =
                String.join("\n", "comparison " + name, baseline.orElse(""), metrics.toString(), within + " " + lines)
                        + format;
        byte[] bytes = cache.get(sweep, what, () -> {
            Grid grid = Grid.of(StoredResults.read(sweep.directory()), metrics);
            ResultTable table = table(name, grid, baseline, metrics, within);
            String text = format.map(one -> one.write(table))
                    .orElseGet(() -> json(table.forPeople().first(lines)).toString());
            return text.getBytes(StandardCharsets.UTF_8);
        });
        return Reply.bytes(HttpStatus.OK_200, format.map(OutputEndpoints::type).orElse(Reply.JSON), bytes);
    }

    private ResultTable table(String name, Grid grid, Optional<String> baseline, List<String> metrics, double within) {
        return switch (name) {
            case "compare" -> ComparisonTable.of(grid, baseline, metrics);
            case "pareto" -> ParetoFront.of(grid);
            case "matched" -> MatchedTable.of(grid, within);
            case "importance" -> importance.of(grid);
            default ->
                throw new HttpProblem(
                        HttpStatus.NOT_FOUND_404,
                        "there is no comparison " + name + ", expected compare, pareto, matched or importance");
        };
    }

    /** Percentage points. */
    private static double within(Call call) {
        String text = call.query("within").orElse("0.5");
        try {
            double points = Double.parseDouble(text);
            if (points >= 0 && Double.isFinite(points)) {
                return points;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new HttpProblem(
                HttpStatus.BAD_REQUEST_400,
                String.format(Locale.ROOT, "within: '%s' is not allowed, expected a number of at least 0", text));
    }

    private static ObjectNode json(TextTable table) {
        ObjectNode json = SweepBodies.object();
        json.put("title", table.title());
        table.headings().forEach(heading -> json.withArray("columns").add(heading.plain()));
        ArrayNode rows = json.putArray("rows");
        table.lines().forEach(line -> line.forEach(rows.addArray()::add));
        table.notes().forEach(json.putArray("notes")::add);
        return json;
    }
}
