package dev.kappasweep.spark;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * HDFS or S3 for jobs/chaos, {@code main hdfs|s3 DIRECTORY}. The first line that it prints is {@code ready ROOT LIBRARIES}. Then each
 * line of standard input is a command, which is answered by a line. It ends when standard input does.
 */
final class ChaosStore {
    private final ServedStore served;

    private ChaosStore(ServedStore served) {
        this.served = served;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("maven.repository", System.getProperty("user.home") + "/.m2/repository");
        try (ServedStore served = ServedStore.start(arguments[0], Files.createDirectories(Path.of(arguments[1])));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready " + served.root() + " " + served.libraries());
            ChaosStore store = new ChaosStore(served);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(store.answer(line.split("\t", -1)));
            }
        }
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "pid" -> Long.toString(served.pid());
            case "committed" -> Long.toString(committed(Places.path(words[1])));
            case "files" -> Integer.toString(files(Places.path(words[1])).size());
            case "get" -> Integer.toString(copy(files(Places.path(words[1])), Path.of(words[2])));
            case "mend" -> {
                served.mend(words[1]);
                yield "mended";
            }
            default -> {
                served.breakIt(words);
                yield "broken";
            }
        };
    }

    /** Trials with a final result. */
    private static long committed(Path results) {
        try {
            return ResultDirectory.readTrials(results).trials().stream()
                    .filter(TrialRow::isFinal)
                    .count();
        } catch (InvalidInputException e) {
            return 0; // there is no sweep yet
        }
    }

    /** Those in a directory; none where there is none. */
    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            paths.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return files;
    }

    private static int copy(List<Path> files, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path file : files) {
            Files.write(directory.resolve(file.getFileName().toString()), Files.readAllBytes(file));
        }
        return files.size();
    }
}
