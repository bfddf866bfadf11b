package dev.kappasweep.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.SampleSweep;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchPlanTest {
    private static SearchPlan plan(String strategy, int trials) {
        return SearchPlan.of(
                SweepFileReader.parse(
                                """
                                name: my
                                dataset: digits
                                network: {hidden: [16]}
                                training: {epochs: 9}
                                search:
                                  objective: {maximise: accuracy(inf)}
                                  trials: TRIALS
                                  strategy: STRATEGY
                                  space:
                                    learningRate: {from: 1e-4, to: 1e-2, log: true}
                                    dropout: {from: 0, to: 0.5}
                                """.replace("TRIALS", "" + trials).replace("STRATEGY", strategy), "my.yaml", List.of())
                        .spec(),
                SampleSweep.DATA);
    }

    @Test
    void withoutRungsAllAreTrainedToTheirEnd() {
        SearchPlan plan = plan("tpe", 30);
        assertThat(plan.epochs()).containsExactly(9);
        assertThat(plan.candidates()).containsExactly(30);
        assertThat(plan.trainings()).isEqualTo(30);
    }

    /** One in eta, and those that were among the best when they came. */
    @Test
    void somewhatMoreThanOneInEtaGoesOn() {
        SearchPlan random = plan("asha\n  sampler: random\n  eta: 3", 81);
        assertThat(random.epochs()).containsExactly(1, 3, 9);
        assertThat(random.candidates().get(0)).isEqualTo(81);
        assertThat(random.candidates().get(1)).isBetween(27, 36);
        assertThat(random.candidates().get(2)).isBetween(9, 17);
        SearchPlan learning = plan("asha\n  sampler: tpe\n  eta: 3", 81);
        assertThat(learning.candidates().get(1)).isBetween(27, 40);
        assertThat(learning.trainings())
                .isEqualTo((81
                                + 2.0 * learning.candidates().get(1)
                                + 6.0 * learning.candidates().get(2))
                        / 9);
    }

    @Test
    void manyCandidatesAreRehearsedByFew() {
        int few = plan("asha\n  sampler: tpe\n  eta: 3", 80).candidates().get(1);
        int many = plan("asha\n  sampler: gp\n  eta: 3", 80_000).candidates().get(1);
        assertThat(many).isBetween(1000 * few - 500, 1000 * few + 500);
    }

    @Test
    void aMedianStopsSome() {
        SearchPlan plan = plan("random\n  median: true\n  eta: 3", 60);
        assertThat(plan.candidates().get(0)).isEqualTo(60);
        assertThat(plan.candidates().get(1)).isBetween(20, 45);
        assertThat(plan.candidates().get(2)).isBetween(8, plan.candidates().get(1));
    }

    /** On each rung of Hyperband's brackets those that begin there and those that come from below. */
    @Test
    void hyperbandBeginsOnAllRungs() {
        SearchPlan plan = plan("hyperband\n  sampler: random\n  eta: 3", 80);
        assertThat(plan.candidates().get(0)).isBetween(30, 60);
        assertThat(plan.candidates().get(2)).isBetween(10, 40);
    }
}
