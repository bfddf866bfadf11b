package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.Effort;
import dev.kappasweep.crew.Parts;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bit of small trials whose crew has another size whenever something is shared, with states kept and taken up in between, against
 * what they give alone.
 */
@Timeout(120)
final class CrewBitsTest {
    private static final Dataset IMAGES = SelfTest.images();
    private static final int CORES = 4;

    static Stream<String> names() {
        return PortableTrials.trials(false).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whoHelpsChangesNoBit(String name) throws IOException {
        TrialSpec spec = Objects.requireNonNull(PortableTrials.trials(false).get(name));
        try (ChangingTeam team = new ChangingTeam(name.hashCode())) {
            TrialResult result = run(spec, team, TrialObserver.NONE);
            assertThat(name + ": " + ResultDigest.of(result)).isIn(pinned());
            if (team.shared > 0) {
                assertThat(team.ofHelpers).hasPositiveValue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void norDoStatesThatAreTakenUpWithOthers(String name) throws IOException {
        TrialSpec spec = Objects.requireNonNull(PortableTrials.trials(false).get(name));
        MemoryCheckpoints states = new MemoryCheckpoints(0);
        for (int steps = 1; steps <= 2; steps++) {
            try (ChangingTeam team = new ChangingTeam(steps)) {
                run(spec, team, new Stopping(states, steps));
            } catch (TrialCancelledException e) {
                assertThat(states.written()).isNotEmpty();
            }
        }
        try (ChangingTeam team = new ChangingTeam(3)) {
            TrialResult result = run(spec, team, new Stopping(states, Integer.MAX_VALUE));
            assertThat(name + ": " + ResultDigest.of(result)).isIn(pinned());
        }
    }

    private static TrialResult run(TrialSpec spec, Team team, TrialObserver observer) {
        return Procedure.of(spec).run(spec, IMAGES, observer, team);
    }

    private static List<String> pinned() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/portable.txt"));
    }

    /**
     * Shares what chance has it, however little it is, with as many as chance has it; where there are any the trial's own thread leaves
     * them something to do.
     */
    private static final class ChangingTeam implements Team {
        private final Crew crew = new Crew(CORES);
        private final Team team = crew.enter(true);
        private final Deque<Team> others = new ArrayDeque<>();
        private final Random random;
        private final AtomicInteger ofHelpers = new AtomicInteger();
        private int shared;

        ChangingTeam(long seed) {
            random = new Random(seed);
        }

        @Override
        public int seats() {
            return team.seats();
        }

        @Override
        public int hands() {
            return team.hands();
        }

        @Override
        public void share(Parts work, int parts) {
            int size = random.nextInt(CORES);
            while (others.size() > CORES - 1 - size) {
                others.pop().close();
            }
            while (others.size() < CORES - 1 - size) {
                others.push(crew.enter(true));
            }
            shared += parts > 1 && size > 0 ? 1 : 0;
            int before = ofHelpers.get();
            team.share(
                    (part, seat) -> {
                        if (seat > 0) {
                            ofHelpers.incrementAndGet();
                        }
                        while (seat == 0 && size > 0 && parts > 1 && ofHelpers.get() == before) {
                            Thread.onSpinWait();
                        }
                        work.run(part, seat);
                    },
                    parts);
        }

        @Override
        public boolean shares(Effort effort) {
            return random.nextBoolean();
        }

        @Override
        public void close() {
            others.forEach(Team::close);
            team.close();
        }
    }
}
