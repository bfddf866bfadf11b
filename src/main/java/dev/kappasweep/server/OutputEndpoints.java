package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.api.SweepLog;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.FigureFiles;
import dev.kappasweep.figure.Figures;
import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.report.Report;
import dev.kappasweep.report.ReportOrigin;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** What is made of results: tables, figures, the report; and the files and the log as they are. */
final class OutputEndpoints {
    private static final String ONE = "/api/v1/sweeps/{id}";
    private static final String SVG = ".svg";
    private static final String PNG = ".png";

    private final SweepService service;
    private final OutputCache cache;
    private final IdleImportance importance;

    OutputEndpoints(SweepService service, OutputCache cache, IdleImportance importance) {
        this.service = service;
        this.cache = cache;
        this.importance = importance;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", ONE + "/tables", Role.VIEWER, this::tables),
                Route.of("GET", ONE + "/tables/{name}", Role.VIEWER, this::table),
                Route.of("GET", ONE + "/figures", Role.VIEWER, this::figures),
                Route.of("GET", ONE + "/figures/{name}", Role.VIEWER, this::figure),
                Route.of("GET", ONE + "/report", Role.VIEWER, this::report),
                Route.of("GET", ONE + "/files", Role.VIEWER, this::files),
                Route.of("GET", ONE + "/files/{file}", Role.VIEWER, call -> file(call, call.path("file"))),
                Route.of("GET", ONE + "/files/{table}/{file}", Role.VIEWER, this::file),
                Route.of("GET", ONE + "/log", Role.VIEWER, this::log));
    }

    private SweepState sweep(Call call) {
        return withResults(service, call);
    }

    /** The sweep of a request, of which there are results. */
    static SweepState withResults(SweepService service, Call call) {
        SweepState sweep = service.get(call.path("id"));
        if (!Files.exists(sweep.directory().resolve("sweep.json"))) {
            throw new HttpProblem(HttpStatus.CONFLICT_409, "sweep " + sweep.id() + " has no results yet");
        }
        return sweep;
    }

    private Reply tables(Call call) {
        ObjectNode json = SweepBodies.object();
        PaperTables.all(service.read(service.get(call.path("id")).file()).spec()).stream()
                .map(TableSpec::name)
                .forEach(json.putArray("tables")::add);
        ArrayNode formats = json.putArray("formats");
        for (TableFormat format : TableFormat.values()) {
            formats.add(format.text());
        }
        return Reply.json(json);
    }

    private Reply table(Call call) {
        TableFormat format = format(call.query("format").orElse("json"));
        SweepState sweep = sweep(call);
        String name = call.path("name");
        TableSpec spec = named(sweep, name);
        byte[] bytes = cache.get(
                sweep,
                "table " + name + " " + format.text(),
                () -> format.write(PaperTable.of(StoredResults.read(sweep.directory()), spec))
                        .getBytes(StandardCharsets.UTF_8));
        return Reply.bytes(HttpStatus.OK_200, type(format), bytes);
    }

    private TableSpec named(SweepState sweep, String name) {
        try {
            return PaperTables.named(service.read(sweep.file()).spec(), name);
        } catch (InvalidInputException e) {
            throw new HttpProblem(HttpStatus.NOT_FOUND_404, String.valueOf(e.getMessage()));
        }
    }

    static TableFormat format(String text) {
        try {
            return Named.parse(TableFormat.class, "format", text);
        } catch (InvalidInputException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
        }
    }

    /** HTML is a fragment of a page, and a browser that is shown it alone takes it as text. */
    static String type(TableFormat format) {
        return switch (format) {
            case JSON -> Reply.JSON;
            case CSV -> "text/csv; charset=utf-8";
            case MARKDOWN, LATEX, HTML -> Reply.TEXT;
        };
    }

    private List<Figure> drawn(SweepState sweep) {
        Grid grid = new Grid(StoredResults.read(sweep.directory()));
        return Figures.of(grid, importance.of(grid));
    }

    private Reply figures(Call call) {
        SweepState sweep = sweep(call);
        byte[] names = cache.get(
                sweep,
                "figures " + importance.isIdle(),
                () -> drawn(sweep).stream()
                        .map(Figure::name)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
        ObjectNode json = SweepBodies.object();
        ArrayNode figures = json.putArray("figures");
        new String(names, StandardCharsets.UTF_8).lines().forEach(figures::add);
        return Reply.json(json);
    }

    private Reply figure(Call call) {
        SweepState sweep = sweep(call);
        String file = call.path("name");
        boolean isSvg = file.endsWith(SVG);
        if (!isSvg && !file.endsWith(PNG)) {
            throw notFound("figure", file);
        }
        String name = file.substring(0, file.length() - SVG.length());
        byte[] bytes = cache.get(sweep, "figure " + file + " " + importance.isIdle(), () -> {
            Figure figure = drawn(sweep).stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> notFound("figure", file));
            return isSvg ? FigureFiles.svg(figure).getBytes(StandardCharsets.UTF_8) : FigureFiles.png(figure);
        });
        return Reply.bytes(HttpStatus.OK_200, isSvg ? "image/svg+xml" : "image/png", bytes);
    }

    private static HttpProblem notFound(String what, String name) {
        return new HttpProblem(HttpStatus.NOT_FOUND_404, "there is no " + what + " " + name);
    }

    private Reply report(Call call) {
        SweepState sweep = sweep(call);
        byte[] html = cache.get(sweep, "report " + importance.isIdle(), () -> {
            Grid grid = new Grid(StoredResults.read(sweep.directory()));
            return Report.html(grid, importance.of(grid), new ReportOrigin(Instant.now(), Optional.of(sweep.file())))
                    .getBytes(StandardCharsets.UTF_8);
        });
        return Reply.bytes(HttpStatus.OK_200, "text/html; charset=utf-8", html)
                .with("Content-Security-Policy", Headers.OF_A_REPORT);
    }

    private Reply files(Call call) {
        ObjectNode json = SweepBodies.object();
        ArrayNode files = json.putArray("files");
        ResultDirectory.files(sweep(call).directory())
                .forEach((name, file) -> files.addObject().put("name", name).put("bytes", size(file)));
        return Reply.json(json);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private Reply file(Call call) {
        return file(call, call.path("table") + "/" + call.path("file"));
    }

    /** Of those that count, by its name, whatever else a path may say. */
    private Reply file(Call call, String name) {
        Map<String, Path> files = ResultDirectory.files(sweep(call).directory());
        Path file = Optional.ofNullable(files.get(name)).orElseThrow(() -> notFound("file", name));
        return new Reply.OfFile(file, name.endsWith(".json") ? "application/json" : "application/vnd.apache.parquet");
    }

    private Reply log(Call call) {
        SweepState sweep = service.get(call.path("id"));
        int lines = call.integer("lines", 1_000, 1, 100_000);
        return Reply.text(SweepLog.lastLines(sweep.directory(), lines).stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining()));
    }
}
