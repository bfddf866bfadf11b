package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.api.SweepLog;
import dev.kappasweep.inspect.TrialDescription;
import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultJson;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.server.ConfigurationEntry.Summary;
import dev.kappasweep.server.SweepView.Part;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.table.Conditions;
import dev.kappasweep.table.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/** Trials, configurations and curves. */
final class TrialEndpoints {
    private static final String ONE = "/api/v1/sweeps/{id}";
    private static final String TRIAL = ONE + "/trials/{trial}";

    private final SweepService service;
    private final Views views;
    private final LiveEpochs live;

    TrialEndpoints(SweepService service, Views views, LiveEpochs live) {
        this.service = service;
        this.views = views;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", ONE + "/trials", Role.VIEWER, this::trials),
                Route.of("GET", TRIAL, Role.VIEWER, this::trial),
                Route.of("GET", TRIAL + "/epochs", Role.VIEWER, this::epochs),
                Route.of("GET", TRIAL + "/curves", Role.VIEWER, this::trialCurves),
                Route.of("GET", TRIAL + "/log", Role.VIEWER, this::log),
                Route.of("GET", ONE + "/configurations", Role.VIEWER, this::configurations),
                Route.of("GET", ONE + "/curves", Role.VIEWER, this::curves));
    }

    private SweepState sweep(Call call) {
        return service.get(call.path("id"));
    }

    /** A trial of a sweep, as a request names them. */
    private record OneTrial(SweepState sweep, SweepView view, TrialEntry trial) {}

    private OneTrial named(Call call) {
        SweepState sweep = sweep(call);
        Optional<SweepView> view = views.of(sweep);
        String text = call.path("trial");
        try {
            TrialId id = new TrialId(text);
            return view.flatMap(one -> one.entry(id).map(trial -> new OneTrial(sweep, one, trial)))
                    .orElseThrow();
        } catch (InvalidInputException | NoSuchElementException e) {
            throw new HttpProblem(HttpStatus.NOT_FOUND_404, "sweep " + sweep.id() + " has no trial " + text);
        }
    }

    private Reply trials(Call call) {
        SweepState sweep = sweep(call);
        ObjectNode json = SweepBodies.object();
        ArrayNode trials = json.putArray("trials");
        ArrayNode columns = json.putArray("columns");
        Optional<SweepView> view = views.of(sweep);
        if (view.isEmpty()) {
            SweepBodies.page(call, List.of(), json);
            return Reply.json(json);
        }
        view.get().requireValues();
        view.get().columns().keySet().forEach(columns::add);
        TrialBodies bodies = new TrialBodies(sweep, view.get(), live);
        SweepBodies.page(call, found(call, view.get(), bodies), json).forEach(trial -> trials.add(bodies.of(trial)));
        return Reply.json(json);
    }

    private static Set<String> states(String text) {
        Set<String> states = Arrays.stream(text.split(",", -1)).collect(Collectors.toSet());
        if (!TrialBodies.STATES.containsAll(states)) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "state: '" + text + "' is not allowed, expected some of " + TrialBodies.STATES);
        }
        return states;
    }

    private static List<TrialEntry> found(Call call, SweepView view, TrialBodies bodies) {
        Optional<Set<String>> states = call.query("state").map(TrialEndpoints::states);
        ViewColumns columns = new ViewColumns(view);
        Predicate<TrialEntry> filter = filter(call, columns::ofTrial);
        return call.query("sort").map(view::trials).orElseGet(view::trials).stream()
                .filter(trial ->
                        states.map(some -> some.contains(bodies.state(trial))).orElse(true))
                .filter(filter)
                .toList();
    }

    private static <T> Predicate<T> filter(Call call, Conditions.Columns<T> columns) {
        try {
            return Conditions.filter("filter", call.query("filter").orElse(""), columns);
        } catch (InvalidInputException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
        }
    }

    private Reply trial(Call call) {
        OneTrial named = named(call);
        named.view().requireValues();
        TrialId id = named.trial().id();
        ResultTables rows = rows(named);
        Optional<RunningTrial> running = named.sweep().running().stream()
                .filter(trial -> trial.trial().equals(id))
                .findFirst();
        ObjectNode json = new TrialDescription(
                        id,
                        named.sweep().name(),
                        named.trial().spec(),
                        rows.trials().stream().findFirst(),
                        rows,
                        running,
                        SweepLog.linesOf(named.sweep().directory(), id))
                .json();
        json.setAll(new TrialBodies(named.sweep(), named.view(), live).of(named.trial()));
        return Reply.json(json);
    }

    private static ResultTables rows(OneTrial named) {
        return ResultDirectory.read(named.sweep().directory(), named.trial().id());
    }

    private Reply epochs(Call call) {
        OneTrial named = named(call);
        ResultTables rows = rows(named);
        ObjectNode json = SweepBodies.object();
        ArrayNode epochs = json.putArray("epochs");
        epochsOf(named, rows).forEach(epoch -> epochs.add(ResultJson.tree(epoch)));
        ArrayNode layers = json.putArray("layers");
        layersOf(named, rows).forEach(layer -> layers.add(ResultJson.tree(layer)));
        return Reply.json(json);
    }

    private List<EpochMeasurement> epochsOf(OneTrial named, ResultTables rows) {
        return rows.epochs().isEmpty()
                ? live.of(named.sweep().id(), named.trial().id())
                : rows.epochs().stream().map(EpochRow::measurement).toList();
    }

    private List<LayerMeasurement> layersOf(OneTrial named, ResultTables rows) {
        return rows.layers().isEmpty()
                ? live.layers(named.sweep().id(), named.trial().id())
                : rows.layers().stream().map(LayerRow::measurement).toList();
    }

    private Reply log(Call call) {
        OneTrial named = named(call);
        return Reply.text(
                SweepLog.linesOf(named.sweep().directory(), named.trial().id()).stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()));
    }

    private static CurveMetric metric(Call call) {
        String text = call.query("metric").orElse(CurveMetric.LOSS.text());
        try {
            return Named.parse(CurveMetric.class, "metric", text);
        } catch (InvalidInputException e) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
        }
    }

    /** Empty but for kappa. */
    private static String layer(Call call, CurveMetric metric, SweepView view) {
        if (metric != CurveMetric.KAPPA) {
            return "";
        }
        String layer = call.query("layer").orElse(view.spec().penalisedLayers().get(0));
        if (!view.spec().layerNames().contains(layer)) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "layer: '" + layer + "' is not allowed, expected one of "
                            + String.join(", ", view.spec().layerNames()));
        }
        return layer;
    }

    private Reply trialCurves(Call call) {
        OneTrial named = named(call);
        CurveMetric metric = metric(call);
        String layer = layer(call, metric, named.view());
        ObjectNode json = head(metric, layer);
        ObjectNode curve = json.putArray("curves").addObject();
        putNames(curve, named.view(), named.trial());
        ResultTables rows = rows(named);
        CurveSeries series = new CurveSeries(metric, layer);
        CurvePoints points = new CurvePoints(named.trial().spec().training().epochs(), 1);
        TrialCurves all = TrialCurves.of(points, List.of(series), epochsOf(named, rows), layersOf(named, rows));
        CurveBodies.put(curve, points, Stream.ofNullable(all.of(series)).toList(), points(call));
        return Reply.json(json);
    }

    private static int points(Call call) {
        return call.integer("points", 200, 3, 2_000);
    }

    private static ObjectNode head(CurveMetric metric, String layer) {
        ObjectNode json = SweepBodies.object();
        json.put("metric", metric.text());
        if (!layer.isEmpty()) {
            json.put("layer", layer);
        }
        return json;
    }

    private static void putNames(ObjectNode curve, SweepView view, TrialEntry trial) {
        curve.put("text", view.names().parameters(trial.spec()));
        ObjectNode parameters = curve.putObject("parameters");
        view.parameters().forEach(parameter -> parameters.put(parameter.text(), trial.text(parameter)));
    }

    private Reply curves(Call call) {
        SweepState sweep = sweep(call);
        CurveMetric metric = metric(call);
        Optional<SweepView> view = views.of(sweep);
        if (view.isEmpty()) {
            ObjectNode none = head(metric, "");
            none.putArray("curves");
            return Reply.json(none);
        }
        String layer = layer(call, metric, view.get());
        CurveSeries series = new CurveSeries(metric, layer);
        view.get().require(metric == CurveMetric.KAPPA ? Part.LAYERS : Part.EPOCHS);
        return Reply.json(curves(call, sweep, view.get(), series));
    }

    private ObjectNode curves(Call call, SweepState sweep, SweepView view, CurveSeries series) {
        Predicate<TrialEntry> isWanted = filter(call, new ViewColumns(view)::ofTrial);
        int limit = call.integer("limit", 50, 1, 500);
        int points = points(call);
        ObjectNode json = head(series.metric(), series.layer());
        ArrayNode curves = json.putArray("curves");
        int leftOut = 0;
        for (ConfigurationEntry one : view.configurations()) {
            List<TrialEntry> trials = one.trials().stream().filter(isWanted).toList();
            if (!trials.isEmpty() && curves.size() < limit) {
                ObjectNode curve = curves.addObject();
                putNames(curve, one.configuration(), view);
                CurveBodies.put(curve, trials.get(0).curves().points(), curves(sweep, series, trials), points);
            } else if (!trials.isEmpty()) {
                leftOut++;
            }
        }
        json.put("left_out", leftOut);
        return json;
    }

    private List<double[]> curves(SweepState sweep, CurveSeries series, List<TrialEntry> trials) {
        return trials.stream()
                .flatMap(trial ->
                        Optional.ofNullable(trial.curves().of(series))
                                .or(() -> liveCurve(sweep, series, trial))
                                .stream())
                .toList();
    }

    private Optional<double[]> liveCurve(SweepState sweep, CurveSeries series, TrialEntry trial) {
        TrialCurves now = TrialCurves.of(
                trial.curves().points(),
                List.of(series),
                live.of(sweep.id(), trial.id()),
                live.layers(sweep.id(), trial.id()));
        return Optional.ofNullable(now.of(series));
    }

    private static void putNames(ObjectNode json, Configuration configuration, SweepView view) {
        List<Parameter> shown = view.spec().shown();
        json.put(
                "text",
                shown.stream()
                        .map(parameter ->
                                (parameter.isBare() ? "" : parameter.label() + " ") + configuration.text(parameter))
                        .collect(Collectors.joining(" ")));
        ObjectNode parameters = json.putObject("parameters");
        shown.forEach(parameter -> parameters.put(parameter.text(), configuration.text(parameter)));
    }

    private Reply configurations(Call call) {
        ObjectNode json = SweepBodies.object();
        ArrayNode all = json.putArray("configurations");
        ArrayNode quantities = json.putArray("quantities");
        Optional<SweepView> view = views.of(sweep(call));
        if (view.isEmpty()) {
            SweepBodies.page(call, List.of(), json);
            return Reply.json(json);
        }
        view.get().requireValues();
        view.get().columns().keySet().forEach(quantities::add);
        SweepBodies.page(call, found(call, view.get()), json).forEach(one -> put(all.addObject(), view.get(), one));
        return Reply.json(json);
    }

    private static List<ConfigurationEntry> found(Call call, SweepView view) {
        ViewColumns columns = new ViewColumns(view);
        List<ConfigurationEntry> found = view.configurations().stream()
                .filter(filter(call, columns::ofConfiguration))
                .toList();
        return call.query("sort")
                .map(text -> Conditions.sorted(found, text, columns::ofConfiguration))
                .orElse(found);
    }

    private static void put(ObjectNode json, SweepView view, ConfigurationEntry one) {
        putNames(json, one.configuration(), view);
        json.put("planned", one.trials().size());
        json.put("ended", one.ended());
        ObjectNode values = json.putObject("values");
        List<Summary> summaries = one.summaries();
        view.columns().forEach((name, place) -> {
            Summary summary = summaries.get(place);
            if (summary.n() > 0) {
                put(values.putObject(name), summary);
            }
        });
    }

    private static void put(ObjectNode json, Summary summary) {
        json.put("mean", summary.mean());
        if (summary.n() > 1) {
            json.put("low", summary.interval().low());
            json.put("high", summary.interval().high());
        }
        json.put("n", summary.n());
    }
}
