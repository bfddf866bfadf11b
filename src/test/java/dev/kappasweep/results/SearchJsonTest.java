package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.sweep.SearchSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{learningRate: {from: 1e-4, to: 1e-2, log: true}}",
                "{regularizer: [none, tikhonov, l1], lambda: {values: [1, 2], when: {regularizer: [l1, tikhonov]}}}",
                "{regularizer: [none, tikhonov, l1], lambda: [{values: [1, 2], when: {regularizer: l1}},"
                        + " {from: 0, to: 1, step: 0.25, when: {regularizer: tikhonov}}], batch: {from: 8, to: 64}}",
                "{network.activation: [relu, tanh], dropout: [{values: [0.1], when: {network.activation: relu}},"
                        + " {from: 0.2, to: 0.5, when: {network.activation: tanh}}]}",
            })
    void whatIsWrittenIsReadAgain(String space) {
        SearchSpec search = SweepFileReader.parse("""
                        name: my
                        dataset: digits
                        network: {hidden: [16]}
                        training: {epochs: 8}
                        search:
                          strategy: hyperband
                          objective: {minimise: kappa(W1), maximise: accuracy(inf)}
                          constraints: [accuracy(inf) >= 90]
                          sampler: nsga2
                          parallel: 3
                          from: [runs/a]
                          space: SPACE
                        """.replace("SPACE", space), "my.yaml", List.of())
                .spec()
                .searched()
                .orElseThrow();
        assertThat(SearchJson.read(SearchJson.of(search))).isEqualTo(search);
    }
}
