package dev.kappasweep.sampler;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Numbers of those told, as many standard deviations from their mean; what is not finite is as the largest that is. */
final class Standard {
    private final double[] values;
    private final double mean;
    private final double deviation;

    private Standard(double[] values, double mean, double deviation) {
        this.values = values;
        this.mean = mean;
        this.deviation = deviation;
    }

    static Standard of(List<Told> told, ToDoubleFunction<Told> number) {
        double[] numbers = told.stream().mapToDouble(number).toArray();
        double worst = DoubleStream.of(numbers).filter(Double::isFinite).max().orElse(0);
        double[] finite = DoubleStream.of(numbers)
                .map(one -> Double.isFinite(one) ? one : worst)
                .toArray();
        double mean = DoubleStream.of(finite).reduce(0, Double::sum) / finite.length;
        double square =
                DoubleStream.of(finite).map(one -> (one - mean) * (one - mean)).reduce(0, Double::sum) / finite.length;
        double deviation = square > 0 ? Math.sqrt(square) : 1;
        return new Standard(
                DoubleStream.of(finite).map(one -> (one - mean) / deviation).toArray(), mean, deviation);
    }

    /** Of each. */
    double[] values() {
        return values;
    }

    /** A number on the same scale. */
    double of(double number) {
        return (number - mean) / deviation;
    }
}
