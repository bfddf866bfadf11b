package dev.kappasweep.conf;

import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.ValueType;
import dev.kappasweep.table.MetricPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the key search.objective: metrics to maximise and to minimise, in the order of the file. */
final class ObjectiveReading implements Key.Reading<List<SearchObjective>> {
    static final String ALLOWED =
            "maximise and minimise, each with a metric or a list of metrics: {maximise: accuracy(0.5), minimise: kappa(W1)}";

    static final ValueType<String> METRIC = ValueType.text(MetricPattern.ALLOWED, PublishedReading::isMetric);

    @Override
    public Optional<List<SearchObjective>> read(Setting setting, Problems problems) {
        MappingReader mapping = new MappingReader(setting, setting.node(), problems);
        List<SearchObjective> objectives = new ArrayList<>();
        for (String key : mapping.keys()) {
            if (key.equals("maximise") || key.equals("minimise")) {
                mapping.list(key, METRIC)
                        .ifPresent(metrics -> metrics.forEach(
                                metric -> objectives.add(new SearchObjective(metric, key.equals("maximise")))));
            }
        }
        mapping.list("maximise", METRIC);
        mapping.list("minimise", METRIC);
        mapping.refuseOthers();
        return mapping.isWhole() ? Optional.of(objectives) : Optional.empty();
    }
}
