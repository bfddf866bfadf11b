package dev.kappasweep.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Set;

/** A plan as JSON. */
public final class PlanJson {
    private PlanJson() {}

    /** All trials, and times for {@code cores}. */
    public static ObjectNode of(Plan plan, int cores) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("sweep", plan.sweep().name());
        root.put("directory", plan.directory().toString());
        root.put("dataset", plan.data().id().name());
        root.put("datasetSha256", plan.data().id().sha256());
        plan.notices().forEach(root.putArray("notices")::add);
        root.put("points", plan.points());
        root.put("total", plan.trials().size());
        root.put("toRun", plan.toRun());
        root.put("toEvaluate", plan.missing().gaps().size() - plan.missing().trainedAgain());
        root.put("toTrainAgain", plan.missing().trainedAgain());
        root.put("secondsPerTrial", plan.secondsPerTrial());
        root.put("secondsPerTrialMeasured", plan.isMeasured());
        root.put("cores", cores);
        root.put("secondsLeft", plan.secondsLeft(cores));
        plan.search().ifPresent(search -> {
            ObjectNode one = root.putObject("search");
            one.put("strategy", plan.sweep().searched().orElseThrow().strategy().text());
            one.put("candidates", plan.sweep().searched().orElseThrow().trials());
            plan.sweep().searched().orElseThrow().seeds().forEach(one.putArray("seeds")::add);
            ArrayNode rungs = one.putArray("rungs");
            for (int i = 0; i < search.epochs().size(); i++) {
                rungs.addObject()
                        .put("epochs", search.epochs().get(i))
                        .put("candidates", search.candidates().get(i));
            }
            one.put("secondsOnOneCore", plan.secondsOfSearch());
        });
        ArrayNode trials = root.putArray("trials");
        Set<TrialSpec> finished = plan.finished();
        List<Parameter> parameters = Parameter.ofConfigurations().stream()
                .filter(parameter -> parameter.isAlwaysAxis() || plan.sweep().varies(parameter))
                .toList();
        for (TrialSpec trial : plan.trials()) {
            ObjectNode one = trials.addObject();
            one.put("id", plan.missing().idOf(trial).text());
            one.put("done", finished.contains(trial));
            parameters.forEach(parameter -> put(one, parameter, trial));
            one.put("seed", trial.seed());
        }
        return root;
    }

    /** Lambda as the number that curves are drawn against, and as what is asked. */
    private static void put(ObjectNode json, Parameter parameter, TrialSpec trial) {
        Object value = trial.settings().get(parameter);
        if (parameter == Parameter.LAMBDA) {
            json.put(parameter.text(), trial.lambda());
            json.put("strength", parameter.textIn(trial));
        } else if (value instanceof Integer number) {
            json.put(parameter.text(), number);
        } else if (value instanceof Double number) {
            json.put(parameter.text(), number);
        } else {
            json.put(parameter.text(), parameter.textIn(trial));
        }
    }
}
