# Expected values of ImageQualityTest: python3 src/test/python/ssim.py (numpy, scipy)
import numpy as np
from scipy.signal import convolve2d

def ssim(x, y):
    g = np.exp(-((np.arange(11) - 5) / 1.5) ** 2 / 2)
    g /= g.sum()
    window = np.outer(g, g)
    mean = lambda a: convolve2d(a, window, mode="valid")
    mx, my = mean(x), mean(y)
    vx, vy, c = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = 0.01 ** 2, 0.03 ** 2
    return ((2 * mx * my + c1) * (2 * c + c2) / ((mx ** 2 + my ** 2 + c1) * (vx + vy + c2))).mean()

i, j = np.mgrid[0:28, 0:28]
clean = ((i * 7 + j * 3) % 17) / 16.0
picture = np.clip(0.8 * clean + 0.1 + 0.05 * np.cos(i * j), 0, 1)
mse = ((clean - picture) ** 2).mean()
print("mse", repr(mse), "psnr", repr(-10 * np.log10(mse)), "ssim", repr(ssim(clean, picture)), "self", ssim(clean, clean))
