package dev.kappasweep.regularizer;

final class TikhonovTest extends RankOneContract {
    @Override
    RankOneForm form() {
        return RankOneForm.TIKHONOV;
    }

    @Override
    double ofSpectrum(double[] sigma, int largerSize) {
        return squares(sigma);
    }
}
