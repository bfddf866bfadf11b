package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs jobs/bench-peer in a project whose bench step and whose Python print times that the test has chosen. */
final class BenchPeerTest {
    private static final String NO_TORCH = "exit 1";

    @TempDir
    private Path directory = Path.of("");

    private Path project = Path.of("");

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void makeProject() throws IOException {
        project = directory.resolve("the project");
        Scripts.copy("bench-peer", project);
        ours(4, 3.5, 0.7);
        python("8.5", "12.5", "400");
    }

    @Test
    void ratiosWithinTheirBoundsPass() throws Exception {
        Result result = run();

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("peer: pytorch 2.9.1, one thread, two copies at once; 3 rounds in turns, 784-2048-10,")
                .contains("ours / plain, at most                0.4706   bound  0.5000   holds\n")
                .contains("ours / paper, at most                0.0100   bound  0.0143   holds\n")
                .contains("lambda = 1 / lambda = 0, at most     1.1429   bound  1.2500   holds\n")
                .contains("share of the rate, at least          0.7000   bound  0.6000   holds\n")
                .doesNotContain("MISSED");
        assertThat(result.err())
                .isEqualTo("bench-peer: round 1 of 3\nbench-peer: round 2 of 3\nbench-peer: round 3 of 3\n");
    }

    @Test
    void missedBoundIsNamedAndGivesExitCodeOne() throws Exception {
        python("7.9", "12.5", "400");

        Result result = run("--rounds", "1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines().filter(line -> line.endsWith("MISSED")))
                .containsExactly("ours / plain, at most                0.5063   bound  0.5000   MISSED");
    }

    @Test
    void programsTakeTurnsAndThePeerRunsAsTwoCopies() throws Exception {
        run("--rounds", "2");

        List<String> calls = Files.readAllLines(directory.resolve("calls"));
        List<String> round = List.of(
                "ours 1", "plain 600", "plain 600", "ours 0", "lanczos 200", "lanczos 200", "paper 6", "paper 6");
        List<String> expected = new ArrayList<>(List.of("plain 2"));
        expected.addAll(round);
        expected.addAll(round);
        assertThat(calls).isEqualTo(expected);
    }

    @Test
    void withSeveralThreadsOneTrialOfEachRunsAndNoBoundIsJudged() throws Exception {
        Result result = run("--rounds", "1", "--threads", "2");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("peer: pytorch 2.9.1, one trial of each on 2 cores; 1 rounds in turns, 784-2048-10,")
                .contains("ours / plain                         0.2353\n") // 2 of 8.5 ms
                .contains("lambda = 1 / lambda = 0              1.1429\n")
                .doesNotContain("bound", "share", "mean");
        assertThat(Files.readAllLines(directory.resolve("calls")))
                .containsExactly(
                        "plain 2", "ours 1 --crew 2", "plain 600", "ours 0 --crew 2", "lanczos 200", "paper 6");
        JsonNode json = new ObjectMapper()
                .readTree(run("--rounds", "1", "--threads", "2", "--json").out());
        assertThat(json.at("/threads").asInt()).isEqualTo(2);
        assertThat(json.at("/ms/ours/median").asDouble()).isEqualTo(2);
        assertThat(json.at("/checks")).hasSize(3);
        assertThat(run("--threads", "2", "--csv", "a.csv").err()).contains("--csv: the rows are of one thread");
    }

    @Test
    void jsonHoldsTimesAndChecks() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(run("--rounds", "1", "--json").out());

        assertThat(json.at("/peer").asText()).isEqualTo("pytorch 2.9.1");
        assertThat(json.at("/ms/ours/median").asDouble()).isEqualTo(4);
        assertThat(json.at("/ms/lanczos/mean").asDouble()).isEqualTo(12.5);
        assertThat(json.at("/checks").findValuesAsText("holds")).containsExactly("true", "true", "true", "true");
    }

    @Test
    void eachRunIsARowOfTheFile() throws Exception {
        Path csv = directory.resolve("all runs.csv");
        run("--rounds", "1", "--csv", csv.toString());
        run("--rounds", "2", "--csv", csv.toString());

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0))
                .isEqualTo(Files.readAllLines(Path.of("docs/dev/performance/measurements.csv"))
                        .get(0));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).matches("[^,]+,\".*\",\"pytorch 2.9.1\",1,2048,4.0,3.5,8.5,12.5,400,0.7,1.00");
        assertThat(lines.get(2)).contains("\",2,2048,4,");
        assertThat(run("--csv").err()).contains("--csv: '' is not allowed");
    }

    @Test
    void absentPeerIsToldAndNothingIsCompared() throws Exception {
        Scripts.write(directory.resolve("bin/python3"), "#!/usr/bin/env bash\n" + NO_TORCH + "\n");
        Scripts.write(directory.resolve("bin/mvn"), "#!/usr/bin/env bash\necho '[ERROR] no network'; exit 1\n");

        Result result = run();

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("PyTorch 2 or newer for Python is absent")
                .contains("[ERROR] no network")
                .endsWith("no PyTorch to compare with: Python has none, and libtorch could not be built, see above\n");
    }

    @Test
    void wrongNumberIsRefused() throws Exception {
        assertThat(run("--rounds", "0"))
                .isEqualTo(new Result(
                        2, "", "bench-peer: --rounds: '0' is not allowed, expected a whole number of at least 1\n"));
    }

    private void ours(double regularised, double free, double share) throws IOException {
        Scripts.write(project.resolve("jobs/kappasweep"), """
                #!/usr/bin/env bash
                [[ $1 == bench ]] || exit 0
                lambda=$(sed 's/.*--lambda \\([0-9]*\\).*/\\1/' <<<"$*")
                crew=$(sed -n 's/.*\\( --crew [0-9]*\\).*/\\1/p' <<<"$*")
                echo "ours $lambda$crew" >> '%s'
                [[ $lambda == 1 ]] && ms=%s || ms=%s
                echo "{"
                [[ -z $crew ]] || echo "  \\"crewMs\\" : $(awk "BEGIN { print $ms / 2 }"),"
                echo "  \\"msPerStepMedian\\" : $ms,"
                echo "  \\"msPerStepMean\\" : $ms,"
                echo "  \\"productShare\\" : %s"
                echo "}"
                """.formatted(
                        directory.resolve("calls"), regularised, free, share));
    }

    /** A Python with PyTorch, whose steps take {@code plain}, {@code lanczos} and {@code paper} ms. */
    private void python(String plain, String lanczos, String paper) throws IOException {
        Scripts.write(
                directory.resolve("bin/python3"), """
                #!/usr/bin/env bash
                [[ $1 == -c ]] && exit 0
                echo "$2 $3" >> '%s'
                case $2 in plain) ms=%s ;; lanczos) ms=%s ;; paper) ms=%s ;; esac
                echo "{\\"peer\\": \\"pytorch 2.9.1\\", \\"msPerStepMedian\\": $ms, \\"msPerStepMean\\": $ms}"
                """.formatted(directory.resolve("calls"), plain, lanczos, paper));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(project.resolve("jobs/bench-peer").toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        int code = builder.start().waitFor();
        return new Result(code, Files.readString(out), Files.readString(err));
    }
}
