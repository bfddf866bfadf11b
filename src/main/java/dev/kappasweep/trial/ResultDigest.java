package dev.kappasweep.trial;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.GreyImage;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Sha256;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.TrialResult;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The SHA-256 of every bit that a trial found: all that is stored of it but its spec, times, and where it ran. */
public final class ResultDigest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private ResultDigest() {}

    public static String of(TrialResult result) {
        ResultDigest digest = new ResultDigest();
        try {
            digest.write(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never, in memory
        }
        return Sha256.hex(digest.bytes.toByteArray());
    }

    private void write(TrialResult result) throws IOException {
        out.writeUTF(result.status().name());
        out.writeUTF(result.reason());
        out.writeLong(result.steps());
        out.writeDouble(result.trainLoss());
        out.writeUTF(result.weightsSha256());
        for (LayerMeasurement layer : result.layers()) {
            write(layer);
        }
        for (SpectrumMeasurement value : result.spectra()) {
            out.writeInt(value.epoch());
            out.writeUTF(value.layer());
            out.writeInt(value.rank());
            out.writeDouble(value.sigma());
        }
        for (EpochMeasurement epoch : result.epochs()) {
            out.writeInt(epoch.epoch());
            out.writeDouble(epoch.trainLoss());
            out.writeDouble(epoch.penalty());
            out.writeLong(epoch.solverSteps());
            writeUnlessNaN(epoch.validationLoss());
            writeUnlessNaN(epoch.validationAccuracy());
        }
        for (EvaluationMeasurement evaluation : result.evaluations()) {
            write(evaluation);
        }
        for (SampleMeasurement sample : result.samples()) {
            write(sample);
        }
    }

    /** What was measured by no trial from the beginning on is nothing where it is not. */
    private void writeUnlessNaN(double value) throws IOException {
        if (!Double.isNaN(value)) {
            out.writeDouble(value);
        }
    }

    private void write(LayerMeasurement layer) throws IOException {
        SpectrumSummary spectrum = layer.spectrum();
        out.writeInt(layer.epoch());
        out.writeUTF(layer.layer());
        out.writeInt(layer.shape().rows());
        out.writeInt(layer.shape().cols());
        out.writeDouble(spectrum.kappa());
        out.writeDouble(spectrum.sigmaMax());
        out.writeDouble(spectrum.sigmaMin());
        out.writeDouble(spectrum.stableRank());
        out.writeDouble(spectrum.r());
        out.writeInt(layer.deadUnits().count());
        if (spectrum.numericalKappa() != spectrum.kappa()) {
            writeUnlessNaN(spectrum.numericalKappa());
        }
    }

    private void write(EvaluationMeasurement evaluation) throws IOException {
        out.writeDouble(evaluation.snr().value());
        out.writeUTF(evaluation.metric());
        out.writeDouble(evaluation.value());
        out.writeInt(evaluation.images());
        out.writeInt(evaluation.noiseDraws());
    }

    private void write(SampleMeasurement sample) throws IOException {
        out.writeDouble(sample.snr().value());
        out.writeInt(sample.image());
        out.writeInt(sample.label());
        write(sample.clean());
        write(sample.noisy());
        write(sample.output());
    }

    private void write(GreyImage image) throws IOException {
        out.write(image.pixels());
    }
}
