package dev.kappasweep.conf;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.SafeName;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.ValueType;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.MetricPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the key tables: a list of mappings, each a table that the sweep file defines. */
final class TableReading implements Key.Reading<List<TableSpec>> {
    static final String ALLOWED =
            "a list of tables, each with name and what else differs from the summary: title, rows, columns, "
                    + "metric, where, aggregate, published";

    private static final ValueType<String> NAME = ValueType.text(SafeName.ALLOWED, SafeName.PATTERN);
    private static final ValueType<String> TITLE =
            ValueType.text("a line of up to 200 characters", Pattern.compile("[^\\p{Cntrl}]{1,200}"));
    private static final List<String> AXES = Parameter.names();
    private static final ValueType<String> AXIS = new ValueType<>(
            "one of " + String.join(", ", AXES),
            AXES,
            ValueType.Kind.CHOICE,
            text -> Optional.of(text).filter(AXES::contains));
    private static final ValueType<String> METRIC = ValueType.text(MetricPattern.ALLOWED, PublishedReading::isMetric);
    private static final ValueType<String> AGGREGATE = ValueType.nameOf(Aggregate.class);

    @Override
    public Optional<List<TableSpec>> read(Setting setting, Problems problems) {
        if (!(setting.node() instanceof SequenceNode sequence)) {
            problems.notAllowed(setting, setting.node(), ALLOWED);
            return Optional.empty();
        }
        List<TableSpec> tables = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            table(new MappingReader(setting, node, problems)).ifPresent(tables::add);
        }
        boolean isUnique = tables.stream().map(TableSpec::name).distinct().count() == tables.size();
        if (!isUnique) {
            problems.notAllowed(setting, setting.node(), "tables whose names differ");
        }
        return tables.size() == sequence.getValue().size() && isUnique ? Optional.of(tables) : Optional.empty();
    }

    private static Optional<TableSpec> table(MappingReader table) {
        Optional<String> name = table.required("name", NAME);
        Optional<String> title = table.single("title", TITLE);
        Optional<List<String>> rows = table.list("rows", AXIS);
        Optional<List<String>> columns = table.list("columns", AXIS);
        Optional<List<String>> metrics = table.list("metric", METRIC);
        Map<String, List<String>> where = where(table.child("where"));
        Optional<String> aggregate = table.single("aggregate", AGGREGATE);
        List<PublishedTable> published = table.childOrChildrenOf("published").stream()
                .map(PublishedReading::read)
                .toList();
        table.refuseOthers();
        return table.isWhole()
                ? name.map(known -> new TableSpec(
                        known,
                        title.orElse(""),
                        rows.orElse(List.of()),
                        columns.orElse(List.of()),
                        metrics.orElse(List.of()),
                        where,
                        aggregate.orElse(Aggregate.MEAN.text()),
                        published))
                : Optional.empty();
    }

    private static Map<String, List<String>> where(Optional<MappingReader> child) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        child.ifPresent(mapping -> {
            for (Parameter axis : Parameter.ofConfigurations()) {
                mapping.list(axis.text(), PublishedReading.VALUE).ifPresent(values -> where.put(axis.text(), values));
            }
            mapping.refuseOthers();
        });
        return where;
    }
}
