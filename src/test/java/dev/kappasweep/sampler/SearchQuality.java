package dev.kappasweep.sampler;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * How soon samplers find good points, in the rows that src/peer/python/optuna_search.py writes of Optuna: docs/search-quality.md.
 *
 * <p>usage: SearchQuality FILE.csv SAMPLERS FUNCTIONS SEEDS [TABLE.csv]
 */
final class SearchQuality {
    private static final int[] CHECKPOINTS = {25, 50, 100};

    private SearchQuality() {}

    public static void main(String[] arguments) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(arguments[0])), false, "UTF-8")) {
            out.println("function,sampler,seed,25,50,100");
            for (String name : arguments[2].split(",", -1)) {
                Problem problem = name.equals("table") ? table(Path.of(arguments[4])) : problem(name);
                for (String kind : arguments[1].split(",", -1)) {
                    measure(problem, kind, Integer.parseInt(arguments[3]), out);
                }
            }
        }
    }

    private static Problem problem(String name) {
        return List.of(Problem.branin(), Problem.hartmann(), Problem.rosenbrock()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void measure(Problem problem, String kind, int seeds, PrintStream out) {
        double[][] regrets = new double[seeds][];
        long begin = System.nanoTime();
        for (int seed = 1; seed <= seeds; seed++) {
            Sampler sampler = sampler(kind, problem.space(), seed);
            regrets[seed - 1] = Search.regrets(problem, Search.told(problem, sampler, 100), CHECKPOINTS);
            double[] row = regrets[seed - 1];
            out.printf(Locale.ROOT, "%s,%s,%d,%.6g,%.6g,%.6g%n", problem.name(), kind, seed, row[0], row[1], row[2]);
        }
        System.out.printf(Locale.ROOT, "%-13s %-8s", problem.name(), kind);
        for (int i = 0; i < CHECKPOINTS.length; i++) {
            int at = i;
            System.out.printf(
                    Locale.ROOT,
                    " %9.4g",
                    Search.median(
                            Arrays.stream(regrets).mapToDouble(row -> row[at]).toArray()));
        }
        System.out.printf(Locale.ROOT, "  %.1f ms a suggestion%n", (System.nanoTime() - begin) / 1e6 / seeds / 100);
    }

    private static Sampler sampler(String kind, Space space, long seed) {
        return dev.kappasweep.sweep.Named.parse(SamplerKind.class, "sampler", kind)
                .sampler(space, seed);
    }

    /** Its last column is the loss; every other is a choice of as many ordered values as it has. */
    private static Problem table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        double[][] rows = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        List<Dimension> dimensions = new ArrayList<>();
        List<List<Double>> values = new ArrayList<>();
        for (int i = 0; i + 1 < names.length; i++) {
            TreeSet<Double> distinct = new TreeSet<>();
            for (double[] row : rows) {
                distinct.add(row[i]);
            }
            values.add(List.copyOf(distinct));
            dimensions.add(new Dimension.Choice(names[i], distinct.size(), true, java.util.Optional.empty()));
        }
        java.util.Map<List<Integer>, Double> losses = new java.util.HashMap<>();
        for (double[] row : rows) {
            List<Integer> key = new ArrayList<>();
            for (int i = 0; i + 1 < names.length; i++) {
                key.add(values.get(i).indexOf(row[i]));
            }
            losses.put(key, row[names.length - 1]);
        }
        double least =
                losses.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return new Problem(
                "table",
                new Space(dimensions),
                point -> losses.get(Arrays.stream(point).mapToObj(x -> (int) x).toList()),
                least);
    }
}
