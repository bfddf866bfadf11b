package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep inside an allocation of two nodes, with a srun that starts the tasks on this machine. */
@Tag("long")
class SlurmIT {
    /** Like Slurm's: the command once for each task, until all have ended or it is told to stop. */
    private static final String SRUN = """
            #!/usr/bin/env bash
            echo "$@" > "$SRUN_CALLED"
            for word in "$@"; do
                case "$word" in --ntasks=*) tasks="${word#*=}" ;; esac
            done
            while [[ $1 == --* ]]; do shift; done
            pids=()
            trap 'kill "${pids[@]}"' TERM
            for ((i = 0; i < tasks; i++)); do
                SLURM_PROCID=$i "$@" &
                pids+=($!)
            done
            wait
            wait
            """;

    @TempDir
    private Path temporary = Path.of("");

    private ProcessBuilder inAllocation(List<String> command) throws Exception {
        Path srun = Files.createDirectories(temporary.resolve("bin")).resolve("srun");
        Files.writeString(srun, SRUN);
        Files.setPosixFilePermissions(srun, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder(command);
        SparkHome.use(Path.of("none"), builder);
        builder.environment().put("PATH", srun.getParent() + ":" + System.getenv("PATH"));
        builder.environment().put("SRUN_CALLED", temporary.resolve("called").toString());
        builder.environment().put("SLURM_JOB_ID", "4711");
        builder.environment().put("SLURM_JOB_NUM_NODES", "2");
        builder.environment().put("SLURM_CPUS_PER_TASK", "1");
        builder.environment().put("SLURM_MEM_PER_NODE", "1500");
        builder.environment().put("SPARK_MASTER_HOST", "127.0.0.1");
        builder.environment().put("TMPDIR", temporary.toString());
        return builder;
    }

    @Test
    void sweepRunsOnAWorkerOfEachNodeAndLeavesNothingBehind() throws Exception {
        Path out = temporary.resolve("runs of mine");
        List<String> command = new ArrayList<>(FourTrials.submitted(out.toString(), "--executor-memory", "1g"));
        command.set(0, "jobs/slurm");

        Ended ended = Ended.of(inAllocation(command), temporary, 4);

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out()).contains("### quickstart");
        assertThat(ResultDirectory.read(out).trials())
                .hasSize(4)
                .allMatch(row -> row.status() == TrialStatus.COMPLETED);
        assertThat(temporary.resolve("called")).content().contains("--nodes=2 --ntasks=2 --ntasks-per-node=1");
        assertThat(Path.of("target/slurm-4711/master.log")).content().contains("authentication enabled");
        assertThat(Path.of("target/slurm-4711/spark.conf")).doesNotExist();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains("target/slurm-4711/spark.conf")))
                .isEmpty();
    }
}
