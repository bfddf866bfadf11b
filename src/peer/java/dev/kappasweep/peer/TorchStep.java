package dev.kappasweep.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;

/**
 * python/torch_step.py for machines without PyTorch for Python: the same operators of the same library, called from Java.
 *
 * <pre>usage: TorchStep MODE STEPS [--batch 32] [--threads 1] [--lam 1.0] [--hidden 2048] [--record DIR]</pre>
 *
 * MODE is plain, paper or lanczos. Prints one JSON object. With --record nothing is timed: the start, the loss of each step
 * and the last weights go to DIR, for python/check_step.py.
 */
public final class TorchStep {
    private static final double NANOS_PER_MILLI = 1e6;

    private TorchStep() {}

    /** See the class. */
    public static void main(String[] args) throws IOException {
        Mode mode = Mode.parse(args[0]);
        int steps = Integer.parseInt(args[1]);
        List<String> options = List.of(args);
        int batch = Integer.parseInt(option(options, "--batch", "32"));
        int threads = Integer.parseInt(option(options, "--threads", "1"));
        double lambda = Double.parseDouble(option(options, "--lam", "1"));
        int hidden = Integer.parseInt(option(options, "--hidden", "2048"));
        torch.set_num_threads(threads);
        torch.manual_seed(1);
        Classifier classifier = new Classifier(mode, batch, lambda, hidden);
        String record = option(options, "--record", "");
        if (record.isEmpty()) {
            double[] millis = timedSteps(classifier, mode, steps);
            System.out.printf(
                    Locale.ROOT,
                    "{\"peer\": \"libtorch %s\", \"mode\": \"%s\", \"batch\": %d, \"threads\": %d, \"steps\": %d, "
                            + "\"msPerStepMedian\": %.3f, \"msPerStepMean\": %.3f}%n",
                    version(),
                    mode,
                    batch,
                    threads,
                    steps,
                    median(millis),
                    Arrays.stream(millis).average().orElse(Double.NaN));
        } else {
            Recording.of(classifier, steps).write(Path.of(record));
        }
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }

    private static double[] timedSteps(Classifier classifier, Mode mode, int steps) {
        for (int i = 0; i < mode.warmUpSteps(); i++) {
            classifier.step(i);
        }
        double[] millis = new double[steps];
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            classifier.step(i);
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        return millis;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String version() {
        Matcher version = Pattern.compile("TORCH_VERSION=([^,]+)")
                .matcher(torch.show_config().getString());
        return version.find() ? version.group(1) : "unknown";
    }
}
