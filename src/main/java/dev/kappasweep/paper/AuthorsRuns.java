package dev.kappasweep.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * Kappa of every epoch of the paper's authors' own runs, seed 1: what the results of a sweep with the same setting are drawn
 * beside. From the history of their public repository; {@code paper/authors-kappa.json} says where.
 */
public final class AuthorsRuns {
    private static final String RESOURCE = "/paper/authors-kappa.json";

    private final JsonNode program;

    private AuthorsRuns(JsonNode program) {
        this.program = program;
    }

    /** Those with the data and the network of {@code sweep}; of another one there are none. */
    public static AuthorsRuns of(SweepSpec sweep) {
        try (InputStream in = Objects.requireNonNull(AuthorsRuns.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode programs = new JsonMapper().readTree(in).path("programs");
            boolean isTheirData = sweep.dataset().equals(DatasetSpec.MNIST)
                    && sweep.texts(Parameter.TRAIN_IMAGES).equals(List.of("0"));
            return new AuthorsRuns(StreamSupport.stream(programs.spliterator(), false)
                    .filter(one -> isTheirData && hasNetworkOf(one, sweep))
                    .findFirst()
                    .orElse(MissingNode.getInstance()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasNetworkOf(JsonNode program, SweepSpec sweep) {
        return program.path("experiment").asText().equals(sweep.experiment().text())
                && sweep.values(Parameter.HIDDEN)
                        .toString()
                        .replace(" ", "")
                        .equals("[" + program.path("hidden") + "]");
    }

    /**
     * Kappa of {@code layer} before training and after each epoch; of length 0 where they have no such run.
     *
     * @param kind of the penalty beside which the network of {@code configuration} is looked at, if it has none itself
     */
    public double[] kappas(Configuration configuration, RegularizerKind kind, String layer) {
        if (!isTheirSetting(configuration)) {
            return new double[0];
        }
        JsonNode kappas = program.path("kappa")
                .path(kind.text())
                .path(configuration.text(Parameter.LAMBDA))
                .path(layer);
        return StreamSupport.stream(kappas.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private boolean isTheirSetting(Configuration configuration) {
        return configuration.batch() == program.path("batch").asInt()
                && configuration.dropout() == 0
                && configuration.learningRate() == program.path("learningRate").asDouble()
                && configuration
                        .trainSnr()
                        .toString()
                        .equals(program.path("trainSnr").asText());
    }
}
