package dev.kappasweep.sweep;

import java.util.List;

/** Gives trials of a sweep that mean the same the same settings. */
final class Merging {
    private final SweepSpec sweep;
    private final boolean isRegularizerAnAxis;
    private final List<Parameter> variedOfPenalty;

    Merging(SweepSpec sweep) {
        this.sweep = sweep;
        this.isRegularizerAnAxis = sweep.varies(Parameter.REGULARIZER);
        this.variedOfPenalty = Parameter.axes().stream()
                .filter(Parameter::isOfPenalty)
                .filter(parameter -> parameter != Parameter.REGULARIZER && parameter != Parameter.LAMBDA)
                .filter(sweep::varies)
                .toList();
    }

    Settings of(Settings trial) {
        RegularizerKind kind = trial.get(Parameter.REGULARIZER, RegularizerKind.class);
        boolean isNone = kind == RegularizerKind.NONE || trial.strength().isZero();
        if (isNone && isRegularizerAnAxis) {
            Settings none =
                    trial.with(Parameter.REGULARIZER, RegularizerKind.NONE).with(Parameter.LAMBDA, Strength.of(0));
            return withFirst(none, variedOfPenalty);
        }
        return kind.needsSolver()
                ? trial
                : withFirst(
                        trial,
                        variedOfPenalty.stream().filter(Merging::isOfSolver).toList());
    }

    private static boolean isOfSolver(Parameter parameter) {
        return parameter == Parameter.SOLVER || parameter == Parameter.TOLERANCE;
    }

    private Settings withFirst(Settings trial, List<Parameter> parameters) {
        Settings same = trial;
        for (Parameter parameter : parameters) {
            same = same.with(parameter, sweep.values(parameter).get(0));
        }
        return same;
    }
}
