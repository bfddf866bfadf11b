package dev.kappasweep.results;

import com.fasterxml.jackson.databind.JsonNode;

/** Rows as JSON, for people and programs that look at single trials. */
public final class ResultJson {
    private ResultJson() {}

    /** An object with the record's components; statuses, SNRs, solvers and times as the texts that tables use. */
    public static JsonNode tree(Record row) {
        return ManifestJson.mapper().valueToTree(row);
    }
}
