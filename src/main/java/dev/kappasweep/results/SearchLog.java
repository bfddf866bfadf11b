package dev.kappasweep.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.OneLine;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a search has decided and been told, in the directory {@code _search} of its results: numbered entries that are created only
 * if absent and never changed. Entry n holds its own events and those of the entries before it that a reader need not open then: one
 * in 64 those of 63 others, one in 4096 those of 4095, and so on.
 */
public final class SearchLog {
    static final String DIRECTORY = "_search";
    private static final long SPAN = 64;

    private final Path entries;
    private final Store store;
    private final List<List<SearchEvent>> all = new ArrayList<>();

    private SearchLog(Path directory) {
        this.entries = directory.resolve(DIRECTORY);
        this.store = Store.of(directory);
    }

    /**
     * Opens the log of a directory that this process has open for writing.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws InvalidInputException if it is not whole
     */
    public static SearchLog open(Path directory) {
        SearchLog log = new SearchLog(directory);
        try {
            log.store.createDirectory(log.entries);
            log.store.deleteTemporaryFiles(log.entries);
            log.readAll(log.last()).forEach((number, events) -> {
                while (log.all.size() < number - 1) {
                    log.all.add(List.of()); // what they held is in this one
                }
                log.all.add(events);
            });
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read", e);
        }
    }

    /** All events of a directory's search so far, none where there is no search. Writes nothing. */
    public static List<SearchEvent> read(Path directory) {
        SearchLog log = new SearchLog(directory);
        try {
            return log.readAll(log.last()).values().stream()
                    .flatMap(List::stream)
                    .toList();
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
        }
    }

    /** The sweep with the candidates of its search; itself where it has none. */
    static SweepSpec found(Path directory, SweepSpec sweep) {
        if (sweep.searched().isEmpty()) {
            return sweep;
        }
        List<Axes> candidates = new ArrayList<>();
        for (SearchEvent event : read(directory)) {
            if (event instanceof SearchEvent.Candidate one) {
                candidates.add(sweep.searched().get().candidate(one.values()));
            }
        }
        return sweep.withCandidates(candidates);
    }

    /** Those so far. */
    public List<SearchEvent> events() {
        return all.stream().flatMap(List::stream).toList();
    }

    /**
     * Adds events, durable when this returns.
     *
     * @throws UncheckedIOException if they cannot be written; nobody knows then whether they are there
     * @throws InvalidInputException if another process has written there
     */
    public void append(List<SearchEvent> events) {
        all.add(List.copyOf(events));
        long number = all.size();
        try {
            store.create(entries.resolve(CommitFile.name(number)), out -> out.write(bytes(number)));
        } catch (FileAlreadyExistsException e) {
            requireOwn(number, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the search's log cannot be written to " + entries, e);
        }
    }

    /** Else the answer to a request was lost. */
    private void requireOwn(long number, IOException e) {
        try {
            if (!read(number).equals(held(number))) {
                throw new InvalidInputException(
                        "results: entry " + number + " of " + entries
                                + " was written by another run, which has taken the directory over; this run writes nothing more there",
                        e);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the search's log cannot be read in " + entries, unreadable);
        }
    }

    /** The number of the first entry that entry {@code number} stands for. */
    private static long first(long number) {
        long span = 1;
        while (number % (span * SPAN) == 0) {
            span *= SPAN;
        }
        return number - span + 1;
    }

    private List<SearchEvent> held(long number) {
        return all.subList((int) first(number) - 1, (int) number).stream()
                .flatMap(List::stream)
                .toList();
    }

    private byte[] bytes(long number) throws JacksonException {
        ObjectNode json = ManifestJson.mapper().createObjectNode();
        json.put("entry", number);
        json.put("from", first(number));
        ArrayNode events = json.putArray("events");
        held(number).forEach(event -> events.add(SearchJson.of(event)));
        return ChecksummedJson.bytes(json.toString());
    }

    /** By the last entry of those that hold them. */
    private SortedMap<Long, List<SearchEvent>> readAll(long last) throws IOException {
        SortedMap<Long, List<SearchEvent>> parts = new TreeMap<>();
        for (long number = last; number > 0; number = first(number) - 1) {
            parts.put(number, read(number));
        }
        return parts;
    }

    private List<SearchEvent> read(long number) throws IOException {
        Path file = entries.resolve(CommitFile.name(number));
        try {
            JsonNode json = ManifestJson.mapper().readTree(ChecksummedJson.require(file, Files.readAllBytes(file)));
            if (json.path("entry").asLong() != number || json.path("from").asLong() != first(number)) {
                throw new InvalidInputException("it is entry " + json.path("entry") + " from " + json.path("from"));
            }
            List<SearchEvent> events = new ArrayList<>();
            json.path("events").forEach(event -> events.add(SearchJson.readEvent(event)));
            return events;
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "results: " + file + " is missing, expected every entry of the search's log up to the last", e);
        } catch (JacksonException | InvalidInputException e) {
            throw new InvalidInputException(
                    "results: " + file + " is damaged (" + OneLine.of(String.valueOf(e.getMessage()))
                            + "), expected an entry of the search's log",
                    e);
        }
    }

    private long last() throws IOException {
        long last = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(entries)) {
            for (Path file : files) {
                last = Math.max(
                        last, CommitFile.number(file.getFileName().toString()).orElse(0));
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return last;
    }
}
