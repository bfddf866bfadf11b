package dev.kappasweep.results;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.Tolerance;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;

/** Records of this program as JSON: a record is an object with its components as fields, a value with a text form is that text. */
final class ManifestJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(texts())
            .annotationIntrospector(new FlatGroups(
                    Shape.class,
                    SpectrumSummary.class,
                    Ending.class,
                    Provenance.class,
                    TrainingSummary.class,
                    Measurements.class))
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ManifestJson() {}

    static ObjectMapper mapper() {
        return MAPPER;
    }

    /** As UTF-8, whatever the first bytes look like: Jackson alone would guess UTF-16 and UTF-32 from them. */
    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule();
        addNamed(module, Experiment.class);
        addNamed(module, Protocol.class);
        addNamed(module, Activation.class);
        addNamed(module, RegularizerKind.class);
        addNamed(module, Optimizer.class);
        addText(module, Snr.class, Snr::toString, Snr::parse);
        addText(module, Strength.class, Strength::toString, Strength::parse);
        addText(module, SolverSpec.class, SolverSpec::toString, SolverSpec::parse);
        addText(module, Tolerance.class, Tolerance::toString, Tolerance::parse);
        addText(module, TrialId.class, TrialId::text, TrialId::new);
        addText(module, Instant.class, Instant::toString, Instant::parse);
        addNamed(module, TrialStatus.class);
        module.addSerializer(SweepSpec.class, new SweepJson.Writer());
        module.addSerializer(TrialSpec.class, new SweepJson.TrialWriter());
        module.addDeserializer(SweepSpec.class, new SweepJson.Reader());
        module.addSerializer(DeadUnits.class, new DeadUnitsSerializer());
        return module;
    }

    private static <E extends Enum<E> & Named> void addNamed(SimpleModule module, Class<E> type) {
        addText(module, type, Named::text, text -> Named.parse(type, type.getSimpleName(), text));
    }

    private static <T> void addText(
            SimpleModule module, Class<T> type, Function<T, String> format, Function<String, T> parse) {
        module.addSerializer(type, new TextSerializer<>(type, format));
        module.addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    private static final class TextSerializer<T> extends StdSerializer<T> {
        private final transient Function<T, String> format;

        TextSerializer(Class<T> type, Function<T, String> format) {
            super(type);
            this.format = format;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(format.apply(value));
        }
    }

    private static final class TextDeserializer<T> extends StdDeserializer<T> {
        private final transient Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return parse.apply(json.getText());
        }
    }

    private static final class DeadUnitsSerializer extends StdSerializer<DeadUnits> {
        DeadUnitsSerializer() {
            super(DeadUnits.class);
        }

        @Override
        public void serialize(DeadUnits value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.equals(DeadUnits.NO_RELU)) {
                json.writeNull();
            } else {
                json.writeNumber(value.count());
            }
        }
    }
}
