package dev.kappasweep.server;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures how soon a browser has drawn a sweep of many trials: {@code main DIR TRIALS} for docs/service.md. */
final class PageMeasurement {
    private static final int SEEDS = 50;
    private static final int AT_ONCE = 1_000;
    private static final int TRIES = 3;

    /** The time of the last change of the page since it was asked for: known when it shows what it should and nothing has changed for a second. */
    private static final String DRAWN = """
            const done = arguments[arguments.length - 1];
            let last = performance.now();
            new MutationObserver(() => { last = performance.now(); })
                .observe(document, { subtree: true, childList: true, attributes: true });
            const timer = setInterval(() => {
              if (document.querySelector(arguments[0]) !== null && performance.now() - last > 1000) { clearInterval(timer); done(Math.round(last)); }
            }, 50);
            """;

    private PageMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        int trials = Integer.parseInt(arguments[1]);
        String file = file(trials);
        fill(root, file);
        try (ServerFixture server = ServerFixture.start(root);
                Browser browser = Browser.start()) {
            String id = server.send("PUT", "/api/v1/sweeps/by-key/big", file)
                    .json()
                    .path("id")
                    .asText();
            server.await(id, "COMPLETED");
            browser.open(server.uri("/?token=" + ServerFixture.TOKEN));
            Map<String, String> views = new LinkedHashMap<>();
            views.put("/sweeps/" + id, ".chart path.line");
            views.put("/sweeps/" + id + "?limit=200", ".chart path.line");
            views.put("/sweeps/" + id + "?tab=results", ".chart .coordinate");
            views.put("/sweeps/" + id + "?tab=trials", "tbody tr");
            views.put("/sweeps/" + id + "?tab=trials&sort=-kappa(W1)", "th[aria-sort]");
            views.put("/sweeps/" + id + "?tab=failures", ".part, main > .empty");
            views.put("/sweeps/" + id + "?tab=timeline", ".chart .bar");
            views.put("/", "table.list tbody tr");
            for (Map.Entry<String, String> view : views.entrySet()) {
                measure(browser, server, view.getKey(), view.getValue());
            }
        }
    }

    /** Of so many trials. */
    static String file(int trials) {
        return ServerFixture.file("big", numbers(SEEDS)).replace("[0, 0.1]", "[" + numbers(trials / SEEDS) + "]");
    }

    /** Results of all trials, so that the sweep has ended when it is handed in. */
    static void fill(Path root, String file) throws IOException {
        Path directory = root.resolve("sweeps").resolve("big-1");
        if (Files.exists(directory)) {
            return;
        }
        Path data = Files.createDirectories(root.resolve("data"));
        MadeUpTrials.writeFiles(data.resolve("tiny"));
        Path yaml = Files.writeString(
                root.resolve("big.yaml"), file.replace("directory: tiny", "directory: " + data.resolve("tiny")));
        SweepSpec sweep = SweepFileReader.read(yaml, List.of()).spec();
        Dataset images = new DatasetLoader(Optional.of(data), Map.of()).load(sweep.dataset());
        List<TrialSpec> trials = sweep.trials(images.id());
        MadeUpTrials function = new MadeUpTrials();
        try (ResultStore store = ResultStore.open(directory, sweep, images.id())) {
            for (int i = 0; i < trials.size(); i += AT_ONCE) {
                store.commit(
                        trials.subList(i, Math.min(trials.size(), i + AT_ONCE)).stream()
                                .map(trial -> function.run(trial, images, TrialObserver.NONE))
                                .toList(),
                        "none");
            }
        }
    }

    private static void measure(Browser browser, ServerFixture server, String address, String selector) {
        for (int i = 0; i < TRIES; i++) {
            browser.open(server.uri(address));
            System.out.printf(Locale.ROOT, "%-40s drawn after %d ms%n", address, browser.later(DRAWN, selector));
        }
    }

    private static String numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }
}
