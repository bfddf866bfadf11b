package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitVerbTest {
    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("mine.yaml");
    }

    @Test
    void fileThatNothingWasAskedOfIsASmallSweepOnTheBuiltInDigits() {
        assertThat(init()).isZero();
        SweepSpec sweep = read();
        assertThat(sweep.name()).isEqualTo("mine");
        assertThat(sweep.dataset().name()).isEqualTo("digits");
        assertThat(sweep.grids().get(0).size()).isEqualTo(12);
        assertThat(err.toString()).isEqualTo("wrote " + file + "; next: kappasweep plan " + file + "\n");
    }

    @Test
    void optionsAreInTheFile() {
        assertThat(init("--dataset", "data/my 'set'", "--hidden", "512,128", "--regularizer", "tikhonov"))
                .isZero();
        assertThat(read().texts(Parameter.HIDDEN)).containsExactly("512,128");
        assertThat(read().texts(Parameter.REGULARIZER)).containsExactly("tikhonov");
        assertThat(read().dataset())
                .as("a directory as the caller sees it, though the file is elsewhere")
                .isEqualTo(DatasetSpec.directory(
                        Path.of("data/my 'set'").toAbsolutePath().toString()));
    }

    @Test
    void anAutoencoderHasItsOwnLayers() {
        assertThat(init("--experiment", "denoising")).isZero();
        assertThat(read().experiment()).isEqualTo(Experiment.DENOISING);
        assertThat(read().texts(Parameter.HIDDEN)).containsExactly("64,16,64");
        assertThat(read().grids().get(0).size()).isEqualTo(9);
        assertThat(read().values(Parameter.TRAIN_SNR)).containsExactly(new Snr(1));
        file = directory.resolve("one.yaml");
        assertThat(init("--experiment", "denoising", "--hidden", "16")).isZero();
        assertThat(read().texts(Parameter.HIDDEN)).containsExactly("16");
    }

    @Test
    void leastSquaresDrawsItsOwnProblem() {
        assertThat(init("--experiment", "least-squares", "--lambda", "0,5", "--seed", "1"))
                .isZero();
        assertThat(read().experiment()).isEqualTo(Experiment.LEAST_SQUARES);
        assertThat(read().grids().get(0).size()).isEqualTo(2);
        assertThat(run(
                        "plan",
                        file.toString(),
                        "--out",
                        directory.resolve("out").toString()))
                .isZero();
        assertThat(out.toString()).contains("data gaussian: drawn by each trial\n");
        file = directory.resolve("other.yaml");
        assertThat(init("--experiment", "least-squares", "--hidden", "5")).isEqualTo(2);
        assertThat(err.toString())
                .endsWith("--hidden: is not allowed for least-squares, which draws its own problem\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void anExperimentThatThereIsNotIsRefused() {
        assertThat(init("--experiment", "denoise")).isEqualTo(2);
        assertThat(err.toString()).contains("'denoise'", "classification, denoising, least-squares");
    }

    @Test
    void rangesAreTakenAsInSweepFiles() {
        assertThat(init("--lambda", "0,logspace(1e-4,1,5)", "--seed", "1..50", "--snr", "inf"))
                .isZero();
        assertThat(read().values(Parameter.LAMBDA)).hasSize(6);
        assertThat(read().values(Parameter.SEED)).hasSize(50);
    }

    @Test
    void whatTheReaderRefusesIsNotWritten() {
        assertThat(init("--regularizer", "tikonov", "--epochs", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'tikhonov'?", "training.epochs: '0' is not allowed");
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void fileThatIsThereStaysAsItIs() throws IOException {
        Files.writeString(file, "mine");
        assertThat(init()).isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
        assertThat(file).hasContent("mine");
    }

    private SweepSpec read() {
        return SweepFileReader.read(file, List.of()).spec();
    }

    private int init(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "init";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Verbs.commandLine(console, (spec, data, observer) -> {
                    throw new AssertionError();
                })
                .execute(arguments);
    }
}
