package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.data.ClassCoverage;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.inspect.Plan;
import dev.kappasweep.inspect.PlanJson;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.run.RunState;
import dev.kappasweep.service.Counts;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** The server itself: health, numbers, who asks; and plans, which take the data. */
final class ServerEndpoints {
    private static final int PLANS_AT_ONCE = 2;

    private final SweepService service;
    private final EventHub events;
    private final DatasetLoader data;
    private final AuditLog audit;
    private final Access access;
    private final Path nowhere;
    private final Instant since;
    private final Semaphore plans = new Semaphore(PLANS_AT_ONCE);

    /** @param nowhere a directory that is not there */
    ServerEndpoints(
            SweepService service,
            EventHub events,
            DatasetLoader data,
            AuditLog audit,
            Access access,
            Path nowhere,
            Instant since) {
        this.service = service;
        this.events = events;
        this.data = data;
        this.audit = audit;
        this.access = access;
        this.nowhere = nowhere;
        this.since = since;
    }

    List<Route> routes() {
        return List.of(
                Route.open("/healthz", call -> Reply.json(SweepBodies.object().put("status", "ok"))),
                Route.open("/openapi.yaml", call -> Reply.text("application/yaml", openapi())),
                Route.of(
                        "GET",
                        "/metrics",
                        Role.VIEWER,
                        call -> Reply.text("text/plain; version=0.0.4; charset=utf-8", metrics())),
                Route.of(
                        "GET",
                        "/api/v1/session",
                        Role.VIEWER,
                        call -> Reply.json(SweepBodies.object()
                                .put("user", call.user().name())
                                .put("role", call.user().role().text()))),
                Route.openPost("/api/v1/session", this::logIn),
                Route.of(
                        "DELETE",
                        "/api/v1/session",
                        Role.VIEWER,
                        call -> Reply.nothing().with("Set-Cookie", access.noCookie(call.isSecure()))),
                Route.of("GET", "/api/v1/cluster", Role.VIEWER, call -> Reply.json(cluster())),
                Route.of("GET", "/api/v1/audit", Role.OPERATOR, this::audit),
                Route.of("POST", "/api/v1/plan", Role.VIEWER, this::plan));
    }

    static String openapi() {
        try (InputStream in = Objects.requireNonNull(ServerEndpoints.class.getResourceAsStream("openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml cannot be read", e);
        }
    }

    private Reply logIn(Call call) {
        String token = call.json().path("token").asText("");
        return access.cookieOf(token, call.isSecure())
                .map(cookie -> Reply.nothing().with("Set-Cookie", cookie))
                .orElseThrow(() -> new HttpProblem(HttpStatus.UNAUTHORIZED_401, "the token is not known here"));
    }

    private ObjectNode cluster() {
        List<SweepState> sweeps = service.list();
        ObjectNode json = SweepBodies.object();
        json.put("slots", service.slots());
        json.put("running", running(sweeps));
        json.put("underWay", sweeps.stream().filter(ServerEndpoints::isUnderWay).count());
        json.put(
                "queued",
                sweeps.stream()
                        .filter(sweep -> sweep.state() == RunState.QUEUED)
                        .count());
        json.put("version", Build.current().version());
        json.put("since", since.toString());
        service.notices().forEach(json.putArray("notices")::add);
        return json;
    }

    private static boolean isUnderWay(SweepState sweep) {
        return sweep.state() == RunState.RUNNING || sweep.state().isPassing();
    }

    private static int running(List<SweepState> sweeps) {
        return sweeps.stream().mapToInt(sweep -> sweep.running().size()).sum();
    }

    private String metrics() {
        List<SweepState> sweeps = service.list();
        StringBuilder text = new StringBuilder();
        gauge(text, "kappasweep_slots", "Trials that run at once.", service.slots());
        gauge(text, "kappasweep_trials_running", "Trials in training.", running(sweeps));
        gauge(text, "kappasweep_event_streams", "Clients that listen to events.", events.clients());
        Map<RunState, Integer> states = new EnumMap<>(RunState.class);
        sweeps.forEach(sweep -> states.merge(sweep.state(), 1, Integer::sum));
        head(text, "kappasweep_sweeps", "Sweeps by state.");
        for (RunState state : RunState.values()) {
            text.append("kappasweep_sweeps{state=\"").append(state).append("\"} ");
            text.append(states.getOrDefault(state, 0)).append('\n');
        }
        head(text, "kappasweep_trials", "Trials by what has become of them.");
        long done = 0;
        long failed = 0;
        long pending = 0;
        for (SweepState sweep : sweeps) {
            Counts counts = sweep.counts();
            done += counts.done();
            failed += counts.failed();
            pending += sweep.pending();
        }
        text.append("kappasweep_trials{state=\"done\"} ").append(done).append('\n');
        text.append("kappasweep_trials{state=\"failed\"} ").append(failed).append('\n');
        text.append("kappasweep_trials{state=\"pending\"} ").append(pending).append('\n');
        Runtime memory = Runtime.getRuntime();
        gauge(text, "kappasweep_heap_bytes", "Heap in use.", memory.totalMemory() - memory.freeMemory());
        gauge(text, "kappasweep_start_time_seconds", "When the server began.", since.getEpochSecond());
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        head(text, name, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder text, String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private Reply audit(Call call) {
        return Reply.text(audit.last(call.integer("lines", 1_000, 1, 100_000)).stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining()));
    }

    private Reply plan(Call call) {
        SweepFile file = service.validate(call.file());
        int most = call.integer("trials", 100, 0, 100_000);
        if (!plans.tryAcquire()) {
            throw new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, "other plans are being made, try again");
        }
        try {
            Dataset images = data.load(file.spec().dataset());
            ClassCoverage.of(images, file.spec()).requireTrained(file.run());
            Path there = call.query("extends")
                    .map(id -> service.get(id).directory())
                    .filter(directory -> Files.exists(directory.resolve("sweep.json")))
                    .orElse(nowhere);
            Plan plan = Plan.of(file.spec(), images, there, Mixing.REFUSED);
            ObjectNode json = PlanJson.of(plan, service.slots());
            json.remove("directory");
            while (json.withArray("trials").size() > most) {
                json.withArray("trials").remove(json.withArray("trials").size() - 1);
            }
            return Reply.json(json);
        } finally {
            plans.release();
        }
    }
}
