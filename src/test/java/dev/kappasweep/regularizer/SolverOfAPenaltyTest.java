package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.linalg.ExtremeTripletsSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.TopSingularTripletSolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A penalty has no state but its solver's: it writes and takes up that, tells its steps and closes it. */
class SolverOfAPenaltyTest {
    /** Remembers a number, as a solver remembers its vectors, and finds nothing. */
    abstract static class Remembering {
        private int number;
        private boolean isClosed;

        Remembering(int number) {
            this.number = number;
        }

        static AssertionError unasked() {
            return new AssertionError("nothing is to be solved");
        }

        public int steps() {
            return number;
        }

        public void save(DataOutput out) throws IOException {
            out.writeInt(number);
        }

        public void restore(DataInput in) throws IOException {
            number = in.readInt();
        }

        public void close() {
            isClosed = true;
        }
    }

    private static final class Top extends Remembering implements TopSingularTripletSolver {
        Top(int number) {
            super(number);
        }

        @Override
        public SingularTriplet solve(Matrix matrix) {
            throw unasked();
        }
    }

    private static final class Extreme extends Remembering implements ExtremeTripletsSolver {
        Extreme(int number) {
            super(number);
        }

        @Override
        public void solve(Matrix matrix) {
            throw unasked();
        }

        @Override
        public SingularTriplet top() {
            throw unasked();
        }

        @Override
        public SingularTriplet bottom() {
            throw unasked();
        }
    }

    private static void requireStateOf(Regularizer saved, Regularizer other, Remembering solver) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        saved.save(new DataOutputStream(bytes));
        assertThat(other.solverSteps()).isEqualTo(3);
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(other.solverSteps()).isEqualTo(7);
        assertThat(solver.isClosed).isFalse();
        other.close();
        assertThat(solver.isClosed).isTrue();
    }

    @Test
    void ofAPenaltyOfTheLargestSingularValue() throws IOException {
        Top solver = new Top(3);
        requireStateOf(
                new RankOneRegularizer(RankOneForm.SPECTRAL_NORM, new Top(7)),
                new RankOneRegularizer(RankOneForm.SPECTRAL_NORM, solver),
                solver);
    }

    @Test
    void ofTheConditionNumberItself() throws IOException {
        Extreme solver = new Extreme(3);
        requireStateOf(new LogCondition(new Extreme(7)), new LogCondition(solver), solver);
    }
}
