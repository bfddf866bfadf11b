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

    /** @param curves of the seeds, each by the places of {@code points}; NaN where there is no value (yet) */
    static void put(ObjectNode json, CurvePoints points, List<double[]> curves, int most) {
        Sample[] samples = new Sample[points.count()];
        for (int place = 0; place < samples.length; place++) {
            int at = place;
            samples[place] = new Sample(curves.stream()
                    .mapToDouble(curve -> curve[at])
                    .filter(Double::isFinite)
                    .toArray());
        }
        int[] known = IntStream.range(0, samples.length)
                .filter(place -> samples[place].n() > 0)
                .toArray();
        double[] means =
                Arrays.stream(known).mapToDouble(place -> samples[place].mean()).toArray();
        ArrayNode epoch = json.putArray("epoch");
        ArrayNode mean = json.putArray("mean");
        ArrayNode low = json.putArray("low");
        ArrayNode high = json.putArray("high");
        ArrayNode n = json.putArray("n");
        for (int chosen : Thinning.places(means, most)) {
            Sample sample = samples[known[chosen]];
            Interval interval = sample.n() > 1 ? sample.interval() : new Interval(sample.mean(), sample.mean());
            epoch.add(points.epoch(known[chosen]));
            mean.add(sample.mean());
            low.add(interval.low());
            high.add(interval.high());
            n.add(sample.n());
        }
    }
}
