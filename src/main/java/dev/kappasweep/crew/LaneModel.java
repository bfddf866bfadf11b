package dev.kappasweep.crew;

/**
 * A model of steps on cores that share memory, where the cores are divided evenly among so many trials at once, the lanes.
 *
 * <p>A part of a step is done by one core, whoever helps (Amdahl); the rest takes as long as its operations on all cores of the lane, or
 * as its traffic with memory, whichever is longer, and each of its pieces ends with a barrier. What all lanes keep is in the caches as
 * far as it fits; the traffic is the rest. One core cannot have all of the memory's rate, and all lanes share it.
 */
public final class LaneModel {
    /**
     * Of a step's time on one core, what helpers cannot take: 0.16 to 0.21 of the classifier's, by Amdahl's law from steps on one core and
     * on two.
     */
    static final double SERIAL = 0.2;

    /** Pieces of a step that end with a barrier: forward, update, the products of a solver and its small layers. */
    static final double BARRIERS = 10;

    /** Of a barrier of two threads, measured as 0.4 to 1.2 us; it is taken to grow with the logarithm of their number. */
    static final double BARRIER_SECONDS = 1e-6;

    /** By which fewer lanes have to be faster, since this is a model. */
    static final double LEAST_GAIN = 1.25;

    private final SharedCores shared;

    public LaneModel(SharedCores shared) {
        this.shared = shared;
    }

    /**
     * How many trials are best in training at once: one on each core, unless fewer with the other cores' help would do a quarter more
     * steps in the same time, which they may where memory is what all wait for. At least one on each last-level cache, since threads on
     * two of them would pass the weights to and fro.
     */
    public int best(StepDemand step) {
        int best = shared.cores();
        for (int lanes = best - 1; lanes >= Math.max(1, shared.caches()); lanes--) {
            double gain = stepsPerSecond(step, lanes) / stepsPerSecond(step, best);
            if (gain > (best == shared.cores() ? LEAST_GAIN : 1)) {
                best = lanes;
            }
        }
        return best;
    }

    /** Whether the number of lanes can matter: what a trial on each core keeps does not fit the caches, and these are known. */
    public static boolean canMatter(int cores, int caches, double cacheBytes, StepDemand step) {
        return caches > 0 && cores > caches && cores * step.stateBytes() > cacheBytes;
    }

    /** Of all lanes together. */
    public double stepsPerSecond(StepDemand step, int lanes) {
        return lanes / seconds(step, lanes);
    }

    /** Of a step of one of {@code lanes} trials. */
    public double seconds(StepDemand step, int lanes) {
        double hands = (double) shared.cores() / lanes;
        double alone = step.flops() / shared.flops();
        double computed = (1 - SERIAL) * alone / hands;
        double moved = step.bytes() * missed(lanes * step.stateBytes()) / bytesPerSecond(lanes, hands);
        return SERIAL * alone + Math.max(computed, moved) + BARRIERS * BARRIER_SECONDS * log2(hands);
    }

    /** The part of what is kept that the caches do not hold. */
    private double missed(double kept) {
        return kept <= shared.cacheBytes() ? 0 : 1 - shared.cacheBytes() / kept;
    }

    /** Of one lane. */
    private double bytesPerSecond(int lanes, double hands) {
        return Math.min(hands * shared.bytesAlone(), shared.bytesTogether() / lanes);
    }

    private static double log2(double value) {
        return StrictMath.log(value) / StrictMath.log(2);
    }
}
