package dev.kappasweep.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.run.RunState;
import dev.kappasweep.sweep.TrialStatus;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sweep as a server tells it.
 *
 * @param goesOn whether somebody has asked for it to run: it is queued again when it has come to rest, as after an extension
 * @param reason why it is in its state, in one line; may be empty
 * @param total trials
 * @param running trials in training
 * @param ended trials by status; statuses that none has may be missing
 * @param secondsLeft of a running one, where it is known
 * @param best the best configuration so far, in one line
 */
public record RemoteSweep(
        String id,
        String name,
        String owner,
        int priority,
        RunState state,
        boolean goesOn,
        String reason,
        int total,
        int running,
        Map<TrialStatus, Integer> ended,
        OptionalDouble secondsLeft,
        Optional<String> best) {
    private static final String RUN = "RUN";

    public RemoteSweep {
        ended = Map.copyOf(ended);
    }

    static RemoteSweep of(JsonNode json) {
        JsonNode counts = json.path("counts");
        Map<TrialStatus, Integer> ended = new EnumMap<>(TrialStatus.class);
        for (TrialStatus status : TrialStatus.values()) {
            int count = counts.path(status.name()).asInt();
            if (count > 0) {
                ended.put(status, count);
            }
        }
        JsonNode left = json.path("secondsLeft");
        return new RemoteSweep(
                json.path("id").asText(),
                json.path("name").asText(),
                json.path("owner").asText(),
                json.path("priority").asInt(),
                RunState.valueOf(json.path("state").asText()),
                json.path("wanted").asText().equals(RUN),
                json.path("reason").asText(),
                counts.path("total").asInt(),
                counts.path("running").asInt(),
                ended,
                left.isNumber() ? OptionalDouble.of(left.doubleValue()) : OptionalDouble.empty(),
                best(json.path("best")));
    }

    private static Optional<String> best(JsonNode best) {
        return best.path("value").isNumber()
                ? Optional.of(best.path("configuration").asText() + ": "
                        + best.path("metric").asText() + " "
                        + String.format(Locale.ROOT, "%.2f", best.path("value").doubleValue()))
                : Optional.empty();
    }

    /** Trials with a final result. */
    public int done() {
        return count(true);
    }

    /** Trials that ended without one. */
    public int failed() {
        return count(false);
    }

    private int count(boolean isMeasured) {
        return ended.entrySet().stream()
                .filter(status -> status.getKey().isMeasured() == isMeasured)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Whether nothing happens to it any more unless somebody asks for it. */
    public boolean isAtRest() {
        return switch (state) {
            case COMPLETED, FAILED -> true;
            case PAUSED, STOPPED -> !goesOn;
            case QUEUED, STARTING, RUNNING, PAUSING, STOPPING -> false;
        };
    }
}
