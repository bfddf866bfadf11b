package dev.kappasweep.results;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of {@code trials} that say what was asked. Lists are texts, their elements separated by commas. */
final class TrialSpecCells {
    private TrialSpecCells() {}

    static void write(TrialSpec spec, Cells cells) {
        cells.put("experiment", spec.experiment().text());
        cells.put("protocol", spec.protocol().text());
        cells.put("dataset", spec.dataset().name());
        cells.put("dataset_sha256", spec.dataset().sha256());
        cells.put("hidden", joined(spec.network().hidden()));
        cells.put("activation", activations(spec.network()));
        cells.put("dropout", spec.network().dropout());
        writeProblem(spec, cells);
        writePenalty(spec.regularizer(), cells);
        cells.put("lambda", spec.lambda());
        cells.put("strength", spec.strength().toString());
        cells.put("train_snr", spec.trainSnr().value());
        cells.put("seed", spec.seed());
        writeTraining(spec.training(), cells);
        cells.put("evaluation_snr", joined(spec.evaluation().snr()));
        cells.put("evaluation_draws", spec.evaluation().draws());
    }

    /** One name where all hidden layers have the same activation. */
    private static String activations(NetworkSpec network) {
        List<String> names =
                network.activations().stream().map(Activation::text).toList();
        return names.stream().distinct().count() == 1 ? names.get(0) : String.join(",", names);
    }

    private static void writeProblem(TrialSpec spec, Cells cells) {
        if (spec.experiment() == Experiment.LEAST_SQUARES) {
            cells.put("problem_outputs", spec.problem().outputs());
            cells.put("problem_inputs", spec.problem().inputs());
            cells.put("problem_samples", spec.problem().samples());
        }
    }

    private static void writePenalty(RegularizerSpec penalty, Cells cells) {
        cells.put("regularizer", penalty.kind().text());
        cells.put("layers", joined(penalty.layers()));
        cells.put("solver", penalty.solver().toString());
        cells.put("tolerance", penalty.tolerance());
    }

    private static void writeTraining(TrainingSpec training, Cells cells) {
        cells.put("epochs", training.epochs());
        cells.put("batch_size", training.batch());
        cells.put("optimizer", training.optimizer().text());
        cells.put("learning_rate", training.learningRate());
        cells.put("train_images", training.trainImages());
    }

    /** @param shared has the parts that many specs have in common */
    static TrialSpec read(Cells cells, Shared shared) {
        return new TrialSpec(
                Named.parse(Experiment.class, "experiment", cells.text("experiment")),
                Named.parse(Protocol.class, "protocol", cells.text("protocol")),
                shared.of(new DatasetId(cells.text("dataset"), cells.text("dataset_sha256"))),
                shared.of(readNetwork(cells)),
                shared.of(readProblem(cells)),
                shared.of(readPenalty(cells)),
                shared.of(readStrength(cells)),
                shared.of(new Snr(cells.real("train_snr"))),
                shared.of(readTraining(cells)),
                cells.bigInteger("seed"),
                shared.of(readEvaluation(cells)));
    }

    private static EvaluationSpec readEvaluation(Cells cells) {
        return new EvaluationSpec(list(cells.text("evaluation_snr"), Snr::parse), cells.integer("evaluation_draws"));
    }

    private static NetworkSpec readNetwork(Cells cells) {
        return new NetworkSpec(
                list(cells.text("hidden"), Integer::valueOf),
                list(cells.text("activation"), text -> Named.parse(Activation.class, "activation", text)),
                cells.realOr("dropout", 0));
    }

    private static ProblemSpec readProblem(Cells cells) {
        ProblemSpec other = ProblemSpec.PUBLISHED;
        return new ProblemSpec(
                cells.integerOr("problem_outputs", other.outputs()),
                cells.integerOr("problem_inputs", other.inputs()),
                cells.integerOr("problem_samples", other.samples()));
    }

    /** Version 1 has lambda only. */
    private static Strength readStrength(Cells cells) {
        String text = cells.textOrEmpty("strength");
        return text.isEmpty() ? Strength.of(cells.real("lambda")) : Strength.parse(text);
    }

    private static RegularizerSpec readPenalty(Cells cells) {
        return new RegularizerSpec(
                Named.parse(RegularizerKind.class, "regularizer", cells.text("regularizer")),
                list(cells.text("layers"), Function.identity()),
                SolverSpec.parse(cells.text("solver")),
                cells.real("tolerance"));
    }

    private static TrainingSpec readTraining(Cells cells) {
        return new TrainingSpec(
                cells.integer("epochs"),
                cells.integer("batch_size"),
                Named.parse(Optimizer.class, "optimizer", cells.text("optimizer")),
                cells.real("learning_rate"),
                cells.integer("train_images"));
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static <T> List<T> list(String text, Function<String, T> element) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(element).toList();
    }
}
