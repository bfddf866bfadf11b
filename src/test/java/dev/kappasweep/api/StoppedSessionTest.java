package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedSessionTest {
    @Test
    void sweepOnASessionThatHasBeenStoppedIsRefusedAndLeavesNothing(@TempDir Path temporary) {
        SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        session.stop();
        Path directory = temporary.resolve("runs/late");
        Sweep sweep = Sweep.parse("""
                name: late
                dataset: digits
                network: {hidden: [8]}
                training: {epochs: 1}
                """).out(directory).on(session);
        assertThatThrownBy(sweep::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("session: its SparkContext has been stopped, expected one that runs");
        assertThat(directory.getParent()).doesNotExist();
    }
}
