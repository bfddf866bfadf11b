package dev.kappasweep.regularizer;

final class TikhonovByLargerSizeTest extends RankOneContract {
    @Override
    RankOneForm form() {
        return RankOneForm.TIKHONOV_BY_LARGER_SIZE;
    }

    @Override
    double ofSpectrum(double[] sigma, int largerSize) {
        return squares(sigma) / largerSize;
    }
}
