#!/usr/bin/env python3
"""The arithmetic of docs/numerics.md, written from that page and docs/streams.md.

Trains six tiny networks, which have every optimiser, schedule, activation, initialisation, normalisation and a validation between them, and
prints, for each, its name and the SHA-256 of the weights that ReplayTest expects of the program:

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


def exponential(z):
    """exp z."""
    c = np.minimum(np.maximum(z, F(-87)), F(87))
    k = fma(c, F(1.442695), F(12582912))
    n = k - F(12582912)
    r = fma(n, F(2.1219444e-4), fma(n, F(-0.6933594), c))
    p = polynomial(1.9875691e-4, r, (1.3981999e-3, 8.333452e-3, 4.1665796e-2, 1.6666666e-1, 0.5))
    e = fma(p, r * r, r) + F(1)
    return (e.view(np.int32) + (n.astype(np.int32) << 23)).view(F)


def polynomial(first, x, others):
    p = F(first)
    for q in others:
        p = fma(p, x, F(q))
    return p


# Each activation gives its output, and what makes the derivative by its input of that by its output.


def sigmoid(z):
    h = F(1) / (F(1) + exponential(-z))
    return h, lambda delta: (delta * h) * (F(1) - h)


def relu(z):
    h = np.maximum(z, F(0))
    return h, lambda delta: np.where(h > 0, delta, F(0))


def tanh(z):
    square = z * z
    p = polynomial(-5.704989e-3, square, (2.0639088e-2, -5.3739715e-2, 1.3331442e-1, -3.333328e-1))
    a = np.abs(z)
    far = np.copysign(F(1) - F(2) / (exponential(a + a) + F(1)), z)
    h = np.where(a < F(0.625), fma(p * square, z, z), far)
    return h, lambda delta: delta * fma(-h, h, F(1))


GELU = (
    (6.3111866e-4, 7.6574256e-4, -1.8496606e-3, -6.6999067e-3)
    + (-4.9139047e-4, 3.671321e-2, 2.8799098e-2, -3.314042e-1, 6.72408e-1)
)


def gelu(z):
    a = np.minimum(np.abs(z), F(13))
    s = a * a
    e = exponential(s * F(-0.5))
    g = fma(e * fma(a, a, -s), F(-0.5), e)
    r = F(1) / (a + F(2))
    t = (polynomial(1.2227394e-4, (a - F(2)) * r, GELU) * r) * g
    normal = np.where(z < 0, t, F(1) - t)
    h = np.maximum(z, F(-13)) * normal
    slope = fma(np.minimum(np.maximum(z, F(-13)), F(13)) * F(0.3989423), g, normal)
    return h, lambda delta: delta * slope


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

    def step(self, t, w, g, rate, kept):
        self.m = fma(g - self.m, F(1 - 0.9), self.m)
        self.v = fma(g * F(1 - 0.999), g, self.v * F(0.999))
        size = F(-rate / (1 - power(0.9, t)))
        correction = F(1 / math.sqrt(1 - power(0.999, t)))
        return fma(w, F(kept), self.m * size / fma(np.sqrt(self.v), correction, F(1e-8)))


class Descent:
    def __init__(self, shape, momentum, nesterov):
        self.m, self.momentum = np.zeros(shape, F), momentum
        self.of_m, self.of_g = (momentum, 1.0) if nesterov else (1.0, 0.0)

    def step(self, t, w, g, rate, kept):
        self.m = fma(self.m, F(self.momentum), g)
        return fma(w, F(kept), fma(self.m, F(self.of_m), g * F(self.of_g)) * F(-rate))


def sgd(momentum, nesterov=False):
    return lambda shape: Descent(shape, momentum, nesterov)


# Each schedule gives the factor of an epoch, counted from 0. What it is rounded to does not show the last digit of a double.


def constant(epoch):
    return 1.0


def cosine(epoch):
    return (1 + math.cos(math.pi * epoch / EPOCHS)) / 2


def steps(every, factor):
    return lambda epoch: math.pow(factor, epoch // every)


# Each initialisation draws the weights of a layer, row by row, and then its biases.


def uniform(draws, count, bound):
    return [(2 * draws.double() - 1) * bound for _ in range(count)]


def pytorch(draws, outputs, inputs):
    bound = 1 / math.sqrt(inputs)
    return uniform(draws, outputs * inputs, bound), uniform(draws, outputs, bound)


def xavier_uniform(draws, outputs, inputs):
    return uniform(draws, outputs * inputs, math.sqrt(6 / (outputs + inputs))), [0.0] * outputs


def he_normal(draws, outputs, inputs):
    deviation = math.sqrt(2 / inputs)
    return [deviation * draws.gaussian() for _ in range(outputs * inputs)], [0.0] * outputs


def dot(x, y):
    total = 0.0
    for a, b in zip(x, y):
        total += a * b
    return total


def orthogonal(draws, outputs, inputs):
    vectors = []
    for _ in range(min(outputs, inputs)):
        vector = [draws.gaussian() for _ in range(max(outputs, inputs))]
        for other in vectors + vectors:
            factor = -dot(vector, other)
            vector = [x + factor * y for x, y in zip(vector, other)]
        norm = math.sqrt(dot(vector, vector))
        vectors.append([x / norm for x in vector])
    rows = vectors if outputs <= inputs else zip(*vectors)
    return [x for row in rows for x in row], [0.0] * outputs


class Layer:
    """A dense layer, with what its activation, or None, and its penalty, or None, do."""

    def __init__(self, draws, inputs, outputs, activation, penalty, initialisation=pytorch, optimizer=Adam):
        self.activation, self.penalty = activation, penalty
        weights, biases = initialisation(draws, outputs, inputs)
        self.w = np.array(weights, F).reshape(outputs, inputs)
        self.b = np.array(biases, F)
        self.of_w, self.of_b = optimizer(self.w.shape), optimizer(self.b.shape)

    def forward(self, x):
        self.x = x
        return product(x, self.w.T) + self.b

    def weight_gradient(self, delta, bias_gradient):
        return product(delta.T, self.x)

    def update(self, t, delta, rate, kept):
        bias_gradient = plain_sum(delta)
        g = self.weight_gradient(delta, bias_gradient)
        if self.penalty:
            g = self.penalty(self.w, g)
        self.w = self.of_w.step(t, self.w, g, rate, kept)
        self.b = self.of_b.step(t, self.b, bias_gradient, rate, kept)


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
    def __init__(self, layers, dropout=0.0, decay=0.0):
        self.layers, self.dropout, self.decay = layers, dropout, decay

    def step(self, t, x, labels, rate):
        drops = Stream.named(SEED, f"dropout {t}")
        slopes, factors = [], []
        for layer in self.layers:
            x = layer.forward(x)
            if layer.activation:
                x, slope = layer.activation(x)
                slopes.append(slope)
                factors.append(self.factors(drops, x.shape))
                x = x * factors[-1]
        delta = cross_entropy_gradient(x, labels)
        for i in reversed(range(len(self.layers))):
            layer = self.layers[i]
            if layer.activation:
                delta = slopes[i](delta * factors[i])
            below = product(delta, layer.w) if i > 0 else None
            layer.update(t, delta, rate, 1 - rate * self.decay)
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


def split(validation):
    """The images that are learned from."""
    held = 0 if validation == 0 else min(IMAGES - 1, max(1, math.floor(validation * IMAGES + 0.5)))
    order = Stream.named(SEED, "validation").order(IMAGES) if held else list(range(IMAGES))
    return sorted(order[held:])


def mean_and_deviation(images):
    total = sum(sum(image) for image in images)
    squares = sum(v * v for image in images for v in image)
    size = len(images) * len(images[0])
    mean = total / size
    variance = squares / size - mean * mean
    return mean / 255, math.sqrt(variance) / 255 if variance > 0 else 1.0


def images(pixels):
    draws = Stream.named(1, "self-test train")
    return [[max(0, draws.below(512) - 256) for _ in range(pixels)] for _ in range(IMAGES)]


def train(network, pixels=SMALL, is_noisy=True, schedule=constant, validation=0.0, normalisation=(MEAN, DEVIATION)):
    t, values, learned = 0, images(pixels), split(validation)
    mean, deviation = normalisation or mean_and_deviation([values[i] for i in learned])
    scaled = np.array([[(v / 255 - mean) / deviation for v in image] for image in values]).astype(F)
    for epoch in range(1, EPOCHS + 1):
        order = [learned[i] for i in Stream.named(SEED, f"batches {epoch}").order(len(learned))]
        normal = Stream.named(SEED, f"training noise {epoch}")
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            x = scaled[batch]
            if is_noisy:
                x = (x + np.array([[normal.gaussian() * (1 / SNR) for _ in range(pixels)] for _ in batch])).astype(F)
            t += 1
            network.step(t, x, [i % CLASSES for i in batch], RATE * schedule(epoch - 1))
    return network.digest()


def panels(pixels=SMALL):
    draws = Stream.named(SEED, "weights")
    return Network([Panels(draws, pixels, 35, sigmoid, tikhonov), Layer(draws, 35, CLASSES, None, tikhonov)])


def stored_gradient():
    draws = Stream.named(SEED, "weights")
    first, second = Layer(draws, SMALL, 33, relu, l1), Layer(draws, 33, 26, sigmoid, l1)
    return Network([first, second, Layer(draws, 26, CLASSES, None, None)], dropout=0.25)


def descent():
    """Nesterov's momentum, decay, a schedule, images held back and the data's own mean and deviation."""
    draws, ways = Stream.named(SEED, "weights"), (xavier_uniform, sgd(0.9, nesterov=True))
    layers = [Panels(draws, SMALL, 35, tanh, tikhonov, *ways), Layer(draws, 35, CLASSES, None, tikhonov, *ways)]
    return train(Network(layers, decay=0.5), schedule=cosine, validation=0.25, normalisation=None)


def decayed():
    draws, ways = Stream.named(SEED, "weights"), (he_normal, Adam)
    first, second = Layer(draws, SMALL, 33, gelu, l1, *ways), Layer(draws, 33, 26, tanh, l1, *ways)
    network = Network([first, second, Layer(draws, 26, CLASSES, None, None, *ways)], dropout=0.25, decay=0.5)
    return train(network, schedule=steps(5, 0.3), normalisation=(0.0, 1.0))


def orthonormal():
    draws, ways = Stream.named(SEED, "weights"), (orthogonal, sgd(0.5))
    layers = [Panels(draws, SMALL, 70, gelu, tikhonov, *ways), Layer(draws, 70, CLASSES, None, tikhonov, *ways)]
    return train(Network(layers), normalisation=(0.2, 0.4))


def main():
    print("panels", train(panels()))
    print("background", train(panels(LARGE), LARGE, is_noisy=False))
    print("stored gradient", train(stored_gradient()))
    print("descent", descent())
    print("decayed", decayed())
    print("orthonormal", orthonormal())


if __name__ == "__main__":
    main()
