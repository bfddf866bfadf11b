package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Choice;
import dev.kappasweep.sampler.Dimension.Real;
import dev.kappasweep.sampler.Dimension.Whole;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How soon samplers find good points, and how long they take to choose one: docs/search-quality.md. No test, so it runs only when asked for by name:
 * {@code mvn test -Dtest=SearchQuality}.
 */
final class SearchQuality {
    private static final int[] CHECKPOINTS = {25, 50, 100};
    private static final int SEEDS = 30;

    /** In the rows that src/peer/python/optuna_search.py writes of Optuna. */
    @Test
    void regrets() throws IOException {
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(Path.of("target/search.csv")), true, StandardCharsets.UTF_8)) {
            out.println("function,sampler,seed,25,50,100");
            Stream.of(SamplerKind.RANDOM, SamplerKind.SOBOL, SamplerKind.TPE, SamplerKind.GP)
                    .forEach(kind -> measure(kind, out));
        }
    }

    /** The table of real results, for the peer. */
    @Test
    void table() {
        ClassifierTable.read().write(Path.of("target/search-table.csv"));
    }

    private static void measure(SamplerKind kind, PrintStream out) {
        Stream.of(
                        Problem.branin(),
                        Problem.hartmann(),
                        Problem.rosenbrock(),
                        Problem.levy(),
                        Problem.ackley(),
                        ClassifierTable.read().problem())
                .forEach(problem -> measure(problem, kind, out));
    }

    private static void measure(Problem problem, SamplerKind kind, PrintStream out) {
        double[][] regrets = new double[SEEDS][];
        for (int seed = 1; seed <= SEEDS; seed++) {
            double[] row = Search.regrets(
                    problem, Search.told(problem, kind.sampler(problem.space(), seed), 100), CHECKPOINTS);
            regrets[seed - 1] = row;
            out.printf(
                    Locale.ROOT,
                    "%s,%s,%d,%.6g,%.6g,%.6g%n",
                    problem.name(),
                    kind.text(),
                    seed,
                    row[0],
                    row[1],
                    row[2]);
        }
        System.out.printf(Locale.ROOT, "%-13s %-7s", problem.name(), kind.text());
        IntStream.range(0, CHECKPOINTS.length)
                .mapToDouble(i -> Search.median(
                        Arrays.stream(regrets).mapToDouble(row -> row[i]).toArray()))
                .forEach(median -> System.out.printf(Locale.ROOT, " %9.3g", median));
        System.out.println();
    }

    /** The space and the losses of the peer's {@code --ask}. */
    @Test
    void suggestionsAfterManyTold() {
        Space space = new Space(List.of(
                new Real("a", 1e-5, 1e-1, true, Optional.empty()),
                new Real("b", 1e-6, 1, true, Optional.empty()),
                new Real("c", 0, 1, false, Optional.empty()),
                new Whole("n", 16, 1024, false, 1, Optional.empty()),
                new Choice("k", 3, false, Optional.empty())));
        Sampler random = SamplerKind.RANDOM.sampler(space, 1);
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Point point = random.suggest(i, History.EMPTY);
            double way = StrictMath.log10(point.at(0)) + 3;
            told.add(new Told(i, point, List.of(way * way + point.at(2)), List.of()));
        }
        for (SamplerKind kind : SamplerKind.values()) {
            Sampler sampler = kind.sampler(space, 1);
            double[] times = IntStream.range(0, 20)
                    .mapToDouble(i -> milliseconds(sampler, 10_000 + i, told))
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %6.1f ms a suggestion after 10^4 told trials%n",
                    kind.text(),
                    Search.median(times));
        }
    }

    private static double milliseconds(Sampler sampler, long number, List<Told> told) {
        long begin = System.nanoTime();
        sampler.suggest(number, new History(told, List.of()));
        return 1e-6 * (System.nanoTime() - begin);
    }
}
