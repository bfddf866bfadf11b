package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrainingSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Time and memory of a training step of the paper's classifier with every regulariser on its first layer, and with dropout, for
 * several sizes of that layer.
 *
 * @param lanes trials side by side while steps are timed, each on its own thread
 * @param steps timed steps of each lane, after as many to warm up
 * @param hidden outputs of the layer; its inputs are the pixels
 * @param lambda of every penalty; it hardly changes what a step costs
 */
public record RegularizerBenchmark(
        int lanes, int steps, List<Integer> hidden, double lambda, int batch, SolverSpec solver, double tolerance) {
    private static final double DROPOUT = 0.5;
    private static final int STEPS_FOR_MEMORY = 5;
    // Until the code of every regulariser is compiled, but no more than ten times the timed ones.
    private static final int STEPS_TO_COMPILE = 300;
    private static final double MEGABYTE = 1 << 20;

    public RegularizerBenchmark {
        hidden = List.copyOf(hidden);
    }

    /**
     * One regulariser on one size.
     *
     * @param regularizer a {@link RegularizerKind}, or {@code dropout}
     * @param solverSteps of the solver of singular triplets per training step
     */
    public record Line(
            int hidden, String regularizer, StepTime time, Multiples multiples, Memory memory, double solverSteps) {}

    /** The median step over that of {@code none} and of {@code tikhonov} on the same size. */
    public record Multiples(double timesNone, double timesTikhonov) {}

    /**
     * What a trial in training holds.
     *
     * @param memoryMb the most outside the Java heap, with its weights and moments in panels on the heap, in 2^20 bytes; without the
     *     data set
     * @param memoryTimesNone over that of {@code none} on the same size
     * @param memoryTimesTikhonov likewise
     */
    public record Memory(double memoryMb, double memoryTimesNone, double memoryTimesTikhonov) {}

    /** What was measured, a size after the other in the order asked. */
    public record Report(int lanes, int steps, int inputs, double lambda, int batch, String solver, List<Line> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** A network with one regulariser: what is timed. */
    private record Subject(String name, RegularizerKind kind, double dropout) {}

    private record Cost(Subject subject, StepTimes times, double memoryMb) {}

    /** Takes about 2 x steps times a step of each regulariser for each size; a second for each to measure its memory. */
    public Report run(Dataset data) {
        compile(data);
        List<Line> lines = new ArrayList<>();
        for (int units : hidden) {
            List<Cost> measured = subjects().stream()
                    .map(subject -> measure(subject, units, data))
                    .toList();
            measured.forEach(one -> lines.add(line(units, one, measured)));
        }
        return new Report(lanes, steps, data.train().size(), lambda, batch, solver.toString(), lines);
    }

    private void compile(Dataset data) {
        int smallest = hidden.stream().min(Integer::compare).orElseThrow();
        for (Subject subject : subjects()) {
            try (TrainingSession session = new TrainingSession(spec(subject, smallest, data), data)) {
                for (int i = 0; i < Math.min(STEPS_TO_COMPILE, 10 * steps); i++) {
                    StepTimes.step(session);
                }
            }
        }
    }

    private static List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        Arrays.stream(RegularizerKind.values()).forEach(kind -> subjects.add(new Subject(kind.text(), kind, 0)));
        subjects.add(new Subject("dropout", RegularizerKind.NONE, DROPOUT));
        return subjects;
    }

    private Cost measure(Subject subject, int units, Dataset data) {
        TrialSpec spec = spec(subject, units, data);
        List<StepTimes> times = Lanes.run(lanes, together -> StepTimes.of(spec, data, steps, steps, together));
        return new Cost(subject, StepTimes.together(times), memoryMb(spec, data));
    }

    private TrialSpec spec(Subject subject, int units, Dataset data) {
        RegularizerSpec regularizer = new RegularizerSpec(subject.kind(), List.of("W1"), solver, tolerance);
        double ownLambda = subject.kind() == RegularizerKind.NONE ? 0 : lambda;
        TrialSpec classifier = PaperClassifier.of(data.id());
        return classifier
                .with()
                .network(PaperClassifier.network(units).withDropout(subject.dropout()))
                .training(classifier.training().withBatch(batch))
                .regularizer(regularizer)
                .strength(Strength.of(ownLambda))
                .build();
    }

    private static double memoryMb(TrialSpec spec, Dataset data) {
        try (OffHeapPeak peak = new OffHeapPeak();
                TrainingSession session = new TrainingSession(spec, data)) {
            for (int i = 0; i < STEPS_FOR_MEMORY; i++) {
                StepTimes.step(session);
            }
            return (peak.bytes() + session.network().heapBytes()) / MEGABYTE;
        }
    }

    private static Line line(int units, Cost one, List<Cost> all) {
        Cost none = of(RegularizerKind.NONE, all);
        Cost tikhonov = of(RegularizerKind.TIKHONOV, all);
        double median = one.times().median();
        return new Line(
                units,
                one.subject().name(),
                one.times().time(),
                new Multiples(
                        median / none.times().median(),
                        median / tikhonov.times().median()),
                new Memory(one.memoryMb(), one.memoryMb() / none.memoryMb(), one.memoryMb() / tikhonov.memoryMb()),
                one.times().solverSteps());
    }

    private static Cost of(RegularizerKind kind, List<Cost> all) {
        return all.stream()
                .filter(one -> one.subject().name().equals(kind.text()))
                .findFirst()
                .orElseThrow();
    }
}
