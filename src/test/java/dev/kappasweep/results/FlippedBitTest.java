package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit that flips on a disk is told or changes nothing that is read: no number is wrong without a word. */
class FlippedBitTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    /** No multiple of 8, so that every bit of a byte has its turn. */
    private static final int EVERY = Integer.getInteger("flip.every", 1013);

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void writeResults() {
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            store.commit(
                    TRIALS.subList(0, 2).stream().map(SampleSweep::completed).toList(), "4.1.0");
            store.commit(SampleSweep.completed(TRIALS.get(2)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(3), TrialStatus.FAILED, "broken"), "4.1.0");
            EvaluationMeasurement added = new EvaluationMeasurement(new Snr(2), "accuracy", 0.75, 10_000, 5);
            store.addEvaluations(List.of(new AddedEvaluations(TRIALS.get(0).id(), List.of(added), List.of())));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    /** What a reader is told, as text, or that the directory is damaged. */
    private static String told(Supplier<Object> reader) {
        try {
            return reader.get().toString();
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).startsWith("results: ").doesNotContain("\n");
            return "damaged";
        }
    }

    private Map<String, String> read(boolean alsoInPart) {
        Map<String, String> read = new TreeMap<>();
        read.put("all rows", told(() -> text(ResultDirectory.read(directory))));
        read.put("rows one by one", told(this::passedOn));
        if (alsoInPart) {
            read.put("trials", told(() -> ResultDirectory.readTrials(directory)));
            read.put(
                    "one trial",
                    told(() -> ResultDirectory.read(directory, TRIALS.get(0).id())));
        }
        return read;
    }

    /** What tables, comparisons and exports read, which hold no table but {@code trials} in memory. */
    private List<String> passedOn() {
        StoredResults results = StoredResults.read(directory);
        List<String> rows = new ArrayList<>();
        results.trials().forEach(row -> rows.add(row.toString()));
        results.eachLayer(row -> rows.add(row.toString()));
        results.eachSpectrum(row -> rows.add(row.toString()));
        results.eachEpoch(row -> rows.add(row.toString()));
        results.eachEvaluation(row -> rows.add(row.toString()));
        results.eachSample(row -> rows.add(row.toString() + row.measurement().hashCode()));
        return rows;
    }

    /** With the digests of the images, which they do not print. */
    private static String text(ResultTables tables) {
        return tables.toString()
                + tables.samples().stream()
                        .map(row -> row.measurement().hashCode())
                        .toList();
    }

    @Test
    void isToldOrChangesNothing() throws IOException {
        Map<String, String> whole = read(true);
        assertThat(whole).doesNotContainValue("damaged");
        int told = 0;
        int flips = 0;
        long start = 0;
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            boolean isOfTrials = file.startsWith(directory.resolve("trials"));
            for (long bit = start; bit < 8L * bytes.length; bit += EVERY) {
                byte[] flipped = bytes.clone();
                flipped[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
                Files.write(file, flipped);
                Map<String, String> now = read(isOfTrials);
                int readers = now.size();
                now.values().removeIf(text -> text.equals("damaged"));
                assertThat(whole)
                        .as("%s, bit %d", directory.relativize(file), bit)
                        .containsAllEntriesOf(now);
                told += now.size() < readers ? 1 : 0;
                flips++;
            }
            Files.write(file, bytes);
            start = (start + 7) % EVERY;
        }
        assertThat(told).as("of %d", flips).isGreaterThan(flips / 3);
        assertThat(read(true)).isEqualTo(whole);
    }

    /** What a run takes for done; of a file that has lost rows it takes nothing for it. */
    @Test
    void neverMakesATrialFinished() throws IOException {
        String outcomes = told(this::outcomes);
        Path file = TablesOnDisk.of(directory, "trials", TRIALS.get(3).id());
        byte[] bytes = Files.readAllBytes(file);
        for (long bit = 0; bit < 8L * bytes.length; bit += EVERY) {
            byte[] flipped = bytes.clone();
            flipped[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
            Files.write(file, flipped);
            assertThat(told(this::outcomes)).as("bit %d", bit).isIn(outcomes, "damaged");
        }
    }

    private Object outcomes() {
        return ResultDirectory.outcomes(directory, SWEEP, SampleSweep.DATA, Mixing.REFUSED);
    }

    @Test
    void earlierBuildsWroteNoChecksumsButTheirPagesHaveThem() throws IOException {
        Path file = TablesOnDisk.of(directory, "evaluations", TRIALS.get(2).id());
        List<TrialRow> trial =
                ResultDirectory.read(directory, TRIALS.get(2).id()).trials();
        List<EvaluationRow> rows = SampleSweep.completed(TRIALS.get(2)).evaluations().stream()
                .map(measured -> new EvaluationRow(TRIALS.get(2).id(), measured))
                .toList();
        writeAsEarlierBuilds(new EvaluationTable(), rows, file);
        writeAsEarlierBuilds(
                new TrialTable(),
                trial,
                TablesOnDisk.of(directory, "trials", TRIALS.get(2).id()));
        assertThat(ResultDirectory.read(directory, TRIALS.get(2).id()).evaluations())
                .hasSize(2);
        byte[] bytes = Files.readAllBytes(file);
        int accuracy = indexOf(bytes, Double.doubleToLongBits(0.975));
        bytes[accuracy + 6] ^= 0x08;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file + " is damaged")
                .hasMessageContaining("CRC")
                .hasMessageMatching(".*delete trials/" + TRIALS.get(2).id() + "[.][0-9a-f]{8}-[0-9]+[.]parquet"
                        + " to train this trial again");
    }

    @Test
    void aRowWhoseSettingsAreNotThoseOfItsIdIsRefused() throws IOException {
        TrialRow row =
                ResultDirectory.read(directory, TRIALS.get(2).id()).trials().get(0);
        TrialSpec other = TRIALS.get(3);
        TrialRow edited = new TrialRow(
                row.id(),
                row.sweep(),
                row.objectiveVersion(),
                other,
                row.ending(),
                row.provenance(),
                row.training(),
                row.spark());
        writeAsEarlierBuilds(new TrialTable(), List.of(edited), TablesOnDisk.of(directory, "trials", row.id()));
        assertThatThrownBy(() -> ResultDirectory.readTrials(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("trial " + row.id() + " has the settings of " + other.id());
    }

    private static <R> void writeAsEarlierBuilds(Table<R> table, List<R> rows, Path file) throws IOException {
        Files.delete(file);
        PlainFile.write(table, rows, file);
    }

    private static int indexOf(byte[] bytes, long value) {
        for (int i = 0; i + 8 <= bytes.length; i++) {
            long here = 0;
            for (int j = 7; j >= 0; j--) {
                here = here << 8 | (bytes[i + j] & 0xff);
            }
            if (here == value) {
                return i;
            }
        }
        throw new AssertionError("the value is not in the file");
    }
}
