package dev.kappasweep.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.files.Store;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.service.RefusedException;
import dev.kappasweep.service.ServiceListener;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.TrialResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;

/** Tells others what ends. What was not delivered is kept in the root, and tried again, later each time, also by the next server. */
final class Webhooks implements ServiceListener, AutoCloseable {
    private static final String HOOKS = "/api/v1/webhooks";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_HOOKS = 100;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TRIES = 16;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final SweepService service;
    private final Path hookFiles;
    private final Path deliveryFiles;
    private final Path toldFiles;
    private final Store store;
    private final WebhookCall call;
    private final InstantSource clock;
    private final Duration firstWait;
    private final Map<String, Webhook> hooks = new ConcurrentHashMap<>();
    /** Of each sweep since when it is in the end that was told last. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Delivery> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4, task -> {
        Thread thread = new Thread(task, "kappasweep-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    /** What became of the last call of a hook, and how many failed in a row. */
    private record Outcome(int status, String error, int failures) {}

    /** @param tries that failed */
    private record Delivery(String id, String hook, String event, String body, int tries) {
        Delivery again() {
            return new Delivery(id, hook, event, body, tries + 1);
        }

        byte[] bytes() {
            ObjectNode json = SweepBodies.object();
            json.put("version", 1).put("id", id).put("hook", hook);
            json.put("event", event).put("body", body).put("tries", tries);
            return json.toString().getBytes(StandardCharsets.UTF_8);
        }

        static Delivery read(JsonNode json) {
            return new Delivery(
                    json.required("id").asText(),
                    json.required("hook").asText(),
                    json.required("event").asText(),
                    json.required("body").asText(),
                    json.required("tries").asInt());
        }
    }

    /** @param firstWait before the second try */
    Webhooks(SweepService service, Path root, WebhookCall call, InstantSource clock, Duration firstWait) {
        this.service = service;
        this.hookFiles = root.resolve("webhooks");
        this.deliveryFiles = hookFiles.resolve("deliveries");
        this.toldFiles = hookFiles.resolve("told");
        this.store = Store.of(root);
        this.call = call;
        this.clock = clock;
        this.firstWait = firstWait;
        try {
            store.createDirectory(deliveryFiles);
            store.createDirectory(toldFiles);
            OwnerOnly.close(hookFiles); // they have secrets
            read(
                    toldFiles,
                    json -> told.put(
                            json.required("sweep").asText(),
                            json.required("since").asText()));
            read(hookFiles, json -> {
                Webhook hook = Webhook.read(json, clock.instant());
                hooks.put(hook.id(), hook);
            });
            read(deliveryFiles, json -> later(Delivery.read(json), Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException("webhooks cannot be read", e);
        }
    }

    /** Takes what a file says. */
    @FunctionalInterface
    private interface Reading {
        void of(JsonNode json);
    }

    private static void read(Path directory, Reading reading) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (file.getFileName().toString().endsWith(".json")) {
                    try {
                        reading.of(MAPPER.readTree(Files.readAllBytes(file)));
                    } catch (IllegalArgumentException | JacksonException e) {
                        // A damaged one tells nobody anything; it is left alone.
                    }
                }
            }
        }
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", HOOKS, Role.VIEWER, request -> list()),
                Route.of("POST", HOOKS, Role.OPERATOR, this::add),
                Route.of("DELETE", HOOKS + "/{hook}", Role.OPERATOR, this::delete),
                Route.of("POST", HOOKS + "/{hook}:test", Role.OPERATOR, this::test));
    }

    private Reply list() {
        ObjectNode json = SweepBodies.object();
        ArrayNode all = json.putArray("webhooks");
        hooks.values().stream().sorted(Comparator.comparing(Webhook::id)).forEach(hook -> put(all.addObject(), hook));
        return Reply.json(json);
    }

    private void put(ObjectNode json, Webhook hook) {
        json.setAll((ObjectNode) hook.json().without(List.of("secret", "version")));
        Outcome last = outcomes.get(hook.id());
        json.put("failures", last == null ? 0 : last.failures());
        if (last != null) {
            json.put("lastStatus", last.status());
            json.put("lastError", last.error());
        }
    }

    private Reply add(Call request) {
        JsonNode asked = request.json();
        URI url = url(asked.path("url").asText(""));
        call.requireAllowed(url);
        Set<String> events = events(asked.path("events"));
        if (hooks.size() >= MOST_HOOKS) {
            throw wrong("there are " + MOST_HOOKS + " webhooks, expected no more");
        }
        Webhook hook = new Webhook(
                UUID.randomUUID().toString().substring(0, 8),
                url,
                Users.newToken(),
                events,
                request.user().name(),
                clock.instant());
        keep(hookFiles.resolve(hook.id() + ".json"), hook.json().toString().getBytes(StandardCharsets.UTF_8));
        hooks.put(hook.id(), hook);
        return Reply.json(HttpStatus.CREATED_201, hook.json());
    }

    /** Without any said all. */
    private static Set<String> events(JsonNode asked) {
        Set<String> events = new TreeSet<>();
        asked.forEach(event -> events.add(event.asText()));
        boolean isOfKnown = asked.isArray() && !events.isEmpty() && Webhook.EVENTS.containsAll(events);
        if (!asked.isMissingNode() && !isOfKnown) {
            throw wrong("events: " + asked + " is not allowed, expected a list of " + new TreeSet<>(Webhook.EVENTS));
        }
        return asked.isMissingNode() ? Webhook.EVENTS : events;
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong("url: '" + text + "' is not allowed, expected http://HOST/PATH or https://HOST/PATH");
        }
    }

    private static HttpProblem wrong(String detail) {
        return new HttpProblem(HttpStatus.UNPROCESSABLE_ENTITY_422, detail);
    }

    private void keep(Path file, byte[] bytes) {
        try {
            store.replace(file, out -> out.write(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be kept", e);
        }
    }

    private void forget(Path file) {
        try {
            store.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    private void forgetQuietly(Path file) {
        try {
            forget(file);
        } catch (UncheckedIOException e) {
            // Told by the next failure of the root.
        }
    }

    private Webhook named(Call request) {
        Webhook hook = hooks.get(request.path("hook"));
        if (hook == null) {
            throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is no webhook " + request.path("hook"));
        }
        return hook;
    }

    private Reply delete(Call request) {
        Webhook hook = named(request);
        forget(hookFiles.resolve(hook.id() + ".json"));
        hooks.remove(hook.id());
        return Reply.nothing();
    }

    private Reply test(Call request) {
        Webhook hook = named(request);
        String body = SweepBodies.object()
                .put("event", "test")
                .put("at", clock.instant().toString())
                .toString();
        Outcome outcome = send(hook, new Delivery("test-" + UUID.randomUUID(), hook.id(), "test", body, 0));
        return Reply.json(SweepBodies.object().put("status", outcome.status()).put("error", outcome.error()));
    }

    /** Tells of the ends that a server has kept and that has died before it told of them. */
    void catchUp() {
        service.list().forEach(sweep -> tellEnd(sweep.id(), sweep.state(), sweep.since()));
    }

    @Override
    public void stateChanged(String sweep, StateMachine.Change change) {
        tellEnd(sweep, change.state(), change.at());
    }

    @Override
    public void removed(String sweep) {
        if (told.remove(sweep) != null) {
            forgetQuietly(toldFiles.resolve(sweep + ".json"));
        }
    }

    /** Its deliveries have the same ids however often it is told. */
    private void tellEnd(String sweep, RunState state, Instant since) {
        boolean isToBeTold = state == RunState.COMPLETED || state == RunState.FAILED;
        if (!isToBeTold || hooks.isEmpty() || since.toString().equals(told.get(sweep))) {
            return;
        }
        String event = "sweep." + state.name().toLowerCase(Locale.ROOT);
        List<Webhook> those = hooks.values().stream()
                .filter(hook -> !hook.since().isAfter(since))
                .toList();
        for (Webhook hook : those) {
            String of = hook.id() + " " + sweep + " " + since;
            String id =
                    UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
            tell(hook, id, event, body(event, sweep, SweepBodies.object()));
        }
        if (!those.isEmpty()) {
            mark(sweep, since);
        }
    }

    private void mark(String sweep, Instant since) {
        told.put(sweep, since.toString());
        ObjectNode mark =
                SweepBodies.object().put("version", 1).put("sweep", sweep).put("since", since.toString());
        keepQuietly(toldFiles.resolve(sweep + ".json"), mark.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void trialEnded(String sweep, TrialResult result) {
        if (!result.status().isMeasured()) {
            ObjectNode trial = SweepBodies.object();
            trial.putObject("trial")
                    .put("id", result.id().text())
                    .put("status", result.status().text())
                    .put("reason", result.reason());
            String body = body("trial.failed", sweep, trial);
            hooks.values().forEach(hook -> tell(hook, UUID.randomUUID().toString(), "trial.failed", body));
        }
    }

    private void tell(Webhook hook, String id, String event, String body) {
        if (hook.events().contains(event) && waiting.size() < MOST_WAITING) {
            Delivery delivery = new Delivery(id, hook.id(), event, body, 0);
            keepQuietly(file(delivery), delivery.bytes());
            later(delivery, Duration.ZERO);
        }
    }

    private String body(String event, String sweep, ObjectNode more) {
        ObjectNode json = SweepBodies.object();
        json.put("event", event);
        json.put("at", clock.instant().toString());
        try {
            json.set("sweep", SweepBodies.of(service.get(sweep)));
        } catch (RefusedException e) {
            json.putObject("sweep").put("id", sweep); // it was deleted meanwhile
        }
        json.setAll(more);
        return json.toString();
    }

    /** That it cannot be kept does not keep it from being delivered. */
    private void keepQuietly(Path file, byte[] bytes) {
        try {
            keep(file, bytes);
        } catch (UncheckedIOException e) {
            // Told by the next failure of the root.
        }
    }

    private Path file(Delivery delivery) {
        return deliveryFiles.resolve(delivery.id() + ".json");
    }

    private void later(Delivery delivery, Duration wait) {
        waiting.put(delivery.id(), delivery);
        try {
            Future<?> unused = threads.schedule(() -> deliver(delivery), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server ends; the next one delivers it.
        }
    }

    private void deliver(Delivery delivery) {
        Webhook hook = hooks.get(delivery.hook());
        Outcome outcome = hook == null ? new Outcome(HttpStatus.OK_200, "", 0) : send(hook, delivery);
        boolean isDelivered = HttpStatus.isSuccess(outcome.status());
        if (isDelivered || delivery.tries() + 1 >= MOST_TRIES) {
            waiting.remove(delivery.id());
            forgetQuietly(file(delivery)); // else it is delivered once more by the next server; its id is the same
        } else {
            Delivery again = delivery.again();
            keepQuietly(file(again), again.bytes());
            later(again, wait(again.tries()));
        }
    }

    /** Twice as long each time. */
    private Duration wait(int tries) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(20, tries - 1));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Outcome send(Webhook hook, Delivery delivery) {
        Outcome before = outcomes.get(hook.id());
        int failures = before == null ? 0 : before.failures();
        Outcome now;
        try {
            int status = call.send(hook, delivery.event(), delivery.id(), delivery.body());
            now = new Outcome(status, "", HttpStatus.isSuccess(status) ? 0 : failures + 1);
        } catch (IOException | RuntimeException e) {
            String error = e.getClass().getSimpleName() + ": " + e.getMessage();
            now = new Outcome(0, OneLine.of(error, 200), failures + 1);
        }
        outcomes.put(hook.id(), now);
        return now;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
