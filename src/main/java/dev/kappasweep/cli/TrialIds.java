package dev.kappasweep.cli;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Finds trials by the beginning of their id, as git does with commits. */
final class TrialIds {
    private static final int MOST_NAMED = 5;

    private TrialIds() {}

    /**
     * The only one of {@code ids} that starts with {@code prefix}.
     *
     * @throws InvalidInputException if there is none or more than one
     */
    static TrialId find(String prefix, Collection<TrialId> ids) {
        if (!prefix.matches("[0-9a-f]{1,16}")) {
            throw new InvalidInputException(
                    "TRIAL: '" + prefix + "' is not allowed, expected the first of the 16 hexadecimal digits of an id");
        }
        List<TrialId> matching = ids.stream()
                .filter(id -> id.text().startsWith(prefix))
                .sorted()
                .distinct()
                .toList();
        if (matching.size() != 1) {
            throw new InvalidInputException("TRIAL: '" + prefix + "' is the beginning of "
                    + (matching.isEmpty() ? "no trial" : named(matching)) + ", expected exactly one");
        }
        return matching.get(0);
    }

    private static String named(List<TrialId> matching) {
        String first = matching.stream().limit(MOST_NAMED).map(TrialId::text).collect(Collectors.joining(", "));
        int rest = matching.size() - MOST_NAMED;
        return matching.size() + " trials (" + first + (rest > 0 ? " and " + rest + " more" : "") + ")";
    }
}
