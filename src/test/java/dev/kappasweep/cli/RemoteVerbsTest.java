package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Prerequisite;
import dev.kappasweep.Run;
import dev.kappasweep.api.Sweep;
import dev.kappasweep.api.SweepRun;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.server.ServerFixture;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell, a program and a notebook ask of a real server. */
class RemoteVerbsTest {
    private static final String ENDLESS = "1, 100, 101";

    private ServerFixture server;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        server = ServerFixture.start(directory.resolve("root"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String link() {
        return server.uri("/?token=" + ServerFixture.TOKEN).toString();
    }

    private Path file(String name, String seeds) throws IOException {
        return Files.writeString(directory.resolve(name + ".yaml"), ServerFixture.file(name, seeds));
    }

    private String call(int code, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, () -> 80, false);
        assertThat(Main.run(arguments, console, new TrialRunner()))
                .as(() -> out + "\n" + err)
                .isEqualTo(code);
        return out.toString();
    }

    @Test
    void handedInWatchedPulledAndReadLikeAnyOtherResults() throws IOException {
        String sweep = call(
                        0, "submit", file("mine", "1, 2").toString(), "--server", link(), "--set", "axes.seed=1,2,3")
                .strip();
        assertThat(sweep).isEqualTo("mine-1");
        call(0, "watch", sweep, "--server", link());
        assertThat(err.toString()).contains("mine-1: completed, 6/6 done, 0 running, 0 failed");
        assertThat(call(0, "ps", "--server", link()).lines()).hasSize(1);
        assertThat(call(0, "ps", "--all", "--server", link())).containsPattern("mine-1 +completed +6/6 +0 +0 ");

        Path pulled = directory.resolve("pulled");
        call(0, "pull", sweep, "--server", link(), "--out", pulled.toString());
        assertThat(call(0, "tables", pulled.toString()))
                .isEqualTo(call(
                        0, "tables", directory.resolve("root/sweeps/mine-1").toString()));
        call(0, "pull", sweep, "--server", link(), "--out", pulled.toString());
        assertThat(err.toString()).contains("1 files, ");
    }

    @Test
    void steeredAndExtended() throws IOException {
        String sweep = call(0, "submit", file("long", ENDLESS).toString(), "--server", link(), "--priority", "3")
                .strip();
        call(0, "pause", sweep, "--server", link(), "--reason", "lunch");
        call(ExitCode.INTERRUPTED, "watch", sweep, "--server", link());
        assertThat(err.toString()).contains("long-1: paused (lunch), ");
        call(0, "resume", sweep, "--server", link());
        call(0, "cancel", sweep, "--server", link());
        call(ExitCode.INTERRUPTED, "watch", sweep, "--server", link());
        assertThat(err.toString()).contains("long-1: stopped");

        String other = call(0, "submit", file("short", "1").toString(), "--server", link(), "--watch")
                .strip();
        call(0, "extend", other, file("short", "1, 2").toString(), "--server", link());
        call(0, "watch", other, "--server", link());
        assertThat(err.toString()).contains("4/4 done");
        call(0, "logs", other, "--server", link());
    }

    @Test
    void aNameHasOneTokenInTheFileOfUsers() throws IOException {
        Path users = directory.resolve("users");
        call(0, "serve", "--users", users.toString(), "--add-user", "ada:submitter");
        call(0, "serve", "--users", users.toString(), "--add-user", "bob:submitter");
        String before = Files.readString(users);
        call(ExitCode.WRONG_INPUT, "serve", "--users", users.toString(), "--add-user", "ada:operator");
        assertThat(err.toString()).contains("has a user ada already, expected another name");
        assertThat(users).hasContent(before);
        assertThat(before.lines()).hasSize(2);
    }

    @Test
    void whatTheServerRefusesIsOneLineForEachProblem() throws IOException {
        call(ExitCode.WRONG_INPUT, "watch", "nothing-1", "--server", link());
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("nothing-1");
        call(ExitCode.WRONG_INPUT, "ps", "--server", server.uri("/").toString());
        assertThat(err.toString()).contains("wants a token");
        Files.writeString(directory.resolve("bad.yaml"), "name: bad\nlamda: 1\n");
        call(ExitCode.WRONG_INPUT, "submit", directory.resolve("bad.yaml").toString(), "--server", link());
        assertThat(err.toString()).contains("bad.yaml:2: ");
    }

    @Test
    void aProgramRunsItThereAsItWouldHere() throws Exception {
        Sweep sweep = Sweep.parse(ServerFixture.file("program", "1, 2")).out(directory.resolve("results"));
        SweepOutcome outcome = sweep.at(link()).run();
        assertThat(outcome.total()).isEqualTo(4);
        assertThat(outcome.notRun()).isZero();
        assertThat(sweep.results().tables().trials()).hasSize(4);

        SweepRun run = Sweep.parse(ServerFixture.file("endless", ENDLESS))
                .out(directory.resolve("endless"))
                .at(link())
                .start();
        run.cancel();
        assertThat(run.await().isCancelled()).isTrue();

        assertThatThrownBy(() -> sweep.dataDirectory(directory).at(link()).start())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a data directory");
        assertThatThrownBy(() -> Sweep.of(sweep.spec()).at(link()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("made by a program");
    }

    @Test
    void aNotebookHandsItInWaitsAndReadsItsTable() throws IOException {
        Path script = Files.writeString(directory.resolve("notebook.py"), """
                import sys
                sys.path.insert(0, "notebooks")
                from kappasweep_client import Client, ServerError
                client = Client(sys.argv[1])
                sweep = client.submit(open(sys.argv[2]).read(), key="mine").wait(timeout=60, every=0.1)
                assert client.submit(open(sys.argv[2]).read(), key="mine").id == sweep.id
                print(sweep.state, sweep.counts["COMPLETED"], len(sweep.trials(filter="lambda=0.1")))
                print(len(sweep.table("summary")), sweep.table("summary", format="md").count("|") > 8)
                print(sorted(curve["n"][-1] for curve in sweep.curves("loss")))
                try:
                    client.submit("name: x\\nlamda: 1")
                except ServerError as error:
                    print(error.status, error.problems[0]["line"])
                try:
                    Client(sys.argv[1].split("?")[0]).sweeps()
                except ServerError as error:
                    print(error.status)
                print([one.id for one in client.sweeps()])
                """);
        Run run = Run.of(List.of(
                Prerequisite.program("python3").toString(),
                script.toString(),
                link(),
                file("notebook", "1, 2").toString()));
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output().lines())
                .containsExactly("COMPLETED 4 2", "6 True", "[2, 2]", "422 2", "401", "['notebook-1']");
    }
}
