package dev.kappasweep.analysis;

import dev.kappasweep.analysis.TableFixture.Ended;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.List;

/** Results of several regularisers that were never trained. */
final class RegularizerFixture {
    private final SweepSpec sweep;
    private final List<TrialSpec> trials;
    private final List<Ended> ended = new ArrayList<>();

    /** @param grids in YAML, as in a sweep file */
    RegularizerFixture(String grids) {
        this.sweep =
                SweepFileReader.parse("""
                name: fixture
                dataset: mnist
                network: {hidden: [2048]}
                training: {epochs: 50}
                axes: {seed: [1, 2]}
                evaluation: {snr: [inf, 1, 0.5]}
                grids:
                """ + grids, "fixture.yaml", List.of()).spec();
        this.trials = sweep.trials(TableFixture.DATA);
    }

    /** The trials of {@code kind} and {@code strength}, one value for each seed from 1 on. */
    RegularizerFixture completed(
            String kind, double strength, double kappa, double[] clean, double snr1, double snrHalf) {
        for (int i = 0; i < clean.length; i++) {
            int index = index(kind, strength, i + 1);
            Ended one = TableFixture.completed(sweep, index, kappa + i, clean[i] / 100, (snr1 + i) / 100);
            List<EvaluationRow> evaluations = new ArrayList<>(one.evaluations());
            evaluations.add(new EvaluationRow(
                    trials.get(index).id(),
                    new EvaluationMeasurement(new Snr(0.5), "accuracy", (snrHalf + i) / 100, 10000, 5)));
            ended.add(new Ended(one.trial(), one.layers(), evaluations));
        }
        return this;
    }

    RegularizerFixture diverged(String kind, double strength, long seed) {
        ended.add(TableFixture.ended(sweep, index(kind, strength, seed), TrialStatus.DIVERGED));
        return this;
    }

    /** Strength of the kind {@code dropout} is the probability. */
    private int index(String kind, double strength, long seed) {
        for (int i = 0; i < trials.size(); i++) {
            TrialSpec trial = trials.get(i);
            boolean isDropout = kind.equals("dropout");
            String own = trial.regularizer().kind().text();
            if (own.equals(isDropout ? "none" : kind)
                    && trial.seed() == seed
                    && (isDropout ? trial.network().dropout() : trial.lambda()) == strength
                    && (isDropout || trial.network().dropout() == 0)) {
                return i;
            }
        }
        throw new IllegalArgumentException(kind + " " + strength + " seed " + seed);
    }

    ResultTables results() {
        return TableFixture.results(sweep, ended.toArray(Ended[]::new));
    }
}
