package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.sampler.Dimension.Choice;
import dev.kappasweep.sampler.Dimension.Real;
import dev.kappasweep.sampler.Dimension.Whole;
import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceTest {
    private static Real real(double low, double high, boolean log) {
        return new Real("x", low, high, log, Optional.empty());
    }

    private static Whole whole(long low, long high, boolean log, long step) {
        return new Whole("n", low, high, log, step, Optional.empty());
    }

    private static Choice choice(int size) {
        return new Choice("c", size, false, Optional.empty());
    }

    /** c: nothing, adam or sgd; momentum with sgd, and its kind n with a momentum kind of 1. */
    private static Space conditional() {
        return new Space(List.of(
                new Choice("optimiser", 3, false, Optional.empty()),
                new Real("momentum", 0, 1, false, Optional.of(new Condition("optimiser", Set.of(2)))),
                new Choice("kind", 2, false, Optional.of(new Condition("optimiser", Set.of(1, 2)))),
                new Whole("n", 1, 4, false, 1, Optional.of(new Condition("kind", Set.of(0))))));
    }

    @Test
    void realNumbersLieEvenlyOnTheirScale() {
        assertThat(real(-5, 10, false).at(0.2)).isCloseTo(-2, within(1e-12));
        assertThat(real(1e-5, 1e-1, true).at(0.25)).isCloseTo(1e-4, within(1e-16));
        assertThat(real(1e-5, 1e-1, true).share(1e-2)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void endsOfTheCubeAreEndsOfTheRange() {
        assertThat(real(1e-5, 1e-1, true).at(0)).isEqualTo(1e-5);
        assertThat(real(1e-5, 1e-1, true).at(1)).isEqualTo(1e-1);
        assertThat(whole(2, 10, false, 4).at(0)).isEqualTo(2);
        assertThat(whole(2, 10, false, 4).at(1)).isEqualTo(10);
        assertThat(whole(1, 1000, true, 1).at(0)).isEqualTo(1);
        assertThat(whole(1, 1000, true, 1).at(1)).isEqualTo(1000);
        assertThat(choice(3).at(1)).isEqualTo(2);
    }

    @Test
    void wholeNumbersHaveEqualParts() {
        Whole dimension = whole(-3, 9, false, 3);
        double[] values = IntStream.range(0, 50)
                .mapToDouble(i -> dimension.at((i + 0.5) / 50))
                .toArray();
        for (int i = 0; i < 50; i++) {
            assertThat(values[i]).isEqualTo(-3 + 3 * (i / 10));
        }
    }

    /** 1 has the part from 0.5 to 1.5, of all from 0.5 to 8.5: log 3 of log 17. */
    @Test
    void wholeNumbersOnALogarithmicScaleHaveThePartsOfTheirLogarithms() {
        Whole dimension = whole(1, 8, true, 1);
        double end = Math.log(3) / Math.log(17);
        assertThat(dimension.to(1)).isCloseTo(end, within(1e-12));
        assertThat(dimension.at(end - 1e-9)).isEqualTo(1);
        assertThat(dimension.at(end + 1e-9)).isEqualTo(2);
    }

    static List<Dimension> counted() {
        return List.of(
                whole(-3, 9, false, 3),
                whole(1, 200, true, 1),
                whole(7, 7, false, 1),
                whole(-(1L << 52), 1L << 52, false, 1L << 50),
                choice(1),
                choice(7));
    }

    @ParameterizedTest
    @MethodSource("counted")
    void partsOfCountedValuesFollowEachOtherAndLeadBack(Dimension dimension) {
        double end = 0;
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < dimension.count(); i++) {
            double value = dimension.at(Math.min(1, end + 1e-9));
            assertThat(value).isGreaterThan(before);
            assertThat(dimension.holds(value)).isTrue();
            assertThat(dimension.from(value)).isCloseTo(end, within(1e-12));
            assertThat(dimension.at(dimension.share(value))).isEqualTo(value);
            end = dimension.to(value);
            before = value;
        }
        assertThat(end).isCloseTo(1, within(1e-12));
    }

    @Test
    void aPointHasAValueOnlyWhereConditionsAreMet() {
        Space space = conditional();
        assertThat(space.at(new double[] {0.1, 0.5, 0.1, 0.6}))
                .isEqualTo(new Point(0, Double.NaN, Double.NaN, Double.NaN));
        assertThat(space.at(new double[] {0.5, 0.5, 0.1, 0.6})).isEqualTo(new Point(1, Double.NaN, 0, 3));
        assertThat(space.at(new double[] {0.9, 0.5, 0.9, 0.6})).isEqualTo(new Point(2, 0.5, 1, Double.NaN));
    }

    @Test
    void pointsLeadBackFromTheirShares() {
        Space space = conditional();
        Point point = new Point(2, 0.25, 0, 4);
        space.require(point);
        assertThat(space.at(space.shares(point))).isEqualTo(point);
        assertThat(space.shares(new Point(0, Double.NaN, Double.NaN, Double.NaN)))
                .containsExactly(0.5 / 3, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void pointsOfOtherSpacesAreRefused() {
        Space space = conditional();
        assertThatThrownBy(() -> space.require(new Point(1))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> space.require(new Point(1, 0.5, 0, 1)))
                .hasMessageContaining("momentum: 0.5 is not allowed, expected none, since its condition is not met");
        assertThatThrownBy(() -> space.require(new Point(2, Double.NaN, 0, 1)))
                .hasMessageStartingWith("momentum: NaN is not allowed, expected a value of Real[");
        assertThatThrownBy(() -> space.require(new Point(2, 0.5, 0, 5))).hasMessageStartingWith("n: 5.0");
        assertThatThrownBy(() -> space.require(new Point(2, 0.5, 0, 1.5))).hasMessageStartingWith("n: 1.5");
        assertThatThrownBy(() -> space.require(new Point(0.5, Double.NaN, Double.NaN, Double.NaN)))
                .hasMessageStartingWith("optimiser: 0.5");
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> real(1, 0, false)).hasMessageContaining("x: high: 0.0");
        assertThatThrownBy(() -> real(0, 1, true)).hasMessageContaining("x: low: 0.0");
        assertThatThrownBy(() -> real(Double.NaN, 1, false)).hasMessageContaining("x: low: NaN");
        assertThatThrownBy(() -> real(-1e308, 1e308, false)).hasMessageContaining("smaller");
        assertThatThrownBy(() -> whole(1, 4, false, 2)).hasMessageContaining("n: high: 4");
        assertThatThrownBy(() -> whole(0, 4, true, 1)).hasMessageContaining("n: low: 0");
        assertThatThrownBy(() -> whole(1, 5, true, 2)).hasMessageContaining("n: step: 2");
        assertThatThrownBy(() -> whole(1, Long.MAX_VALUE, false, 1)).hasMessageContaining("n: high");
        assertThatThrownBy(() -> whole(Long.MIN_VALUE, 1, false, 1)).hasMessageContaining("n: low");
        assertThatThrownBy(() -> choice(0)).hasMessageContaining("c: number of choices: 0");
    }

    @Test
    void conditionsAreOfEarlierChoices() {
        Dimension real = new Real("momentum", 0, 1, false, Optional.of(new Condition("c", Set.of(1))));
        assertThatThrownBy(() -> new Space(List.of(real, choice(2))))
                .hasMessage("momentum: condition: 'c' is not allowed, expected a choice that stands before it");
        assertThatThrownBy(() -> new Space(List.of(choice(1), real)))
                .hasMessage("momentum: condition: c among [1] is not allowed, expected indices below 1");
        assertThatThrownBy(() -> new Space(List.of(choice(2), choice(3)))).hasMessageContaining("'c' twice");
        assertThatThrownBy(() -> new Space(List.of())).hasMessageContaining("at least one dimension");
    }

    @Test
    void historiesAreEqualInWhateverOrderTheyCame() {
        Told one = new Told(1, new Point(1), List.of(0.5), List.of());
        Told two = new Told(2, new Point(2), List.of(Double.NaN), List.of());
        List<Point> running = List.of(new Point(3), new Point(4));
        assertThat(new History(List.of(two, one), List.of(running.get(1), running.get(0))))
                .isEqualTo(new History(List.of(one, two), running));
        assertThatThrownBy(() -> new History(List.of(one, one), List.of())).hasMessageContaining("told twice");
        assertThatThrownBy(() ->
                        new History(List.of(one, new Told(2, new Point(2), List.of(1.0, 2.0), List.of())), List.of()))
                .hasMessageContaining("candidate 2: 2 losses");
    }

    @Test
    void violationsThatAreNoNumbersAreMetByNothing() {
        assertThat(new Told(1, new Point(1), List.of(0.5), List.of(-1.0, 0.0)).violation())
                .isZero();
        assertThat(new Told(1, new Point(1), List.of(0.5), List.of(2.0, -1.0, 3.0)).violation())
                .isEqualTo(5);
        assertThat(new Told(1, new Point(1), List.of(0.5), List.of(Double.NaN)).violation())
                .isInfinite();
        assertThat(new Told(1, new Point(1), List.of(0.5, Double.NEGATIVE_INFINITY), List.of()).hasFailed())
                .isTrue();
    }
}
