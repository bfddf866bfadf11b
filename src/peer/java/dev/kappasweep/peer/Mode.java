package dev.kappasweep.peer;

import java.util.Locale;

/** What a step does about r(W1). */
enum Mode {
    /** No regulariser: PyTorch at its best, doing less work. */
    PLAIN(200),
    /** As the paper's code does it: a full decomposition inside autograd, every step. */
    PAPER(2),
    /** 20 Lanczos steps from the last v_1: PyTorch at its best, doing the same work. */
    LANCZOS(100);

    private final int warmUpSteps;

    Mode(int warmUpSteps) {
        this.warmUpSteps = warmUpSteps;
    }

    /** More than Python's 20, since Java compiles while it runs. */
    int warmUpSteps() {
        return warmUpSteps;
    }

    static Mode parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
