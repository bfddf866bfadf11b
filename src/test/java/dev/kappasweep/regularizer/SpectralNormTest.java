package dev.kappasweep.regularizer;

final class SpectralNormTest extends RankOneContract {
    @Override
    RankOneForm form() {
        return RankOneForm.SPECTRAL_NORM;
    }

    @Override
    double ofSpectrum(double[] sigma, int largerSize) {
        return sigma[0] * sigma[0] / 2;
    }
}
