"""Expected values for StatisticsOracleTest, by numpy and scipy: python3 oracle.py > oracle.json

Nothing here shares code with the tests' subject: java.util.Random is written anew from its Javadoc, Wilcoxon's exact
probability comes from all 2^n assignments of signs, and Holm's correction from its definition.
"""

import itertools
import json

import numpy as np
from scipy import stats

SAMPLES = {
    "three seeds": [43.16, 42.8, 43.5],
    "two seeds": [1.0, 2.0],
    "kappa": [1.1313, 1.1476, 1.1491, 1.1535, 1.1487],
    "accuracy": [71.49, 71.52, 71.91, 70.88, 72.34, 71.02, 71.77, 70.95, 72.01, 71.4],
    "large and close": [1e6 + 1, 1e6 + 2, 1e6 + 4, 1e6 + 3, 1e6 + 7],
    "thirty": [round(float(v), 6) for v in np.random.default_rng(7).gamma(2.0, 3.0, 30)],
}

DIFFERENCES = {
    "three of one sign": [0.4, 0.7, 0.1],
    "mixed": [0.125, -0.5, 0.75, 1.5, -0.25, 2.0, 0.0625],
    "ties": [0.1, 0.1, -0.1, 0.3, 0.3, 0.5, -0.2, 0.4],
    "ties and zeros": [0.0, 0.25, 0.25, -0.25, 0.0, 0.5, 0.75],
    "twelve": [round(float(v), 4) for v in np.random.default_rng(3).normal(0.4, 1, 12)],
    "two hundred and fifty": [round(float(v), 3) for v in np.random.default_rng(5).normal(0.1, 1, 250)],
}

FAMILIES = {
    "four": [0.01, 0.04, 0.03, 0.005],
    "ties and ones": [0.2, 0.02, 0.02, 1.0, 0.6],
    "one": [0.3],
}

PAIRS = {
    "grid": [[0, 0, 0, 0.01, 0.01, 0.01, 0.1, 0.1, 0.1, 1, 1, 1],
             [35.7, 36.1, 35.2, 12.4, 12.1, 12.7, 3.7, 3.6, 3.7, 1.4, 1.4, 1.5]],
    "no order": [[3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]],
}


class JavaRandom:
    """java.util.Random: a linear congruential generator of 48 bits."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def next(self, bits):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return self.state >> (48 - bits)

    def next_int(self, bound):
        if bound & -bound == bound:
            return (bound * self.next(31)) >> 31
        while True:
            bits = self.next(31)
            value = bits % bound
            if bits - value + (bound - 1) < 1 << 31:
                return value


def bootstrap(values, statistic):
    n = len(values)
    random = JavaRandom(20240930)
    draws = np.array([[values[random.next_int(n)] for _ in range(n)] for _ in range(10000)])
    tail = stats.norm.cdf(-np.sqrt(n / (n - 1)) * stats.t.ppf(0.975, n - 1))
    return [float(q) for q in np.quantile(statistic(draws, axis=1), [tail, 1 - tail])]


def sample(values):
    n = len(values)
    low, high = stats.t.interval(0.95, n - 1, loc=np.mean(values), scale=stats.sem(values))
    return {
        "values": values,
        "mean": float(np.mean(values)),
        "standardDeviation": float(np.std(values, ddof=1)),
        "median": float(np.median(values)),
        "t": [float(low), float(high)],
        "bootstrapOfMean": bootstrap(values, np.mean),
        "bootstrapOfMedian": bootstrap(values, np.median),
    }


def wilcoxon(differences):
    d = np.array([v for v in differences if v != 0])
    if len(d) > 200:
        return float(stats.wilcoxon(d, mode="approx", correction=False).pvalue)
    ranks = stats.rankdata(np.abs(d))
    observed = ranks[d > 0].sum()
    sums = np.array([np.dot(signs, ranks) for signs in itertools.product((0, 1), repeat=len(d))])
    return float(min(1, 2 * min(np.mean(sums <= observed + 1e-9), np.mean(sums >= observed - 1e-9))))


def comparison(differences):
    return {
        "differences": differences,
        "tTest": float(stats.ttest_1samp(differences, 0).pvalue),
        "wilcoxon": wilcoxon(differences),
    }


def holm(p):
    m = len(p)
    order = sorted(range(m), key=lambda i: p[i])
    return [min(1.0, max((m - k) * p[order[k]] for k in range(order.index(i) + 1))) for i in range(m)]


def correlation(x, y):
    result = stats.spearmanr(x, y)
    return {"x": x, "y": y, "rho": float(result.correlation), "pValue": float(result.pvalue)}


# The exact test agrees with scipy's where that has one.
assert abs(wilcoxon(DIFFERENCES["twelve"]) - stats.wilcoxon(DIFFERENCES["twelve"], mode="exact").pvalue) < 1e-12

print(json.dumps(
    {
        "samples": {name: sample(values) for name, values in SAMPLES.items()},
        "comparisons": {name: comparison(values) for name, values in DIFFERENCES.items()},
        "holm": {name: {"p": p, "adjusted": holm(p)} for name, p in FAMILIES.items()},
        "correlations": {name: correlation(*pair) for name, pair in PAIRS.items()},
    },
    indent=1,
))
