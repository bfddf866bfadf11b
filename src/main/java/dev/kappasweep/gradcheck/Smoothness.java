package dev.kappasweep.gradcheck;

import dev.kappasweep.sweep.Named;

/** What a function is like about a matrix. */
public enum Smoothness implements Named {
    DIFFERENTIABLE("differentiable"),
    /** Continuous, with a slope in every direction; what is returned must be in the subdifferential. */
    KINK("not differentiable, a kink"),
    /** Discontinuous; what is returned is the gradient among the matrices of the same rank. */
    JUMP("not continuous, by rank"),
    /** It has no value there; what is returned must be 0. */
    UNDEFINED("undefined");

    private final String text;

    Smoothness(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
