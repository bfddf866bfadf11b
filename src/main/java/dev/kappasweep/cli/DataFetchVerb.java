package dev.kappasweep.cli;

import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.data.DownloadProgress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "fetch", description = "Download a data set and check its digests.")
final class DataFetchVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "SET",
            description = "mnist, fashion-mnist, kmnist or emnist; digits are built in, cifar10 you fetch yourself.")
    private String dataset = "";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Put it there (default: $KAPPASWEEP_DATA, else the user cache).")
    private Optional<Path> dataDir = Optional.empty();

    DataFetchVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> written =
                new DatasetLoader(dataDir, System.getenv()).download(dataset).run(new Display());
        console.result(written.isEmpty() ? dataset + " is there already\n" : lines(written));
        return ExitCode.OK;
    }

    private static String lines(List<Path> files) {
        return files.stream().map(file -> file + "\n").collect(Collectors.joining());
    }

    /** One line that is overwritten on a terminal; otherwise a line for each file when it is complete. */
    private final class Display implements DownloadProgress {
        @Override
        public void received(String file, long bytes, long total) {
            String line = file + ": " + bytes + (total < 0 ? "" : " of " + total) + " bytes";
            if (bytes == total) {
                console.replaceLine(line);
                console.endLine();
            } else if (console.isTerminal()) {
                console.replaceLine(line);
            }
        }

        @Override
        public void failed(URI source, String reason) {
            console.endLine();
            console.say(source + ": " + reason + "; trying the next mirror");
        }
    }
}
