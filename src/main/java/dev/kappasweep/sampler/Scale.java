package dev.kappasweep.sampler;

/** Numbers of an interval, and how far along it they are. */
final class Scale {
    private Scale() {}

    static double between(double low, double high, double share) {
        return low + share * (high - low);
    }

    /** In [0, 1]; one half where the interval is a point. */
    static double share(double low, double high, double value) {
        return low == high ? 0.5 : Math.max(0, Math.min(1, (value - low) / (high - low)));
    }
}
