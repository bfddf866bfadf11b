package dev.kappasweep.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.conf.SweepSchema;
import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.run.RunState;
import dev.kappasweep.service.Submission;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepService.Submitted;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** Handing in, listing and steering. */
final class SweepEndpoints {
    private static final String SWEEPS = "/api/v1/sweeps";
    private static final String ONE = SWEEPS + "/{id}";

    private final SweepService service;
    private final Views views;
    private final LiveEpochs live;
    private final EventHub events;
    private final FileBodies specs = new FileBodies();

    SweepEndpoints(SweepService service, Views views, LiveEpochs live, EventHub events) {
        this.service = service;
        this.views = views;
        this.live = live;
        this.events = events;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", SWEEPS, Role.VIEWER, this::list),
                Route.of("POST", SWEEPS, Role.SUBMITTER, call -> submit(call, Optional.empty())),
                Route.of(
                        "PUT",
                        SWEEPS + "/by-key/{key}",
                        Role.SUBMITTER,
                        call -> submit(call, Optional.of(call.path("key")))),
                Route.of("GET", SWEEPS + "/by-key/{key}", Role.VIEWER, this::byKey),
                Route.of("POST", "/api/v1/validate", Role.VIEWER, this::validate),
                Route.of("GET", "/api/v1/schema", Role.VIEWER, call -> Reply.json(SweepSchema.schema())),
                Route.of("GET", "/api/v1/queue", Role.VIEWER, this::queue),
                Route.of("GET", "/api/v1/events", Role.VIEWER, call -> events(call, events.all())),
                Route.of("GET", ONE, Role.VIEWER, call -> Reply.json(detail(call, service.get(call.path("id"))))),
                Route.of("PATCH", ONE, Role.SUBMITTER, this::prioritise),
                Route.of("DELETE", ONE, Role.SUBMITTER, this::delete),
                Route.of(
                        "GET",
                        ONE + "/file",
                        Role.VIEWER,
                        call -> Reply.text(service.get(call.path("id")).file())),
                Route.of("GET", ONE + "/events", Role.VIEWER, call -> events(call, events.of(call.path("id")))),
                Route.of(
                        "POST",
                        ONE + ":pause",
                        Role.SUBMITTER,
                        call -> steer(call, id -> service.pause(id, why(call)))),
                Route.of(
                        "POST",
                        ONE + ":resume",
                        Role.SUBMITTER,
                        call -> steer(call, id -> service.resume(id, why(call)))),
                Route.of(
                        "POST",
                        ONE + ":cancel",
                        Role.SUBMITTER,
                        call -> steer(call, id -> service.cancel(id, why(call)))),
                Route.of(
                        "POST",
                        ONE + ":retry",
                        Role.SUBMITTER,
                        call -> steer(call, id -> service.retry(id, why(call)))),
                Route.of(
                        "POST",
                        ONE + ":extend",
                        Role.SUBMITTER,
                        call -> steer(call, id -> service.extend(id, call.file()))));
    }

    private static Reply events(Call call, Topic topic) {
        return new Reply.OfEvents(topic, call.header("Last-Event-ID").orElse(""));
    }

    private Reply list(Call call) {
        Optional<Set<RunState>> states = call.query("state").map(SweepEndpoints::states);
        String name = call.query("name").orElse("").toLowerCase(Locale.ROOT);
        List<SweepState> found = service.list().stream()
                .filter(sweep ->
                        states.map(some -> some.contains(sweep.state())).orElse(true))
                .filter(sweep -> sweep.id().toLowerCase(Locale.ROOT).contains(name))
                .toList();
        return page(call, found);
    }

    private static Set<RunState> states(String text) {
        try {
            return Arrays.stream(text.split(",", -1)).map(RunState::valueOf).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "state: '" + text + "' is not allowed, expected some of " + Arrays.toString(RunState.values()));
        }
    }

    private static Reply page(Call call, List<SweepState> found) {
        ObjectNode json = SweepBodies.object();
        ArrayNode sweeps = json.putArray("sweeps");
        SweepBodies.page(call, found, json).forEach(sweep -> sweeps.add(SweepBodies.of(sweep)));
        return Reply.json(json);
    }

    private Reply queue(Call call) {
        Comparator<SweepState> waitsLonger = Comparator.<SweepState>comparingInt(
                        sweep -> sweep.state() == RunState.QUEUED ? 1 : 0)
                .thenComparingInt(sweep -> -sweep.priority())
                .thenComparingLong(SweepState::number);
        return page(
                call,
                service.list().stream()
                        .filter(sweep -> !sweep.state().isEnd() && sweep.state() != RunState.PAUSED)
                        .sorted(waitsLonger)
                        .toList());
    }

    private Reply submit(Call call, Optional<String> key) {
        int priority = call.integer("priority", 0, -Submission.MOST_PRIORITY, Submission.MOST_PRIORITY);
        Submitted submitted =
                service.submit(new Submission(call.file(), key, call.user().name(), priority));
        int status = submitted.isNew() ? HttpStatus.CREATED_201 : HttpStatus.OK_200;
        return Reply.json(status, detail(call, submitted.sweep()))
                .with("Location", SWEEPS + "/" + submitted.sweep().id());
    }

    private Reply byKey(Call call) {
        return Reply.json(detail(
                call,
                service.byKey(call.path("key"))
                        .orElseThrow(() -> new HttpProblem(
                                HttpStatus.NOT_FOUND_404, "no sweep was handed in with key " + call.path("key")))));
    }

    private Reply validate(Call call) {
        SweepSpec spec = service.validate(call.file()).spec();
        ObjectNode json = SweepBodies.object();
        json.put("name", spec.name());
        json.put("points", SweepSpec.size(spec.grids()));
        SweepBodies.putSpec(json, spec);
        return Reply.json(json);
    }

    private ObjectNode detail(Call call, SweepState sweep) {
        ObjectNode json = SweepBodies.of(sweep);
        json.put("file", sweep.file());
        json.setAll(specs.of(sweep.file(), this::ofFile));
        if (call.user().role().includes(Role.OPERATOR)) {
            json.put("directory", sweep.directory().toString());
        }
        ArrayNode running = json.putArray("running");
        views.reading(sweep.id()).ifPresent(share -> json.put("reading", share));
        if (!sweep.running().isEmpty()) {
            views.made(sweep.id()).ifPresent(view -> {
                TrialBodies bodies = new TrialBodies(sweep, view, live);
                sweep.running()
                        .forEach(trial -> view.entry(trial.trial()).ifPresent(one -> running.add(bodies.of(one))));
            });
        }
        return json;
    }

    private ObjectNode ofFile(String file) {
        ObjectNode json = SweepBodies.object();
        try {
            SweepSpec spec = service.read(file).spec();
            SweepBodies.putSpec(json, spec);
            PaperTables.all(spec).stream().map(TableSpec::name).forEach(json.putArray("tables")::add);
        } catch (InvalidInputException e) {
            // It was right for an earlier version of this program; its state says so.
        }
        return json;
    }

    private Reply prioritise(Call call) {
        JsonNode asked = call.json().path("priority");
        if (!asked.isInt()) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "priority: " + (asked.isMissingNode() ? "is missing" : asked + " is not allowed")
                            + ", expected a whole number");
        }
        int priority = asked.asInt();
        return steer(call, id -> service.prioritise(id, priority));
    }

    private Reply delete(Call call) {
        requireOwn(call);
        service.delete(call.path("id"));
        return Reply.nothing();
    }

    private static String why(Call call) {
        String reason = call.json().path("reason").asText("");
        return reason.isEmpty()
                ? "by " + (call.user().name().isEmpty() ? "a user" : call.user().name())
                : reason;
    }

    /** Asks something of one sweep. */
    @FunctionalInterface
    private interface Request {
        SweepState of(String id);
    }

    private Reply steer(Call call, Request request) {
        requireOwn(call);
        return Reply.json(detail(call, request.of(call.path("id"))));
    }

    private void requireOwn(Call call) {
        SweepState sweep = service.get(call.path("id"));
        boolean isOwn = sweep.owner().equals(call.user().name());
        if (!isOwn && !call.user().role().includes(Role.OPERATOR)) {
            throw new HttpProblem(
                    HttpStatus.FORBIDDEN_403,
                    "sweep " + sweep.id() + " is that of " + sweep.owner() + ", expected one's own, or an operator");
        }
    }
}
