package dev.kappasweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.files.Store;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.results.WeightFiles;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "weights",
        footer = {"", "Examples:", "  kappasweep weights runs/table1 3f9a --out weights.npz"},
        description = {
            "List the weights that are kept of one trial (run.keepWeights), or write one state of them to a "
                    + "file that numpy opens.",
            "The digest of final weights is compared with the one that the trial has committed."
        })
final class WeightsVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "Directory of the results, as given to run --out.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "TRIAL", description = "The first digits of the trial's id.")
    private String trial = "";

    @Option(
            names = "--epoch",
            paramLabel = "N|initial",
            description = "The state after this epoch, or before the first (default: the last one kept).")
    private Optional<String> epoch = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the weights to this file, such as weights.npz.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    WeightsVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrialRow row = row();
        NavigableMap<Integer, Path> files = new WeightFiles(directory).of(row.id());
        if (files.isEmpty()) {
            throw new InvalidInputException("weights: trial " + row.id() + " was run without run.keepWeights, so "
                    + directory + " has none of it, expected a run into another directory with"
                    + " --set run.keepWeights=final");
        }
        List<KeptState> states = chosen(files).entrySet().stream()
                .map(file -> read(row, file.getKey(), file.getValue()))
                .toList();
        if (out.isPresent()) {
            write(out.get(), states.get(0).arrays());
        }
        console.result(json ? Json.text(json(row, states)) : text(states));
        return ExitCode.OK;
    }

    private TrialRow row() {
        List<TrialRow> ended = ResultDirectory.readTrials(directory).trials().stream()
                .filter(TrialRow::isFinal)
                .toList();
        TrialId id = TrialIds.find(trial, ended.stream().map(TrialRow::id).toList());
        return ended.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** All, unless one is asked for or to be written. */
    private Map<Integer, Path> chosen(NavigableMap<Integer, Path> files) {
        if (epoch.isEmpty()) {
            return out.isEmpty() ? files : files.tailMap(files.lastKey());
        }
        int asked = number(epoch.get());
        if (!files.containsKey(asked)) {
            String kept = files.keySet().stream()
                    .map(number -> number == 0 ? KeptState.INITIAL : String.valueOf(number))
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException("--epoch: " + epoch.get() + " is not kept, expected one of " + kept);
        }
        return files.subMap(asked, true, asked, true);
    }

    private static int number(String epoch) {
        if (epoch.equals(KeptState.INITIAL)) {
            return 0;
        }
        if (!epoch.matches("[0-9]{1,9}")) {
            throw new InvalidInputException("--epoch: '" + epoch
                    + "' is not allowed, expected the number of an epoch, or " + KeptState.INITIAL);
        }
        return Integer.parseInt(epoch);
    }

    private static KeptState read(TrialRow row, int epoch, Path file) {
        KeptState state = KeptState.read(row, epoch, file);
        if (!state.isAsCommitted()) {
            throw new InvalidInputException("weights: " + file + " has the digest " + state.digest()
                    + ", expected weights_sha256 of the trial, " + state.expected());
        }
        return state;
    }

    private static void write(Path file, List<NamedArray> arrays) {
        try {
            Store.of(file).replace(file, target -> target.write(NpzFile.bytes(arrays)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private String text(List<KeptState> states) {
        List<List<String>> rows = new ArrayList<>();
        for (KeptState state : states) {
            rows.add(List.of(
                    state.name(),
                    out.orElse(state.file()).toString(),
                    state.arrays().stream()
                            .map(array -> array.name() + " " + array.shapeText())
                            .collect(Collectors.joining(", ")),
                    state.hasExpected() ? "weights_sha256 agrees: " + state.digest() : ""));
        }
        List<String> lines = new AlignedRows(List.of("state", "file", "arrays", "checked"), rows).lines();
        return String.join("\n", lines) + "\n";
    }

    private ObjectNode json(TrialRow row, List<KeptState> states) {
        ObjectNode root = Json.object();
        root.put("trial", row.id().text());
        ArrayNode all = root.putArray("states");
        for (KeptState state : states) {
            ObjectNode one = all.addObject();
            one.put("epoch", state.epoch());
            one.put("file", out.orElse(state.file()).toString());
            one.put("sha256", state.digest());
            one.put("agreesWithTrial", state.hasExpected());
            ArrayNode arrays = one.putArray("arrays");
            state.arrays().forEach(array -> {
                ObjectNode entry = arrays.addObject();
                entry.put("name", array.name());
                entry.put("type", array.type().numpyName());
                ArrayNode shape = entry.putArray("shape");
                array.shape().forEach(shape::add);
            });
        }
        return root;
    }
}
