package dev.kappasweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.sampler.History;
import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Sampler;
import dev.kappasweep.sampler.SamplerKind;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final SweepSpec SWEEP =
            SweepFileReader.parse("""
                    name: my
                    dataset: digits
                    network: {hidden: [16]}
                    training: {epochs: 8}
                    search:
                      strategy: random
                      objective: {maximise: accuracy(inf)}
                      space:
                        regularizer: [none, conditionNumber, tikhonov]
                        lambda:
                          - {from: 1e-3, to: 1, log: true, when: {regularizer: conditionNumber}}
                          - {values: [1e-6, 1e-5], when: {regularizer: tikhonov}}
                    """, "my.yaml", List.of()).spec();

    /** Each kind has the strengths of its own range, and none has none; and what was drawn is the same point again. */
    @Test
    void eachValueOfAnotherHasItsOwnRange() {
        SearchSpace space = new SearchSpace(SWEEP.searched().orElseThrow());
        Sampler random = SamplerKind.RANDOM.sampler(space.space(), 3);
        Set<RegularizerKind> seen = EnumSet.noneOf(RegularizerKind.class);
        for (int i = 0; i < 60; i++) {
            Point point = random.suggest(i, History.EMPTY);
            Map<Parameter, Object> values = space.values(point);
            RegularizerKind kind = (RegularizerKind) Objects.requireNonNull(values.get(Parameter.REGULARIZER));
            seen.add(kind);
            switch (kind) {
                case NONE -> assertThat(values).doesNotContainKey(Parameter.LAMBDA);
                case TIKHONOV -> assertThat(lambda(values)).isIn(1e-6, 1e-5);
                default -> assertThat(lambda(values)).isBetween(1e-3, 1.0);
            }
            Point again = space.point(SWEEP.settings().with(values)).orElseThrow();
            assertThat(space.values(again)).isEqualTo(values);
        }
        assertThat(seen).hasSize(3);
    }

    private static double lambda(Map<Parameter, Object> values) {
        return ((Strength) Objects.requireNonNull(values.get(Parameter.LAMBDA)))
                .values()
                .get(0);
    }
}
