package dev.kappasweep.crew;

/**
 * About what one step of a trial takes.
 *
 * @param flops floating-point operations
 * @param bytes read and written of what it keeps from step to step
 * @param stateBytes that it keeps from step to step
 */
public record StepDemand(double flops, double bytes, double stateBytes) {
    public StepDemand {
        if (!(flops > 0 && bytes >= 0 && stateBytes >= 0)) {
            throw new IllegalArgumentException(
                    flops + " flops, " + bytes + " bytes of " + stateBytes + ", expected a step that takes something");
        }
    }
}
