package dev.kappasweep.trial;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Whether this JVM computes as docs/numerics.md says: tiny trials that take each way through the arithmetic, held to the digests of
 * everything that they find. It takes about half a second, once.
 */
public final class SelfTest {
    private static final int SIDE = 8;
    private static final int IMAGES = 12;
    private static final int CLASSES = 3;
    private static final DatasetId DATA = new DatasetId("self-test", "0".repeat(64));

    /** The digests of {@link #trials}, by their names. */
    private static final Map<String, String> EXPECTED = Map.of(
            "weights in panels", "7924a6c57dd817fe6cf6343567d3dabbb9a9c532d4c85c575e5ac36a592ca8ef",
            "weights with a stored gradient", "52fee58222812e13117c5b0fb82488f3ec477efabd8e89aa444034e6968a1389",
            "autoencoder", "7ed67f5b4fdb21473036dba8ace4fcd27579b9b4ac699249109a879f72eacb67",
            "least squares", "f2791aefbc1d02e7ab77d11352650f8dd9e1ebd08f2933741821dd70d617dbc4");

    private SelfTest() {}

    /** Made by the first who asks. */
    private static final class Once {
        static final List<String> WRONG = wrong(EXPECTED);
    }

    /** What does not come out as it should; empty on a machine that can be trusted. */
    public static List<String> wrong() {
        return Once.WRONG;
    }

    /** @throws InvalidInputException if anything is {@link #wrong} */
    static void require() {
        requireNothing(wrong());
    }

    static void requireNothing(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new InvalidInputException("this machine does not compute as it should (" + String.join(", ", wrong)
                    + "), expected the bits that every machine gives; see kappasweep doctor");
        }
    }

    static List<String> wrong(Map<String, String> expected) {
        if (!hasFusedMultiplyAdd()) {
            return List.of("no instructions for fused multiply-adds");
        }
        Dataset data = images();
        List<String> wrong = new ArrayList<>();
        trials().forEach((name, spec) -> {
            if (!digest(spec, data).equals(expected.get(name))) {
                wrong.add(name);
            }
        });
        return List.copyOf(wrong);
    }

    /** Without them Java computes by decimal numbers of any length, and the self-test alone would not end. */
    private static boolean hasFusedMultiplyAdd() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
    }

    /** Of everything that the trial finds. */
    static String digest(TrialSpec spec, Dataset data) {
        return ResultDigest.of(Procedure.of(spec).run(spec, data, TrialObserver.NONE, Team.ALONE));
    }

    static Map<String, TrialSpec> trials() {
        SolverSpec tracking = SolverSpec.of(SolverKind.TRACKING);
        Map<String, TrialSpec> trials = new LinkedHashMap<>();
        trials.put(
                "weights in panels",
                network(
                        Experiment.CLASSIFICATION,
                        new NetworkSpec(List.of(35), Activation.SIGMOID),
                        new RegularizerSpec(RegularizerKind.CONDITION_NUMBER, List.of("W1", "W2"), tracking, 0.02)));
        trials.put(
                "weights with a stored gradient",
                network(
                        Experiment.CLASSIFICATION,
                        new NetworkSpec(List.of(33, 26), List.of(Activation.RELU, Activation.SIGMOID), 0.25),
                        new RegularizerSpec(RegularizerKind.LOG_CONDITION, List.of("W1", "W2"), tracking, 0.02)));
        trials.put(
                "autoencoder",
                network(
                        Experiment.DENOISING,
                        new NetworkSpec(List.of(25, 7, 25), Activation.SIGMOID),
                        new RegularizerSpec(RegularizerKind.CONDITION_NUMBER, List.of("E1", "E2"), tracking, 0.02)));
        trials.put("least squares", leastSquares());
        return trials;
    }

    /** Two epochs of three batches, the last of two images, with noise. */
    static TrialSpec network(Experiment experiment, NetworkSpec network, RegularizerSpec regularizer) {
        return new TrialSpec(
                experiment,
                DATA,
                Settings.standard(experiment)
                        .with(network)
                        .with(regularizer)
                        .with(new TrainingSpec(2, 5, Optimizer.ADAM, 1e-2, 0))
                        .with(Parameter.LAMBDA, Strength.of(regularizer.kind() == RegularizerKind.NONE ? 0 : 0.05))
                        .with(Parameter.TRAIN_SNR, new Snr(2)),
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1)), 1));
    }

    private static TrialSpec leastSquares() {
        return new TrialSpec(
                Experiment.LEAST_SQUARES,
                DATA,
                Settings.standard(Experiment.LEAST_SQUARES)
                        .with(new NetworkSpec(List.of(), Activation.SIGMOID))
                        .with(new ProblemSpec(4, 6, 10))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER, List.of("W1"), SolverSpec.of(SolverKind.EXACT), 0.02))
                        .with(new TrainingSpec(1, 32, Optimizer.GRADIENT_DESCENT, 1, 0))
                        .with(Parameter.LAMBDA, Strength.of(5)),
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }

    /** Bright spots on black, where they happen to fall. */
    static Dataset images() {
        return new Dataset(DATA, CLASSES, images("train"), images("test"));
    }

    private static LabelledImages images(String name) {
        RandomGenerator random = RandomStreams.stream(1, "self-test " + name);
        byte[] pixels = new byte[IMAGES * SIDE * SIDE];
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, random.nextInt(512) - 256);
        }
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (byte) (i % CLASSES);
        }
        return new LabelledImages(SIDE, SIDE, pixels, labels);
    }
}
