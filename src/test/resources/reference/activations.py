"""The values beside this file in activations.txt, by decimal arithmetic of 120 digits; Python's standard library only.

    python3 activations.py          prints the table
    python3 activations.py fit      prints the coefficients of FloatVectors' normal distribution (needs numpy)

A line is a function, a float and the function's value there, both as Python writes a double:

    tanh        (exp(2 x) - 1) / (exp(2 x) + 1)
    gelu        x P(x), P the standard normal distribution: torch.nn.GELU's default, x (1 + erf(x / sqrt(2))) / 2
    geluSlope   its derivative, P(x) + x p(x) with the density p

P(x) = 1/2 + p(x) (x + x^3/3 + x^5/15 + ...): Marsaglia, Evaluating the normal distribution, J. Stat. Software 11(4), 2004.

The fit: for a >= 0, 1 - P(a) = exp(-a^2/2) m(a) with Mills' ratio, and (a + 2) m(a) is a polynomial of q = (a - 2)/(a + 2), as Shepherd and
Laframboise do for erfc (Chebyshev approximation of (1 + 2x) exp(x^2) erfc(x), Math. Comp. 36, 1981). Degree 9, at 200 Chebyshev points of 0 <= a <= 13,
weighted for the relative error.
"""

import math
import struct
import sys
from decimal import Decimal, getcontext

getcontext().prec = 120

ROOT_TWO_PI = Decimal("2.506628274631000502415765284811045253006986740609938316629923576342293654607841974946595838378057266")


def as_float(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def density(x):
    return (-x * x / 2).exp() / ROOT_TWO_PI


def normal(x):
    total, term, i = x, x, 1
    while abs(term) > abs(total) * Decimal("1e-118"):
        i += 2
        term *= x * x / i
        total += term
    return Decimal("0.5") + density(x) * total


def tanh(x):
    e = (2 * x).exp()
    return (e - 1) / (e + 1)


FUNCTIONS = {
    "tanh": tanh,
    "gelu": lambda x: x * normal(x),
    "geluSlope": lambda x: normal(x) + x * density(x),
}


def points():
    """Small ones of every size, and then every 0.041 or so."""
    positive = [10.0**-k for k in range(1, 31, 3)] + [0.041 * k for k in range(1, 305)]
    return [as_float(sign * x) for x in positive for sign in (1, -1)]


def table():
    for name, function in FUNCTIONS.items():
        for x in points():
            print(name, repr(x), repr(float(function(Decimal(x)))))


def fit():
    import numpy as np
    from numpy.polynomial import Chebyshev, Polynomial

    center, largest, degree = 2.0, 13.0, 9
    low, high = -1.0, (largest - center) / (largest + center)
    q = (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(200) + 0.5) / 200)
    a = center * (1 + q) / (1 - q)
    mills = [float((1 - normal(Decimal(x))) / (-Decimal(x) * Decimal(x) / 2).exp()) for x in a.tolist()]
    y = np.array(mills) * (a + center)
    polynomial = Chebyshev.fit(q, y, degree, domain=[low, high], w=1 / y).convert(kind=Polynomial)
    for power in reversed(range(degree + 1)):
        print(f"q^{power}", np.float32(polynomial.coef[power]))


if __name__ == "__main__":
    fit() if sys.argv[1:] == ["fit"] else table()
