package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HolderTest {
    @Test
    void thisProcessHasNotEnded() {
        Holder current = Holder.current();
        assertThat(current.isLocal()).isTrue();
        assertThat(current.hasEnded()).isFalse();
        assertThat(current.pid()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void processThatIsGoneHasEnded() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Holder holder = new Holder(Holder.current().host(), process.pid(), Instant.now());
        assertThat(holder.hasEnded()).isTrue();
    }

    @Test
    void laterProcessOfTheSameIdIsNotTheHolder() {
        Holder current = Holder.current();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        assertThat(new Holder(current.host(), current.pid(), yesterday).hasEnded())
                .isTrue();
    }

    @Test
    void processOfAnotherHostIsNotKnownToHaveEnded() {
        Holder elsewhere = new Holder("another-host", Long.MAX_VALUE, Instant.now());
        assertThat(elsewhere.isLocal()).isFalse();
        assertThat(elsewhere.hasEnded()).isFalse();
    }
}
