package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A sweep and made-up results of its trials, for tests of where they are stored. */
public final class EndedTrials {
    public static final DatasetId DATA = SampleSweep.DATA;

    private EndedTrials() {}

    public static SweepSpec sweep(int seeds) {
        return SampleSweep.withSeeds(LongStream.rangeClosed(1, seeds).boxed().toArray(Long[]::new));
    }

    public static List<TrialSpec> trials(SweepSpec sweep) {
        return sweep.trials(DATA);
    }

    public static TrialResult completed(TrialSpec trial) {
        return SampleSweep.completed(trial);
    }

    public static TrialResult failed(TrialSpec trial) {
        return SampleSweep.unfinished(trial, TrialStatus.FAILED, "broken");
    }

    /** What is in the files below a directory, byte by byte as characters. */
    public static List<String> texts(Path directory) throws IOException {
        List<String> texts = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (Files.isDirectory(path)) {
                    texts.addAll(texts(path));
                } else {
                    texts.add(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }
}
