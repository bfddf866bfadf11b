package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.analysis.SearchHistory;
import dev.kappasweep.analysis.SearchHistory.Evaluated;
import dev.kappasweep.results.SearchLog;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.service.SweepState;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.Quantity;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What a search has tried and found so far, as its journal has it. */
final class SearchEndpoints {
    private final SweepService service;

    SearchEndpoints(SweepService service) {
        this.service = service;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/api/v1/sweeps/{id}/search", Role.VIEWER, this::search));
    }

    private Reply search(Call call) {
        SweepState sweep = service.get(call.path("id"));
        SweepSpec spec = service.read(sweep.file()).spec();
        SearchHistory history = SearchHistory.of(spec, SearchLog.read(sweep.directory()))
                .orElseThrow(() -> new HttpProblem(
                        HttpStatus.CONFLICT_409, "sweep " + sweep.id() + " is a grid, expected a search"));
        ObjectNode json = asked(history);
        ArrayNode candidates = json.putArray("candidates");
        history.candidates().forEach(values -> candidates.add(texts(values)));
        ArrayNode evaluated = json.putArray("evaluated");
        history.evaluated().forEach(one -> evaluated.add(evaluated(history, one)));
        ArrayNode records = json.putArray("records");
        history.records()
                .forEach(one -> records.addObject()
                        .put("candidate", one.candidate())
                        .put("trainings", one.trainings())
                        .put("value", one.means().get(0)));
        ArrayNode best = json.putArray("best");
        List<Evaluated> sorted = history.worstToBest();
        for (int i = sorted.size() - 1; i >= 0; i--) {
            best.add(sorted.get(i).candidate());
        }
        return Reply.json(json);
    }

    private static ObjectNode asked(SearchHistory history) {
        SearchSpec search = history.search();
        ObjectNode json = SweepBodies.object();
        json.put("strategy", search.strategy().text());
        json.put("sampler", search.sampler().text());
        json.put("trials", search.trials());
        search.objectives().stream().map(SearchObjective::text).forEach(json.putArray("objectives")::add);
        search.constraints().stream().map(SearchConstraint::text).forEach(json.putArray("constraints")::add);
        history.quantities().stream().map(Quantity::text).forEach(json.putArray("quantities")::add);
        history.epochs().forEach(json.putArray("epochs")::add);
        ArrayNode parameters = json.putArray("parameters");
        search.space().stream()
                .map(SearchDimension::parameter)
                .distinct()
                .map(Parameter::text)
                .forEach(parameters::add);
        return json;
    }

    private static ObjectNode texts(Map<Parameter, Object> values) {
        ObjectNode json = SweepBodies.object();
        values.forEach((parameter, value) -> json.put(parameter.text(), parameter.textOf(value)));
        return json;
    }

    private static ObjectNode evaluated(SearchHistory history, Evaluated one) {
        ObjectNode json = SweepBodies.object();
        json.put("candidate", one.candidate());
        json.put("rung", one.rung());
        json.put("seeds", one.seeds());
        json.put("trainings", one.trainings());
        json.put("isFeasible", history.isFeasible(one));
        ArrayNode means = json.putArray("means");
        for (double mean : one.means()) {
            if (Double.isFinite(mean)) {
                means.add(mean);
            } else {
                means.addNull();
            }
        }
        return json;
    }
}
