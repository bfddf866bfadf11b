package dev.kappasweep.results;

import static dev.kappasweep.results.Columns.integer;
import static dev.kappasweep.results.Columns.nullableReal;
import static dev.kappasweep.results.Columns.real;
import static dev.kappasweep.results.Columns.text;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ParameterColumn;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.schema.Type;

/**
 * The columns of {@code trials} that say what was asked: one for each {@link Parameter}, and the first number of its strength, by two names. Lists are texts, their elements separated by commas.
 */
final class TrialSpecCells {
    private static final String LAMBDA = "lambda";

    /** The same by a name that Python and SQL have no other use for; null before version 5. */
    private static final String PENALTY_WEIGHT = "penalty_weight";

    private TrialSpecCells() {}

    static List<Type> columns() {
        List<Type> columns = new ArrayList<>(List.of(text("experiment"), text("dataset"), text("dataset_sha256")));
        for (Parameter parameter : Parameter.values()) {
            if (parameter == Parameter.LAMBDA) {
                columns.add(real(LAMBDA));
                columns.add(nullableReal(PENALTY_WEIGHT));
            }
            columns.add(column(parameter));
        }
        columns.add(text("evaluation_snr"));
        columns.add(integer("evaluation_draws"));
        return columns;
    }

    private static Type column(Parameter parameter) {
        ParameterColumn column = parameter.column();
        boolean isNullable = column.sinceVersion() > 1;
        return Columns.of(column.type(), column.name(), isNullable);
    }

    static void write(TrialSpec spec, Cells cells) {
        cells.put("experiment", spec.experiment().text());
        cells.put("dataset", spec.dataset().name());
        cells.put("dataset_sha256", spec.dataset().sha256());
        cells.put(LAMBDA, spec.lambda());
        cells.put(PENALTY_WEIGHT, spec.lambda());
        for (Parameter parameter : Parameter.values()) {
            if (parameter.isStored(spec.experiment())) {
                ParameterColumn column = parameter.column();
                Object value = spec.settings().get(parameter);
                cells.put(column.name(), column.type(), column.ofValue().apply(value));
            }
        }
        cells.put(
                "evaluation_snr",
                spec.evaluation().snr().stream().map(Snr::toString).collect(Collectors.joining(",")));
        cells.put("evaluation_draws", spec.evaluation().draws());
    }

    /** @param shared has the parts that many specs have in common */
    static TrialSpec read(Cells cells, Shared shared) {
        Experiment experiment = Named.parse(Experiment.class, "experiment", cells.text("experiment"));
        Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            values.put(parameter, read(parameter, cells, shared));
        }
        return new TrialSpec(
                experiment,
                shared.of(new DatasetId(cells.text("dataset"), cells.text("dataset_sha256"))),
                shared.made(experiment, Settings::standard).with(values),
                shared.made(
                        new Evaluation(cells.text("evaluation_snr"), cells.integer("evaluation_draws")),
                        TrialSpecCells::evaluation));
    }

    /** What a version of the table lacks is what it was before it could be said. */
    private static Object read(Parameter parameter, Cells cells, Shared shared) {
        ParameterColumn column = parameter.column();
        if (!cells.isNull(column.name())) {
            Cell cell = new Cell(parameter, cells.value(column.name(), column.type()));
            return shared.made(cell, TrialSpecCells::value);
        }
        return parameter == Parameter.LAMBDA ? Strength.of(cells.real(LAMBDA)) : parameter.unsaid();
    }

    /** A cell of a parameter's column. */
    private record Cell(Parameter parameter, Object raw) {}

    private static Object value(Cell cell) {
        return cell.parameter().column().toValue().apply(cell.raw());
    }

    /** The cells of what is measured. */
    private record Evaluation(String snr, int draws) {}

    private static EvaluationSpec evaluation(Evaluation cells) {
        return new EvaluationSpec(list(cells.snr(), Snr::parse), cells.draws());
    }

    private static <T> List<T> list(String text, Function<String, T> element) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(element).toList();
    }
}
