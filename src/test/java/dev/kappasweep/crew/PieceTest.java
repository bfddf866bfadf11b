package dev.kappasweep.crew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
final class PieceTest {
    private static final int RUNS = 4000;
    private static final Effort MUCH = new Effort(1e9, 1e9);

    /** Works together in so many microseconds, and counts. */
    private static final class Timed implements Team {
        private final long micros;
        private int hands = 2;
        private int shared;
        private int alone;

        Timed(long micros) {
            this.micros = micros;
        }

        @Override
        public int seats() {
            return 3;
        }

        @Override
        public int hands() {
            return hands;
        }

        @Override
        public void share(Parts work, int parts) {
            shared++;
            spin(micros);
        }

        Piece piece(long microsAlone, int parts) {
            return new Piece(this, MUCH, (part, seat) -> {}, parts, () -> {
                alone++;
                spin(microsAlone);
            });
        }
    }

    private static void spin(long micros) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MICROSECONDS.toNanos(micros)) {
            Thread.onSpinWait();
        }
    }

    private static void run(Piece piece, int times) {
        for (int i = 0; i < times; i++) {
            piece.run();
        }
    }

    @Test
    void whatIsFasterTogetherIsShared() {
        Timed team = new Timed(5);
        run(team.piece(20, 4), RUNS);
        assertThat(team.shared).isGreaterThan(RUNS * 9 / 10);
        assertThat(team.alone).isPositive();
    }

    @Test
    void whatIsFasterAloneIsNot() {
        Timed team = new Timed(20);
        run(team.piece(5, 4), RUNS);
        assertThat(team.alone).isGreaterThan(RUNS * 9 / 10);
        assertThat(team.shared).isPositive();
    }

    @Test
    void aChangeOfTheCrewIsTriedSoon() {
        Timed team = new Timed(20);
        Piece piece = team.piece(5, 4);
        run(piece, RUNS);
        int before = team.shared;
        team.hands = 3;
        run(piece, 50);
        assertThat(team.shared).isGreaterThan(before);
    }

    @Test
    void onePartAndNoHelpersShareNothing() {
        Timed team = new Timed(1);
        run(team.piece(1, 1), 100);
        team.hands = 1;
        run(team.piece(1, 4), 100);
        assertThat(team.shared).isZero();
        assertThat(team.alone).isEqualTo(200);
    }
}
