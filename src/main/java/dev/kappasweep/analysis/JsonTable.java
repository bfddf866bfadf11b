package dev.kappasweep.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Writes a table as one JSON object. */
final class JsonTable {
    private JsonTable() {}

    static String text(PaperTable table) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("sweep", table.title());
        ArrayNode rows = root.putArray("rows");
        for (PaperTable.Row row : table.rows()) {
            ObjectNode json = rows.addObject();
            putConfiguration(json, row.configuration());
            ArrayNode cells = json.putArray("cells");
            for (int i = 0; i < table.quantities().size(); i++) {
                putCell(
                        cells.addObject(),
                        table.quantities().get(i),
                        row.cells().get(i));
            }
        }
        ArrayNode notes = root.putArray("notes");
        table.notes().forEach(notes::add);
        return root.toPrettyString() + "\n";
    }

    private static void putConfiguration(ObjectNode json, Configuration configuration) {
        json.put("regularizer", configuration.regularizer().text());
        json.put("solver", configuration.solver().toString());
        json.put("lambda", configuration.lambda());
        json.put("trainSnr", configuration.trainSnr().toString());
        json.put("learningRate", configuration.learningRate());
        json.put("batch", configuration.batch());
    }

    private static void putCell(ObjectNode json, Quantity quantity, PaperTable.Cell cell) {
        Estimate estimate = cell.estimate();
        json.put("metric", quantity.metric());
        json.put("layer", quantity.layer());
        json.put(
                "snr", Optional.ofNullable(quantity.snr()).map(Object::toString).orElse(null));
        putNumber(json, "mean", Optional.of(estimate.mean()));
        putNumber(json, "ci95", Optional.of(estimate.halfWidth()));
        json.put("n", estimate.n());
        json.put("planned", estimate.planned());
        json.put("notRun", estimate.notRun());
        json.put("diverged", estimate.diverged());
        json.put("failed", estimate.failed());
        json.put("undefined", estimate.undefined());
        putNumber(json, "published", cell.published());
        putNumber(json, "difference", cell.difference());
    }

    private static void putNumber(ObjectNode json, String name, Optional<Double> value) {
        json.put(name, value.filter(Double::isFinite).orElse(null));
    }
}
