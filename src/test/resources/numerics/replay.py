#!/usr/bin/env python3
"""The arithmetic of docs/numerics.md, written from that page and docs/streams.md.

Trains three tiny networks and prints, for each, its name and the SHA-256 of the weights that ReplayTest expects of the program:

    python3 replay.py

Every sum is a loop over its index; what numpy does at once are single operations on different elements of a result.
"""
import hashlib
import math
import struct
import sys
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "data"))
from streams import Stream  # noqa: E402

F = np.float32
SEED, IMAGES, CLASSES = 1, 12, 3
SMALL, LARGE = 8 * 8, 12 * 12  # pixels of an image
MEAN, DEVIATION, SNR = 0.1307, 0.3081, 2.0
BATCH, EPOCHS, RATE = 5, 17, 1e-2
LAMBDA = 0.05
CHUNK = 112


def fma(a, b, c):
    """a b + c rounded once: the product is exact in double, the sum is rounded to odd there and then to a float."""
    product = np.multiply(a, b, dtype=np.float64)
    product, c = np.broadcast_arrays(product, np.asarray(c, np.float64))
    total = product + c
    back = total - product
    error = (product - (total - back)) + (c - back)
    bits = total.view(np.int64)
    away = np.where((error > 0) == (total > 0), 1, -1)
    odd = np.where((error != 0) & (bits & 1 == 0), bits + away, bits)
    return odd.view(np.float64).astype(F)


def chain(terms, start):
    for a, b in terms:
        start = fma(a, b, start)
    return start


def product(a, b):
    """A B, each element a chain over the inner index."""
    start = np.zeros((a.shape[0], b.shape[1]), F)
    return chain(((a[:, t : t + 1], b[t : t + 1, :]) for t in range(a.shape[1])), start)


def plain_sum(rows):
    total = np.zeros(rows.shape[1], F)
    for row in rows:
        total = total + row
    return total


def power(base, exponent):
    result = 1.0
    while exponent:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result


def strict_exp(x):
    """StrictMath.exp, that is fdlibm's e_exp.c, of a number in [-708, 0]; -x has the sign bit 0."""
    word = struct.unpack(">I", struct.pack(">d", -x)[:4])[0]
    if word < 0x3E300000:
        return 1 + x
    high, low, k = x, 0.0, 0
    if word > 0x3FD62E42:
        k = -1 if word < 0x3FF0A2B2 else int(1.44269504088896338700 * x - 0.5)
        high, low = x - k * 6.93147180369123816490e-01, k * 1.90821492927058770002e-10
    x = high - low
    t = x * x
    p = 6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
    c = x - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * p))
    if k == 0:
        return 1 - (x * c / (c - 2) - x)
    return math.ldexp(1 - ((low - x * c / (2 - c)) - high), k)


def sigmoid(z):
    c = np.minimum(np.maximum(-z, F(-87)), F(87))
    k = fma(c, F(1.442695), F(12582912))
    n = k - F(12582912)
    r = fma(n, F(2.1219444e-4), fma(n, F(-0.6933594), c))
    p = F(1.9875691e-4)
    for q in (1.3981999e-3, 8.333452e-3, 4.1665796e-2, 1.6666666e-1, 0.5):
        p = fma(p, r, F(q))
    e = fma(p, r * r, r) + F(1)
    e = (e.view(np.int32) + (n.astype(np.int32) << 23)).view(F)
    return F(1) / (F(1) + e)


def relu(z):
    return np.maximum(z, F(0))


def activation_gradient(activation, delta, h):
    if activation is sigmoid:
        return (delta * h) * (F(1) - h)
    return np.where(h > 0, delta, F(0))


def cross_entropy_gradient(z, labels):
    delta = np.empty_like(z)
    for i, row in enumerate(z.tolist()):
        exponentials = [strict_exp(value - max(row)) for value in row]
        total = 0.0
        for value in exponentials:
            total += value
        for j, value in enumerate(exponentials):
            delta[i, j] = F((float(F(value)) / total - (j == labels[i])) / len(z))
    return delta


def tikhonov(w, g):
    return fma(w, F(2 * LAMBDA), g)


def l1(w, g):
    return np.where(w > 0, g + F(LAMBDA), np.where(w < 0, g - F(LAMBDA), g))


class Adam:
    def __init__(self, shape):
        self.m, self.v = np.zeros(shape, F), np.zeros(shape, F)

    def step(self, t, w, g):
        self.m = fma(g - self.m, F(1 - 0.9), self.m)
        self.v = fma(g * F(1 - 0.999), g, self.v * F(0.999))
        size = F(-RATE / (1 - power(0.9, t)))
        correction = F(1 / math.sqrt(1 - power(0.999, t)))
        return w + self.m * size / fma(np.sqrt(self.v), correction, F(1e-8))


class Layer:
    """A dense layer, with what its activation, or None, and its penalty, or None, do."""

    def __init__(self, draws, inputs, outputs, activation, penalty):
        self.activation, self.penalty = activation, penalty
        values = [(2 * draws.double() - 1) * (1 / math.sqrt(inputs)) for _ in range(outputs * inputs + outputs)]
        self.w = np.array(values[: outputs * inputs], F).reshape(outputs, inputs)
        self.b = np.array(values[outputs * inputs :], F)
        self.adam_w, self.adam_b = Adam(self.w.shape), Adam(self.b.shape)

    def forward(self, x):
        self.x = x
        return product(x, self.w.T) + self.b

    def weight_gradient(self, delta, bias_gradient):
        return product(delta.T, self.x)

    def update(self, t, delta):
        bias_gradient = plain_sum(delta)
        g = self.weight_gradient(delta, bias_gradient)
        if self.penalty:
            g = self.penalty(self.w, g)
        self.w = self.adam_w.step(t, self.w, g)
        self.b = self.adam_b.step(t, self.b, bias_gradient)


class Panels(Layer):
    """A first layer whose weights are in panels."""

    def forward(self, x):
        self.smallest = x.min()
        self.x = x - self.smallest
        sums = plain_sum(self.w.T)
        z = np.stack([self.row_forward(row) for row in self.x])
        return z + fma(sums, self.smallest, self.b)

    def row_forward(self, row):
        z = np.zeros(len(self.b), F)
        for start in range(0, len(row), CHUNK):
            places = [j for j in range(start, min(start + CHUNK, len(row))) if row[j] != 0]
            z = chain(((self.w[:, j], row[j]) for j in places[::2]), z)
            z = z + chain(((self.w[:, j], row[j]) for j in places[1::2]), np.zeros_like(z))
        return z

    def weight_gradient(self, delta, bias_gradient):
        g = np.repeat((bias_gradient * self.smallest)[:, None], self.x.shape[1], axis=1)
        for row, x in zip(delta, self.x):
            g = np.where(x != 0, fma(row[:, None], x[None, :], g), g)
        return g


class Network:
    def __init__(self, layers, dropout=0.0):
        self.layers, self.dropout = layers, dropout

    def step(self, t, x, labels):
        drops = Stream.named(SEED, f"dropout {t}")
        outputs, factors = [], []
        for layer in self.layers:
            x = layer.forward(x)
            if layer.activation:
                x = layer.activation(x)
                outputs.append(x)
                factors.append(self.factors(drops, x.shape))
                x = x * factors[-1]
        delta = cross_entropy_gradient(x, labels)
        for i in reversed(range(len(self.layers))):
            layer = self.layers[i]
            if layer.activation:
                delta = activation_gradient(layer.activation, delta * factors[i], outputs[i])
            below = product(delta, layer.w) if i > 0 else None
            layer.update(t, delta)
            delta = below

    def factors(self, drops, shape):
        if self.dropout == 0:
            return np.ones(shape, F)
        kept = F(1 / (1 - self.dropout))
        draws = [F(0) if drops.float() < self.dropout else kept for _ in range(shape[0] * shape[1])]
        return np.array(draws, F).reshape(shape)

    def digest(self):
        digest = hashlib.sha256()
        for layer in self.layers:
            digest.update(layer.w.astype("<f4").tobytes() + layer.b.astype("<f4").tobytes())
        return digest.hexdigest()


def images(pixels):
    draws = Stream.named(1, "self-test train")
    values = [[max(0, draws.below(512) - 256) for _ in range(pixels)] for _ in range(IMAGES)]
    return np.array([[(v / 255 - MEAN) / DEVIATION for v in image] for image in values]).astype(F)


def train(network, pixels=SMALL, is_noisy=True):
    scaled, t = images(pixels), 0
    for epoch in range(1, EPOCHS + 1):
        order = Stream.named(SEED, f"batches {epoch}").order(IMAGES)
        normal = Stream.named(SEED, f"training noise {epoch}")
        for start in range(0, IMAGES, BATCH):
            batch = order[start : start + BATCH]
            x = scaled[batch]
            if is_noisy:
                x = (x + np.array([[normal.gaussian() * (1 / SNR) for _ in range(pixels)] for _ in batch])).astype(F)
            t += 1
            network.step(t, x, [i % CLASSES for i in batch])
    return network.digest()


def panels(pixels=SMALL):
    draws = Stream.named(SEED, "weights")
    return Network([Panels(draws, pixels, 35, sigmoid, tikhonov), Layer(draws, 35, CLASSES, None, tikhonov)])


def stored_gradient():
    draws = Stream.named(SEED, "weights")
    first, second = Layer(draws, SMALL, 33, relu, l1), Layer(draws, 33, 26, sigmoid, l1)
    return Network([first, second, Layer(draws, 26, CLASSES, None, None)], dropout=0.25)


def main():
    print("panels", train(panels()))
    print("background", train(panels(LARGE), LARGE, is_noisy=False))
    print("stored gradient", train(stored_gradient()))


if __name__ == "__main__":
    main()
