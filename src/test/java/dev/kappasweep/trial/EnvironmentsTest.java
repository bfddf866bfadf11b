package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.Environment;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    /** The very same strings: a trial of a millisecond is not to read /proc/cpuinfo and ask for the host's name again. */
    @Test
    void theMachineIsLookedUpOnce() {
        Environment first = Environments.current();
        Environment second = Environments.current();
        assertThat(second).isEqualTo(first);
        assertThat(second.cpu()).isSameAs(first.cpu()).isNotEmpty();
        assertThat(second.host()).isSameAs(first.host()).isNotEmpty();
    }
}
