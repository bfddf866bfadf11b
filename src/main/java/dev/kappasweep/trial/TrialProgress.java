package dev.kappasweep.trial;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.SpectrumMeasurement;
import java.io.IOException;
import java.util.List;

/**
 * What a trial has measured when its state is written: the part of a checkpoint that is not the state of the training itself.
 *
 * @param startedAt of the first attempt, in the text form of an instant
 * @param seconds that all attempts have taken
 * @param current the epoch that is not over; of zero steps between two epochs
 */
record TrialProgress(
        String startedAt,
        double seconds,
        List<LayerMeasurement> layers,
        List<SpectrumMeasurement> spectra,
        List<EpochMeasurement> epochs,
        EpochSums current) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    TrialProgress {
        layers = List.copyOf(layers);
        spectra = List.copyOf(spectra);
        epochs = List.copyOf(epochs);
    }

    /** Whether nothing behind the end of {@code epoch} is in it. */
    boolean isWithin(int epoch) {
        return epochs.size() < epoch || (epochs.size() == epoch && current.steps() == 0);
    }

    /** JSON; doubles keep all their bits. */
    byte[] toJson() throws IOException {
        return MAPPER.writeValueAsBytes(this);
    }

    /** One that was written before numericalKappa was measured has none. */
    private static void addWhatOldOnesLack(JsonNode progress) {
        for (JsonNode layer : progress.path("layers")) {
            if (layer.path("spectrum") instanceof ObjectNode spectrum && !spectrum.has("numericalKappa")) {
                spectrum.put("numericalKappa", Double.NaN);
            }
        }
    }

    /** @throws IOException if the bytes are not what {@link #toJson} makes */
    static TrialProgress ofJson(byte[] json) throws IOException {
        try {
            JsonNode progress = MAPPER.readTree(json);
            if (!progress.isObject()) {
                throw new IOException("no progress of a trial: no JSON object");
            }
            addWhatOldOnesLack(progress);
            return MAPPER.treeToValue(progress, TrialProgress.class);
        } catch (JacksonException e) {
            throw new IOException("no progress of a trial: " + e.getOriginalMessage(), e);
        }
    }
}
