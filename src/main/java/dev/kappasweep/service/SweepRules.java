package dev.kappasweep.service;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a sweep file may say where the machine is not its author's: it is read as any other, but the files that it names are those of the
 * service.
 *
 * @param data in which directories of images lie
 */
record SweepRules(Path data) {
    /** What the file is called in messages. */
    static final String NAME = "sweep";

    /** @throws InvalidInputException with a line for each problem */
    SweepFile read(String text) {
        SweepFile file = SweepFileReader.parse(text, NAME, List.of());
        if (!file.run().checkpointDirectory().isEmpty()) {
            throw new InvalidInputException(
                    NAME + ": run.checkpointDirectory: '" + file.run().checkpointDirectory()
                            + "' is not allowed on a server, expected none: checkpoints are kept with the results");
        }
        return file.spec().dataset().isDirectory()
                ? new SweepFile(file.spec().with(inside(file.spec().dataset())), file.run())
                : file;
    }

    private DatasetSpec inside(DatasetSpec asked) {
        try {
            Path base = data.toAbsolutePath().normalize();
            Path found = base.resolve(asked.name()).normalize();
            if (found.startsWith(base) && !found.equals(base) && !asked.name().contains(":")) {
                return DatasetSpec.directory(found.toString());
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw new InvalidInputException(NAME + ": dataset.directory: '" + asked.name()
                + "' is not allowed on a server, expected the name of a data set that was uploaded");
    }

    /**
     * Requires that {@code now} has all trials of {@code before}, so that nothing that was trained is given up.
     *
     * @throws InvalidInputException if it is another sweep
     */
    static void requireWider(SweepSpec before, SweepSpec now) {
        List<String> differences = new ArrayList<>();
        addIfOther(differences, "name", before.name(), now.name());
        addIfOther(differences, "experiment", before.experiment(), now.experiment());
        addIfOther(
                differences, "dataset", before.dataset().name(), now.dataset().name());
        addIfOther(
                differences,
                "evaluation.draws",
                before.evaluation().draws(),
                now.evaluation().draws());
        addIfOtherSearch(differences, before, now);
        for (Parameter parameter : Parameter.values()) {
            Set<Object> missing = new HashSet<>(before.values(parameter));
            now.values(parameter).forEach(missing::remove);
            if (!missing.isEmpty()) {
                differences.add(parameter.key() + " was " + String.join(", ", before.texts(parameter)) + " and is now "
                        + String.join(", ", now.texts(parameter)));
            }
        }
        if (!differences.isEmpty()) {
            throw new InvalidInputException(NAME + ": is another sweep: " + String.join("; ", differences)
                    + "; expected the same with more values on its axes or more search.trials, or a sweep of its own");
        }
    }

    /** Of a search there may be more candidates. */
    private static void addIfOtherSearch(List<String> differences, SweepSpec before, SweepSpec now) {
        if (before.searched().isPresent() != now.searched().isPresent()) {
            differences.add(now.searched().isPresent() ? "search is there and was not" : "search is not there and was");
        } else if (before.searched().isPresent()) {
            SearchSpec was = before.searched().get();
            SearchSpec is = now.searched().orElseThrow();
            if (is.trials() < was.trials()) {
                differences.add("search.trials was " + was.trials() + " and is now " + is.trials());
            }
            if (!is.withTrials(was.trials()).equals(was)) {
                differences.add("search is another one in more than trials");
            }
        }
    }

    private static void addIfOther(List<String> differences, String key, Object before, Object now) {
        if (!before.equals(now)) {
            differences.add(key + " was " + before + " and is now " + now);
        }
    }
}
