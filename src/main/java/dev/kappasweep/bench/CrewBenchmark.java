package dev.kappasweep.bench;

import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrainingSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Times training steps with a crew and without, in turns: two trainings of one trial in each lane, which take the same steps. What else
 * the machine does meets both.
 *
 * @param lanes trials side by side, each on its own thread
 * @param cores of the crew; those that no lane needs help
 * @param rounds of {@link #STEPS_OF_ROUND} steps of each, after a warm-up
 */
public record CrewBenchmark(int lanes, int cores, int rounds) {
    /** Steps before the other training has its turn. */
    public static final int STEPS_OF_ROUND = 40;

    private static final int WARM_UP_ROUNDS = 15;

    /**
     * What was measured.
     *
     * @param aloneMs per step without a crew, the median over all rounds and lanes
     * @param crewMs with it
     * @param ratio of a round with to the one without it beside: median and quartiles
     */
    public record Report(Setting setting, double aloneMs, double crewMs, Quartiles ratio) {}

    /** What was asked for. */
    public record Setting(int lanes, int cores, int rounds) {}

    /** Milliseconds a step, of each round. */
    private record Lane(List<Double> alone, List<Double> crew) {}

    /** Runs the benchmark; takes about 2 (rounds + 15) rounds. */
    public Report run(TrialSpec spec, Dataset data) {
        Crew crew = Crew.within(cores);
        List<Lane> measured = Lanes.run(lanes, together -> runLane(crew, spec, data, together));
        double[] alone = all(measured, Lane::alone);
        double[] helped = all(measured, Lane::crew);
        double[] ratios = IntStream.range(0, alone.length)
                .mapToDouble(i -> helped[i] / alone[i])
                .toArray();
        return new Report(
                new Setting(lanes, cores, rounds),
                Quartiles.of(alone).median(),
                Quartiles.of(helped).median(),
                Quartiles.of(ratios));
    }

    private static double[] all(List<Lane> lanes, Function<Lane, List<Double>> of) {
        return lanes.stream()
                .flatMap(lane -> of.apply(lane).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private Lane runLane(Crew crew, TrialSpec spec, Dataset data, Lanes.Together together) {
        List<Double> alone = new ArrayList<>();
        List<Double> helped = new ArrayList<>();
        try (Team team = crew.enter(true);
                TrainingSession first = new TrainingSession(spec, data);
                TrainingSession second = new TrainingSession(spec, data, team)) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                round(first);
                round(second);
            }
            for (int i = 0; i < rounds; i++) {
                together.await();
                alone.add(round(first));
                together.await();
                helped.add(round(second));
            }
            together.await();
        }
        return new Lane(alone, helped);
    }

    private static double round(TrainingSession session) {
        long start = System.nanoTime();
        for (int i = 0; i < STEPS_OF_ROUND; i++) {
            StepTimes.step(session);
        }
        return (System.nanoTime() - start) / StepTimes.NANOS_PER_MILLI / STEPS_OF_ROUND;
    }
}
