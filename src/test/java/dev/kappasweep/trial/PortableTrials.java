package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Normalisation;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains tiny trials and prints, for each, its name and the digest of everything that it found: those of the self-test, and one
 * with each regulariser and each solver, on weights in panels where these can be and on weights with a stored gradient. With the
 * argument {@code self-test} only the former, without those whose names are arguments; with {@code refused} none on a machine that
 * is. src/test/resources/golden/portable.txt is what it prints.
 */
public final class PortableTrials {
    private PortableTrials() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("refused")) {
            SelfTest.require();
        }
        Dataset data = SelfTest.images();
        Map<String, TrialSpec> trials = trials(List.of(arguments).contains("self-test"));
        trials.keySet().removeAll(Set.of(arguments));
        trials.forEach((name, spec) -> System.out.println(name + ": " + SelfTest.digest(spec, data)));
    }

    static Map<String, TrialSpec> trials(boolean isShort) {
        Map<String, TrialSpec> trials = new LinkedHashMap<>(SelfTest.trials());
        if (isShort) {
            return trials;
        }
        SolverSpec tracking = SolverSpec.of(SolverKind.TRACKING);
        for (RegularizerKind kind : RegularizerKind.values()) {
            trials.put(kind.text(), wide(kind, tracking));
        }
        for (SolverKind solver : SolverKind.values()) {
            trials.put("solver " + solver.text(), wide(RegularizerKind.CONDITION_NUMBER, SolverSpec.of(solver)));
            trials.put(
                    "logCondition, solver " + solver.text(),
                    wide(RegularizerKind.LOG_CONDITION, SolverSpec.of(solver)));
        }
        trials.put("dropout", dropout());
        trials.put("activation tanh", activation(Activation.TANH));
        trials.put("activation gelu", activation(Activation.GELU));
        trials.put("sgd", sgd(0, false));
        trials.put("sgd with momentum", sgd(0.9, false));
        trials.put("sgd with Nesterov's momentum", sgd(0.9, true));
        trials.put("normalisation none", normalised(Normalisation.NONE));
        trials.put("normalisation data", normalised(Normalisation.DATA));
        trials.put("validation", activation(Activation.SIGMOID).with(Parameter.VALIDATION, 0.25));
        trials.put("validation of an autoencoder", validatedAutoencoder());
        return trials;
    }

    private static TrialSpec validatedAutoencoder() {
        return SelfTest.network(
                        Experiment.DENOISING,
                        new NetworkSpec(List.of(7), Activation.TANH),
                        new RegularizerSpec(
                                RegularizerKind.NONE, List.of("E1"), SolverSpec.of(SolverKind.TRACKING), 0.02))
                .with(Parameter.VALIDATION, 0.25);
    }

    private static TrialSpec normalised(Normalisation normalisation) {
        return activation(Activation.SIGMOID).with(Parameter.NORMALISATION, normalisation);
    }

    /** The first layer goes into panels where kind and solver allow; both are large enough for every solver. */
    private static TrialSpec wide(RegularizerKind kind, SolverSpec solver) {
        return SelfTest.network(
                Experiment.CLASSIFICATION,
                new NetworkSpec(List.of(37, 28), Activation.SIGMOID),
                new RegularizerSpec(kind, List.of("W1", "W2"), solver, 0.02));
    }

    /** Its first layer in panels. */
    private static TrialSpec activation(Activation activation) {
        return SelfTest.network(
                Experiment.CLASSIFICATION,
                new NetworkSpec(List.of(37, 28), activation),
                new RegularizerSpec(RegularizerKind.TIKHONOV, List.of("W1"), SolverSpec.of(SolverKind.TRACKING), 0.02));
    }

    private static TrialSpec sgd(double momentum, boolean isNesterov) {
        return activation(Activation.SIGMOID)
                .with()
                .set(Parameter.OPTIMIZER, Optimizer.SGD)
                .set(Parameter.MOMENTUM, momentum)
                .set(Parameter.NESTEROV, isNesterov)
                .build();
    }

    private static TrialSpec dropout() {
        return SelfTest.network(
                Experiment.CLASSIFICATION,
                new NetworkSpec(List.of(37, 28), List.of(Activation.RELU), 0.5),
                new RegularizerSpec(RegularizerKind.NONE, List.of("W1"), SolverSpec.of(SolverKind.TRACKING), 0.02));
    }
}
