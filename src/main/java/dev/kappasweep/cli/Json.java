package dev.kappasweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.bench.AutoencoderBenchmark;
import dev.kappasweep.bench.LeastSquaresBenchmark;
import dev.kappasweep.bench.MachineRates;
import dev.kappasweep.bench.MemoryBenchmark;
import dev.kappasweep.bench.RegularizerBenchmark;
import dev.kappasweep.bench.SiteReport;
import dev.kappasweep.bench.StepBenchmark;
import dev.kappasweep.bench.StepTime;
import dev.kappasweep.results.FlatGroups;

/** The JSON that {@code --json} prints: one object, indented. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new FlatGroups(
                    SiteReport.Jvm.class,
                    SiteReport.Cpu.class,
                    SiteReport.Kernels.class,
                    SiteReport.Speed.class,
                    SiteReport.Memory.class,
                    StepTime.class,
                    MachineRates.class,
                    StepBenchmark.Setting.class,
                    StepBenchmark.Products.class,
                    AutoencoderBenchmark.Floors.class,
                    LeastSquaresBenchmark.Cost.class,
                    LeastSquaresBenchmark.Floors.class,
                    RegularizerBenchmark.Multiples.class,
                    RegularizerBenchmark.Memory.class,
                    MemoryBenchmark.Allocated.class,
                    MemoryBenchmark.TrialMemory.class,
                    MemoryBenchmark.Resident.class))
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A record as an object with its components; records within it likewise, but for mere groups, whose components are its own. */
    static JsonNode ofRecord(Record values) {
        return MAPPER.valueToTree(values);
    }

    /** The tree of text that this program wrote itself. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    /** Ends with a line break. */
    static String text(JsonNode json) {
        return json.toPrettyString() + "\n";
    }
}
