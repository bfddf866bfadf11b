package dev.kappasweep.table;

import dev.kappasweep.sweep.DataKind;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.ExperimentRules;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.SweepSpec;

/** Something that is measured of a trial. */
public enum Metric implements Named {
    KAPPA("kappa", Of.LAYER, "kappa"),
    NUMERICAL_KAPPA("numericalKappa", Of.LAYER, "numerical kappa"),
    SIGMA_MAX("sigmaMax", Of.LAYER, "sigma max"),
    SIGMA_MIN("sigmaMin", Of.LAYER, "sigma min"),
    STABLE_RANK("stableRank", Of.LAYER, "stable rank"),
    PENALTY("r", Of.LAYER, "r"),
    ACCURACY(EvaluationMetric.ACCURACY.text(), Of.EVALUATION, "accuracy %"),
    MSE(EvaluationMetric.MSE.text(), Of.EVALUATION, "MSE"),
    PSNR(EvaluationMetric.PSNR.text(), Of.EVALUATION, "PSNR dB"),
    SSIM(EvaluationMetric.SSIM.text(), Of.EVALUATION, "SSIM"),
    ERROR(EvaluationMetric.ERROR.text(), Of.EVALUATION, "error"),
    ERROR_RATIO(EvaluationMetric.ERROR_RATIO.text(), Of.EVALUATION, "error ratio"),
    TRAIN_LOSS("trainLoss", Of.TRIAL, "training loss"),
    VALIDATION_ACCURACY("validationAccuracy", Of.TRIAL, "validation accuracy %"),
    VALIDATION_LOSS("validationLoss", Of.TRIAL, "validation loss"),
    SECONDS("seconds", Of.TRIAL, "seconds"),
    STEPS("steps", Of.TRIAL, "steps");

    /** What there is one value of. */
    public enum Of {
        /** Each weight matrix after each epoch. */
        LAYER,
        /** Each test SNR. */
        EVALUATION,
        /** The trial. */
        TRIAL
    }

    private final String text;
    private final Of of;
    private final String title;

    Metric(String text, Of of, String title) {
        this.text = text;
        this.of = of;
        this.title = title;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether trials of {@code sweep} have it. */
    public boolean isMeasuredIn(SweepSpec sweep) {
        boolean isOfValidation = this == VALIDATION_ACCURACY || this == VALIDATION_LOSS;
        boolean isValidated = sweep.values(Parameter.VALIDATION).stream()
                .anyMatch(share -> !share.equals(Parameter.VALIDATION.unsaid()));
        return isOf(sweep.experiment()) && (isValidated || !isOfValidation);
    }

    /** Whether the trials of an experiment have it. */
    public boolean isOf(Experiment experiment) {
        ExperimentRules rules = experiment.rules();
        return switch (this) {
            case ACCURACY, MSE, PSNR, SSIM, ERROR, ERROR_RATIO ->
                rules.metrics().stream().map(EvaluationMetric::text).anyMatch(text::equals);
            case VALIDATION_ACCURACY -> rules.hasClasses();
            case VALIDATION_LOSS -> rules.data() == DataKind.IMAGES;
            case KAPPA, NUMERICAL_KAPPA, SIGMA_MAX, SIGMA_MIN, STABLE_RANK, PENALTY, TRAIN_LOSS, SECONDS, STEPS -> true;
        };
    }

    public Of of() {
        return of;
    }

    /** Its value for a weight matrix; of a metric of layers only. */
    public double of(SpectrumSummary spectrum) {
        return switch (this) {
            case KAPPA -> spectrum.kappa();
            case NUMERICAL_KAPPA -> spectrum.numericalKappa();
            case SIGMA_MAX -> spectrum.sigmaMax();
            case SIGMA_MIN -> spectrum.sigmaMin();
            case STABLE_RANK -> spectrum.stableRank();
            case PENALTY -> spectrum.r();
            default -> throw new IllegalArgumentException(text + " is not measured of layers");
        };
    }

    /** With the unit, in plain text. */
    public String title() {
        return title;
    }

    /** What a stored value is multiplied by for its unit in tables: 100 for accuracies, which are stored as a fraction. */
    public double factor() {
        return this == ACCURACY || this == VALIDATION_ACCURACY ? 100 : 1;
    }

    /** What a stored value is measured in; empty where it has no unit. */
    public String unit() {
        return switch (this) {
            case PSNR -> "dB";
            case SECONDS -> "s";
            case STEPS -> "steps";
            default -> "";
        };
    }

    /** How many decimals a value has in tables for people. */
    public int decimals() {
        return switch (this) {
            case MSE, SSIM, ERROR_RATIO, PENALTY, TRAIN_LOSS, VALIDATION_LOSS -> 4;
            default -> 2;
        };
    }

    /** The smallest value there is, in the units of tables; minus infinity where there is none. */
    public double least() {
        return switch (this) {
            case KAPPA, NUMERICAL_KAPPA, STABLE_RANK, ERROR_RATIO -> 1;
            case PSNR, PENALTY -> Double.NEGATIVE_INFINITY;
            case SSIM -> -1;
            default -> 0;
        };
    }

    /** The largest value there is, in the units of tables; infinity where there is none. */
    public double most() {
        return switch (this) {
            case ACCURACY, VALIDATION_ACCURACY -> 100;
            case SSIM -> 1;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /** Whether more of it is better; the others are better when there is less. */
    public boolean isBetterWhenLarger() {
        return switch (this) {
            case ACCURACY, VALIDATION_ACCURACY, PSNR, SSIM, STABLE_RANK -> true;
            default -> false;
        };
    }

    /** Whether it is measured without test noise only. */
    public boolean isWithoutNoise() {
        return this == ERROR || this == ERROR_RATIO;
    }
}
