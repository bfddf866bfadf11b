package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Curves as JSON: for each point the mean over the seeds, its 95 % interval, and how many they are. */
final class CurveBodies {
    private CurveBodies() {}

    /** @param curves of the seeds, each by epoch; NaN where there is no value (yet) */
    static void put(ObjectNode json, List<double[]> curves, int most) {
        int epochs = curves.stream().mapToInt(curve -> curve.length).max().orElse(0);
        Sample[] samples = new Sample[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            int at = epoch;
            samples[epoch] = new Sample(curves.stream()
                    .filter(curve -> at < curve.length)
                    .mapToDouble(curve -> curve[at])
                    .filter(Double::isFinite)
                    .toArray());
        }
        int[] known = IntStream.range(0, epochs)
                .filter(epoch -> samples[epoch].n() > 0)
                .toArray();
        double[] means =
                Arrays.stream(known).mapToDouble(epoch -> samples[epoch].mean()).toArray();
        ArrayNode epoch = json.putArray("epoch");
        ArrayNode mean = json.putArray("mean");
        ArrayNode low = json.putArray("low");
        ArrayNode high = json.putArray("high");
        ArrayNode n = json.putArray("n");
        for (int place : Thinning.places(means, most)) {
            Sample sample = samples[known[place]];
            Interval interval = sample.n() > 1 ? sample.interval() : new Interval(sample.mean(), sample.mean());
            epoch.add(known[place]);
            mean.add(sample.mean());
            low.add(interval.low());
            high.add(interval.high());
            n.add(sample.n());
        }
    }
}
