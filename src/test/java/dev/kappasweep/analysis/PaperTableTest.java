package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.ended;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperTableTest {
    private static final SweepSpec SWEEP = sweep("table1", List.of(0.0, 0.1, 0.5), List.of(1L, 2L, 3L));

    /** One configuration complete, one with a diverged and a missing seed, one not begun. */
    private static final ResultTables PARTLY = results(
            SWEEP,
            completed(SWEEP, 0, 42.5, 0.981, 0.93),
            completed(SWEEP, 1, 43.25, 0.983, 0.934),
            completed(SWEEP, 2, 43.75, 0.982, 0.935),
            completed(SWEEP, 3, 1.5, 0.9675, 0.9),
            ended(SWEEP, 4, TrialStatus.DIVERGED));

    @Test
    void table1ShowsMeasuredPublishedAndDifferenceAndWhatIsMissing() {
        assertThat(markdown(PARTLY, "table1")).isEqualTo("""
                        ### table1

                        | lambda |              | kappa(W1)                  | accuracy % (SNR inf)        | accuracy % (SNR 1)          |
                        | ------ | ------------ | -------------------------- | --------------------------- | --------------------------- |
                        | 0      | measured     | 43.17 ± 1.56 (n=3)         | 98.20 ± 0.25 (n=3)          | 93.30 ± 0.66 (n=3)          |
                        |        | published    | 43.12                      | 98.42                       | 93.80                       |
                        |        | difference   | +0.05                      | -0.22                       | -0.50                       |
                        |        | authors' run | 43.27                      | 98.36                       | 93.82                       |
                        |        | difference   | -0.10                      | -0.16                       | -0.52                       |
                        | 0.1    | measured     | 1.50 (n=1/3; diverged 1/3) | 96.75 (n=1/3; diverged 1/3) | 90.00 (n=1/3; diverged 1/3) |
                        |        | published    | 1.45                       | 96.77                       | 93.68                       |
                        |        | difference   | +0.05                      | -0.02                       | -3.68                       |
                        |        | authors' run | 1.13                       | 97.99                       | 91.86                       |
                        |        | difference   | +0.37                      | -1.24                       | -1.86                       |
                        | 0.5    | measured     | not run                    | not run                     | not run                     |

                        - Kappa after epoch 50; accuracy on the test images, mean over 5 noise draws at a finite SNR.
                        - Mean over n seeds, ± half the 95 % confidence interval of the mean (Student's t).
                        - n=1: a single seed gives no interval.
                        - The cells are over different numbers of seeds; 'compare' takes common seeds only.
                        - Of 9 trials 4 not run, 1 diverged, 0 failed; means are over the others.
                        - Published: Table 1 of arXiv 2410.00169, made with the divisor 2048 (conditionNumberByLargerSize); difference: measured minus this.
                        - Authors' run: the run with nu = 784 of 2024-05-28 (results\\_FIN.pkl at bc33f69) in the history of danedane-haider/Almost-Smooth-Sailing, 50 epochs; difference: measured minus this.
                        """);
    }

    @Test
    void summaryShowsNoPublishedNumbers() {
        assertThat(markdown(PARTLY, "summary")).doesNotContain("published").doesNotContain("43.12");
    }

    @Test
    void settingThatIsNotThePublishedOneIsNamed() {
        SweepSpec small = TableFixture.small();
        assertThat(markdown(results(small), "table1"))
                .contains("- Not the setting of published: dataset digits (published: mnist), network.hidden [512]"
                        + " (published: [2048]), training.epochs 5 (published: 50).");
    }

    @Test
    void trialsThatHaveNoMeanStayVisible() {
        SweepSpec sweep = sweep("bad", List.of(0.0), List.of(1L, 2L, 3L, 4L));
        ResultTables results = results(
                sweep,
                ended(sweep, 0, TrialStatus.DIVERGED),
                ended(sweep, 1, TrialStatus.FAILED),
                completed(sweep, 2, Double.NaN, 0.1, 0.1));

        assertThat(markdown(results, "summary"))
                .contains("diverged 1/4, failed 1/4, undefined 1/4, not run 1/4")
                .contains("10.00 (n=1/4; diverged 1/4; failed 1/4)");
    }

    @Test
    void csvHasOneLinePerConfigurationAndQuantityInFullPrecision() {
        List<String> lines =
                TableFormat.CSV.write(table(PARTLY, "table1")).lines().toList();
        assertThat(lines).hasSize(1 + 3 * 3);
        assertThat(lines.get(0))
                .startsWith(
                        "sweep,regularizer,solver,lambda,trainSnr,dropout,learningRate,batch,metric,layer,snr,epoch,mean,ci95,sd,"
                                + "median,min,max,bootstrapLow,bootstrapHigh,n,planned,notRun,diverged,dead,failed,")
                .endsWith(
                        ",undefined,published,tolerance,difference,authors' run,authors' run tolerance,authors' run difference");
        assertThat(lines.get(4))
                .startsWith(
                        "table1,conditionNumber,exact,0.1,inf,0,0.0001,32,kappa,W1,,,1.5,,,1.5,1.5,1.5,,,1,3,1,1,0,")
                .endsWith(",0,1.45,," + (1.5 - 1.45) + ",1.13,," + (1.5 - 1.13));
        assertThat(lines.get(9))
                .startsWith("table1,conditionNumber,exact,0.5,inf,0,0.0001,32,accuracyPercent,,1,,,,,,,,,,0,3,3,0,0,")
                .endsWith(",0,,,,,,");
    }

    @Test
    void jsonHasNullWhereThereIsNoNumber() {
        assertThat(TableFormat.JSON.write(table(PARTLY, "table1"))).contains("""
                            "lambda" : 0.5,
                            "trainSnr" : "inf",
                            "dropout" : 0,
                            "learningRate" : 0.0001,
                            "batch" : 32,
                            "metric" : "kappa",
                            "layer" : "W1",
                            "snr" : "",
                            "epoch" : "",
                            "mean" : null,
                            "ci95" : null,
                        """);
    }

    @Test
    void htmlEscapesWhatAFileMaySay() {
        TableSpec spec =
                new TableSpec("mine", "<b>&", List.of(), List.of(), List.of("kappa(W1)"), Map.of(), "mean", List.of());
        assertThat(TableFormat.HTML.write(PaperTable.of(PARTLY, spec)))
                .contains("<h3>&lt;b&gt;&amp;</h3>")
                .contains("<td>43.17 ± 1.56 (n=3)</td>");
    }

    @Test
    void latexIsABooktabsTabular() {
        SweepSpec sweep = sweep("one_row", List.of(0.1), List.of(1L, 2L));
        ResultTables results =
                results(sweep, completed(sweep, 0, 1.5, 0.96, 0.9), completed(sweep, 1, 1.25, 0.97, 0.91));

        assertThat(TableFormat.LATEX.write(table(results, "summary"))).isEqualTo("""
                        % one_row, needs \\usepackage{booktabs}
                        % Kappa after epoch 50; accuracy on the test images, mean over 5 noise draws at a finite SNR.
                        % Mean over n seeds, ± half the 95 % confidence interval of the mean (Student's t).
                        \\begin{tabular}{llll}
                        \\toprule
                        $\\lambda$ & $\\kappa(W_{1})$ & accuracy \\% (SNR $\\infty$) & accuracy \\% (SNR 1) \\\\
                        \\midrule
                        0.1 & 1.38 $\\pm$ 1.59 (n=2) & 96.50 $\\pm$ 6.35 (n=2) & 90.50 $\\pm$ 6.35 (n=2) \\\\
                        \\bottomrule
                        \\end{tabular}
                        """);
    }

    @Test
    void trialsOfOtherValuesAreLeftOut() {
        SweepSpec before = sweep("s", List.of(0.0, 0.1), List.of(1L, 2L));
        SweepSpec now = sweep("s", List.of(0.1), List.of(2L));
        ResultTables results = results(now, completed(before, 0, 9, 0.9, 0.9), completed(before, 3, 2, 0.5, 0.4));

        assertThat(markdown(results, "summary"))
                .contains("| 0.1    | 2.00 (n=1)")
                .doesNotContain("9.00");
    }

    @Test
    void kappaIsTheOneAfterTheLastEpoch() {
        SweepSpec sweep = sweep("s", List.of(0.0), List.of(1L));
        // The fixture measures kappa 4.28 before the first epoch as well.
        assertThat(markdown(results(sweep, completed(sweep, 0, 2, 0.5, 0.4)), "summary"))
                .contains("2.00 (n=1)")
                .doesNotContain("4.28");
    }

    private static String markdown(ResultTables results, String table) {
        return TableFormat.MARKDOWN.write(table(results, table));
    }

    private static PaperTable table(ResultTables results, String name) {
        return PaperTable.of(results, PaperTables.named(results.sweep(), name));
    }
}
