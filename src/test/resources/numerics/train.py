#!/usr/bin/env python3
"""Trains a small classifier from the initial weights that a trial has kept, in double precision, and compares the final ones.

    python3 train.py INITIAL.npz FINAL.npz KEY=VALUE ...

with keys of a sweep file, such as training.momentum=0.9; what is not said is as there. A key or value that this program does not know is
refused. Data and the other settings are those of KeptWeightsTest; the order of the batches is drawn as docs/streams.md says. Where replay.py
follows every rounding, this is the textbook: matrix products of numpy, its singular value decomposition, Adam, its decoupled weight decay and
gradient descent as they were published. Prints the largest difference of a weight, and loss and accuracy on the images that are held back.
"""
import math
import re
import sys
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "data"))
from streams import Stream  # noqa: E402

SEED, IMAGES, CLASSES, PIXELS = 1, 12, 3, 8 * 8
BATCH, EPOCHS, RATE, LAMBDA = 5, 6, 1e-2, 0.05


def images():
    draws = Stream.named(1, "self-test train")
    pixels = [[max(0, draws.below(512) - 256) for _ in range(PIXELS)] for _ in range(IMAGES)]
    return np.array(pixels) / 255, np.arange(IMAGES) % CLASSES


def split(share):
    """The images that are learned from, and those that are held back."""
    held = round(share * IMAGES)
    order = Stream.named(SEED, "validation").order(IMAGES)
    return sorted(order[held:]), sorted(order[:held])


def normalised(pixels, kind, learned):
    mean, deviation = {
        "mnist": (0.1307, 0.3081),
        "none": (0.0, 1.0),
        "data": (pixels[learned].mean(), pixels[learned].std()),
    }[kind]
    return (pixels - mean) / deviation


def largest(w, rest):
    """The derivative of sigma_1^2/2 - rest ||w||^2/2."""
    u, sigma, v = np.linalg.svd(w, full_matrices=False)
    return sigma[0] * np.outer(u[:, 0], v[0]) - rest * w


PENALTIES = {
    "none": lambda w: 0 * w,
    "tikhonov": lambda w: 2 * w,
    "tikhonovByLargerSize": lambda w: 2 * w / max(w.shape),
    "spectralNorm": lambda w: largest(w, 0),
    "conditionNumber": lambda w: largest(w, 1 / min(w.shape)),
    "conditionNumberByLargerSize": lambda w: largest(w, 1 / max(w.shape)),
    "l1": np.sign,
}


def normal(z):
    return np.array([math.erf(x / math.sqrt(2)) for x in z.ravel()]).reshape(z.shape) / 2 + 0.5


# The output, and its derivative.
ACTIVATIONS = {
    "identity": lambda z: (z, 1 + 0 * z),
    "relu": lambda z: (np.maximum(z, 0), (z > 0) * 1.0),
    "sigmoid": lambda z: (1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "tanh": lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2),
    "gelu": lambda z: (z * normal(z), normal(z) + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)),
}


def outputs(p, x, activation):
    hidden, slope = activation(x @ p["W1"].T + p["b1"])
    return hidden @ p["W2"].T + p["b2"], hidden, slope


def gradients(p, x, labels, settings):
    z, hidden, slope = outputs(p, x, settings["network.activation"])
    delta = np.exp(z - z.max(axis=1, keepdims=True))
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(x)), labels] -= 1
    delta /= len(x)
    below = (delta @ p["W2"]) * slope
    penalty = settings["regularizer.kind"]
    return {
        "W1": below.T @ x + LAMBDA * penalty(p["W1"]),
        "b1": below.sum(axis=0),
        "W2": delta.T @ hidden + LAMBDA * penalty(p["W2"]),
        "b2": delta.sum(axis=0),
    }


def schedule(text):
    steps = re.fullmatch(r"step\(([0-9]+), ([0-9.]+)\)", text)
    if steps:
        return lambda epoch: float(steps[2]) ** ((epoch - 1) // int(steps[1]))
    return {"constant": lambda epoch: 1, "cosine": lambda epoch: (1 + math.cos(math.pi * (epoch - 1) / EPOCHS)) / 2}[text]


def validation(p, x, labels, activation):
    z = outputs(p, x, activation)[0]
    losses = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), labels]
    return losses.mean(), (z.argmax(axis=1) == labels).mean()


class Adam:
    def __init__(self, settings):
        self.m, self.v = {}, {}

    def direction(self, name, g, t):
        self.m[name] = 0.9 * self.m.get(name, 0) + 0.1 * g
        self.v[name] = 0.999 * self.v.get(name, 0) + 0.001 * g * g
        return (self.m[name] / (1 - 0.9**t)) / (np.sqrt(self.v[name] / (1 - 0.999**t)) + 1e-8)


class Descent:
    def __init__(self, settings):
        self.momentum, self.nesterov, self.m = settings["training.momentum"], settings["training.nesterov"], {}

    def direction(self, name, g, t):
        self.m[name] = self.momentum * self.m.get(name, 0) + g
        return g + self.momentum * self.m[name] if self.nesterov else self.m[name]


def train(p, x, labels, settings):
    optimizer, t = settings["training.optimizer"](settings), 0
    for epoch in range(1, EPOCHS + 1):
        order = Stream.named(SEED, f"batches {epoch}").order(len(x))
        rate = RATE * settings["training.learningRateSchedule"](epoch)
        for start in range(0, len(x), BATCH):
            batch = order[start : start + BATCH]
            t += 1
            for name, g in gradients(p, x[batch], labels[batch], settings).items():
                kept = 1 - rate * settings["training.weightDecay"]
                p[name] = kept * p[name] - rate * optimizer.direction(name, g, t)
    return p


def normalisation(text):
    if text not in ("mnist", "none", "data"):
        raise ValueError
    return text


# How the text of a value is read, and what it is where nobody says it.
KNOWN = {
    "regularizer.kind": (PENALTIES.__getitem__, "conditionNumber"),
    "network.activation": (ACTIVATIONS.__getitem__, "sigmoid"),
    "training.optimizer": ({"adam": Adam, "sgd": Descent}.__getitem__, "adam"),
    "training.momentum": (float, "0"),
    "training.nesterov": ({"true": True, "false": False}.__getitem__, "false"),
    "training.weightDecay": (float, "0"),
    "training.learningRateSchedule": (schedule, "constant"),
    "training.validation": (float, "0"),
    "training.normalisation": (normalisation, "mnist"),
}


def read(arguments):
    texts = {key: standard for key, (_, standard) in KNOWN.items()}
    for argument in arguments:
        key, _, value = argument.partition("=")
        if key not in KNOWN:
            sys.exit(f"train.py: {key} is not known, expected one of {', '.join(KNOWN)}")
        texts[key] = value
    return {key: read_value(key, text) for key, text in texts.items()}


def read_value(key, text):
    try:
        return KNOWN[key][0](text)
    except (KeyError, ValueError):
        sys.exit(f"train.py: {key}: {text!r} is not known")


def main():
    initial, final, settings = np.load(sys.argv[1]), np.load(sys.argv[2]), read(sys.argv[3:])
    pixels, labels = images()
    learned, held = split(settings["training.validation"])
    x = normalised(pixels, settings["training.normalisation"], learned)
    begin = {name: initial[name].astype(np.float64) for name in initial.files}
    own = train(begin, x[learned], labels[learned], settings)
    print(max(np.abs(own[name] - final[name]).max() for name in final.files))
    if held:
        print(*validation(own, x[held], labels[held], settings["network.activation"]))


if __name__ == "__main__":
    main()
