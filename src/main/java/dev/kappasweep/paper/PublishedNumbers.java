package dev.kappasweep.paper;

import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of Tables 1 to 4 of arXiv 2410.00169, and those of the authors' own runs in the history of their public repository
 * danedane-haider/Almost-Smooth-Sailing, whose text has none of Tables 3 and 4. There is one number each and no interval. Which
 * formula and epoch a number is of: docs/deviations.md.
 */
final class PublishedNumbers {
    /** The kinds of Tables 1 and 2. */
    static final List<RegularizerKind> CONDITION =
            List.of(RegularizerKind.CONDITION_NUMBER, RegularizerKind.CONDITION_NUMBER_BY_LARGER_SIZE);

    /** The kinds of Tables 3 and 4. */
    static final List<RegularizerKind> TIKHONOV =
            List.of(RegularizerKind.TIKHONOV, RegularizerKind.TIKHONOV_BY_LARGER_SIZE);

    static final List<String> AUTOENCODER = List.of("kappa(E1)", "kappa(E2)", "kappa(D2)", "kappa(D1)");

    /** The metrics of Table 4, as {@link #numericalKappa}. */
    static final List<String> NUMERICAL = AUTOENCODER.stream()
            .map(kappa -> kappa.replace("kappa", "numericalKappa"))
            .toList();

    private static final String PAPER = " of arXiv 2410.00169";
    private static final String AUTHORS = "authors' run";
    private static final String HISTORY = " in the history of danedane-haider/Almost-Smooth-Sailing";
    private static final String WITHOUT = "";
    private static final String CLEAN = "inf";
    private static final String BY_NU = RegularizerKind.CONDITION_NUMBER.text();
    private static final String BY_LARGER_SIZE = RegularizerKind.CONDITION_NUMBER_BY_LARGER_SIZE.text();
    private static final String TIKHONOV_BY_LARGER_SIZE = RegularizerKind.TIKHONOV_BY_LARGER_SIZE.text();

    /** Of the 10 000 test images, drawn anew, the authors' evaluation counts those of the last batch. */
    private static final int TEST_IMAGES = 10_000;

    private static final int COUNTED_IMAGES = 1000;

    private static final int EPOCHS = 50;
    private static final int PUBLISHED_EPOCH = 51;

    private final SweepSpec sweep;

    /** @param sweep whose tables they stand beside: kappa of epochs 50 and 51 if it has both, else the last one */
    PublishedNumbers(SweepSpec sweep) {
        this.sweep = sweep;
    }

    private boolean isLongEnough() {
        return sweep.mostEpochs() >= PUBLISHED_EPOCH;
    }

    /** The metrics of the classifier's kappa. */
    List<String> kappas() {
        return isLongEnough() ? List.of(kappaAt(EPOCHS), kappaAt(PUBLISHED_EPOCH)) : List.of("kappa(W1)");
    }

    private String kappaAt(int epoch) {
        return "kappa(W1)" + at(epoch);
    }

    /**
     * The metric of Table 3: the authors take kappa from the pseudoinverse in single precision, which is kappa until W1 loses rank under
     * Tikhonov regularisation.
     */
    String numericalKappa() {
        return "numericalKappa(W1)" + at(EPOCHS);
    }

    private String at(int epoch) {
        return isLongEnough() ? "@" + epoch : "";
    }

    /** Layers, solver, batch and learning rate are not in the paper; the authors' released code has these. */
    private Map<String, String> classifierSetting() {
        Map<String, String> setting = new LinkedHashMap<>();
        setting.put("dataset", "mnist");
        setting.put("network.hidden", "[2048]");
        setting.put("network.activation", "sigmoid");
        setting.put("regularizer.layers", "[W1]");
        setting.put("training.epochs", isLongEnough() ? "51" : "50");
        setting.put("training.trainImages", "0");
        setting.put("axes.batch", "[32]");
        setting.put("axes.learningRate", "[0.0001]");
        return setting;
    }

    private static Map<String, String> autoencoderSetting(String epochs) {
        Map<String, String> setting = new LinkedHashMap<>();
        setting.put("dataset", "mnist");
        setting.put("network.hidden", "[256, 32, 256]");
        setting.put("training.epochs", epochs);
        setting.put("training.trainImages", "0");
        return setting;
    }

    List<PublishedTable> table1() {
        Rows published =
                new Rows(CLEAN, List.of(kappaAt(PUBLISHED_EPOCH), "accuracy(inf)", "accuracy(1)", "accuracy(0.5)"));
        published.add(WITHOUT, "0", 43.12, 98.42, 93.80, 71.91);
        published.add(BY_LARGER_SIZE, "0.001", 9.43, 98.38, 91.72, 62.51);
        published.add(BY_LARGER_SIZE, "0.01", 4.62, 98.11, 91.95, 63.61);
        published.add(BY_LARGER_SIZE, "0.1", 1.45, 96.77, 93.68, 74.27);
        published.add(BY_LARGER_SIZE, "1", 1.53, 96.50, 92.61, 84.25);
        published.show(BY_NU, "0.001", 9.43, 98.38, 91.72, 62.51);
        published.show(BY_NU, "0.01", 4.62, 98.11, 91.95, 63.61);
        published.show(BY_NU, "0.1", 1.45, 96.77, 93.68, 74.27);
        published.show(BY_NU, "1", 1.53, 96.50, 92.61, 84.25);
        Rows corrected = new Rows(CLEAN, List.of(kappaAt(EPOCHS), "accuracy(inf)", "accuracy(1)", "accuracy(0.5)"));
        corrected.add(WITHOUT, "0", 43.27, 98.36, 93.82, 72.09);
        corrected.add(BY_NU, "0.001", 8.42, 98.24, 91.39, 62.03);
        corrected.add(BY_NU, "0.01", 3.76, 98.10, 91.55, 61.31);
        corrected.add(BY_NU, "0.1", 1.13, 97.99, 91.86, 62.38);
        corrected.add(BY_NU, "1", 1.12, 97.55, 92.33, 67.82);
        return List.of(
                new PublishedTable(
                        PublishedTable.PUBLISHED,
                        "Table 1" + PAPER + ", made with the divisor 2048 (conditionNumberByLargerSize)",
                        classifierSetting(),
                        published.values),
                new PublishedTable(
                        AUTHORS,
                        "the run with nu = 784 of 2024-05-28 (results_FIN.pkl at bc33f69)" + HISTORY + ", 50 epochs",
                        classifierSetting(),
                        corrected.values));
    }

    List<PublishedTable> table2() {
        Rows published = new Rows("1", AUTOENCODER);
        published.add(WITHOUT, "0", 604.43, 59.58, 30.76, 102.82);
        published.add(BY_LARGER_SIZE, "0.2/0.01", 23.39, 1.08, 1.07, 12.35);
        published.show(BY_NU, "0.1/0.005", 23.39, 1.08, 1.07, 12.35);
        return List.of(new PublishedTable(
                PublishedTable.PUBLISHED,
                "Table 2" + PAPER + ", made with beta (sigma_1^2 - ||W||_F^2/max(rows, columns)), beta = (0.1, 0.005):"
                        + " lambda = 2 beta of conditionNumberByLargerSize",
                autoencoderSetting("100"),
                published.values));
    }

    List<PublishedTable> table3() {
        Rows run = new Rows(CLEAN, List.of(numericalKappa(), "accuracy(0.5)"));
        run.add(WITHOUT, "0", 43.29, 71.95);
        run.add(TIKHONOV_BY_LARGER_SIZE, "0.001", 56.43, 74.24);
        run.add(TIKHONOV_BY_LARGER_SIZE, "0.01", 242.4, 76.94);
        run.add(TIKHONOV_BY_LARGER_SIZE, "0.1", 4044, 78.67);
        run.add(TIKHONOV_BY_LARGER_SIZE, "1", 4020, 82.79);
        return List.of(
                new PublishedTable(
                        PublishedTable.PUBLISHED,
                        "Table 3" + PAPER
                                + ", whose text has no numbers; it says that kappa grows with lambda, and that"
                                + " accuracy is good at SNR 1 and worse at SNR 0.5",
                        classifierSetting(),
                        List.of()),
                new PublishedTable(
                        AUTHORS,
                        "the run with ||W||_F^2/2048 of 2024-05-27 (results_tik.pkl and cond_class_tik0.txt at ce87692)"
                                + HISTORY + ", 50 epochs",
                        classifierSetting(),
                        run.values));
    }

    List<PublishedTable> table4() {
        Rows run = new Rows("1", NUMERICAL);
        for (RegularizerKind kind : TIKHONOV) {
            run.show(kind.text(), "0.01/0.0001", 12.80, 1.43, 2.65, 6061.53);
            run.show(kind.text(), "1/0.01", 1277.21, 31641.66, 20358.70, 5347.09);
        }
        return List.of(
                new PublishedTable(
                        PublishedTable.PUBLISHED,
                        "Table 4" + PAPER + ", whose text has no numbers",
                        autoencoderSetting("50"),
                        List.of()),
                new PublishedTable(
                        AUTHORS,
                        "the runs of Figure 4 of 2024-05-27 (results_denoise_tik.pkl at ce87692)" + HISTORY
                                + ", 50 epochs; no divisor with these strengths makes them: docs/results/table4.md",
                        autoencoderSetting("50"),
                        run.values));
    }

    /** Rows of numbers, each of one strength of one kind. */
    private static final class Rows {
        private final String trainSnr;
        private final List<String> metrics;
        private final List<PublishedValue> values = new ArrayList<>();

        Rows(String trainSnr, List<String> metrics) {
            this.trainSnr = trainSnr;
            this.metrics = metrics;
        }

        /** @param numbers one for each metric */
        void add(String kind, String lambda, double... numbers) {
            for (int i = 0; i < numbers.length; i++) {
                values.add(new PublishedValue(
                        at(kind, lambda), metrics.get(i), numbers[i], bySeeds(metrics.get(i), numbers[i])));
            }
        }

        /** Beside a formula that did not make them, so not compared. */
        void show(String kind, String lambda, double... numbers) {
            for (int i = 0; i < numbers.length; i++) {
                values.add(new PublishedValue(at(kind, lambda), metrics.get(i), numbers[i], Tolerance.NONE));
            }
        }

        private Map<String, String> at(String kind, String lambda) {
            Map<String, String> at = new LinkedHashMap<>();
            at.put("lambda", lambda);
            at.put("trainSnr", trainSnr);
            if (!kind.isEmpty()) {
                at.put("regularizer", kind);
            }
            return at;
        }
    }

    /** As one more seed; and an accuracy is that of 1000 images drawn from the 10 000. */
    private static Tolerance bySeeds(String metric, double value) {
        if (!metric.startsWith("accuracy")) {
            return Tolerance.SEEDS;
        }
        double part = value / 100;
        double variance = part * (1 - part) / COUNTED_IMAGES * (1 - (double) COUNTED_IMAGES / TEST_IMAGES);
        return Tolerance.seedsAnd(100 * Math.sqrt(variance));
    }
}
