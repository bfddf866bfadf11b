#!/usr/bin/env python3
"""Trains a small classifier from the initial weights that a trial has kept, in double precision, and compares the final ones.

    python3 train.py INITIAL.npz FINAL.npz PENALTY WEIGHT_DECAY SCHEDULE [VALIDATION NORMALISATION]

with PENALTY `tikhonov` or `conditionNumberByLargerSize`, SCHEDULE `constant`, `cosine` or `step`, VALIDATION a share of the images. Data and settings are those of KeptWeightsTest; the order of the
batches is drawn as docs/streams.md says. Where replay.py follows every rounding, this is the textbook: matrix products of
numpy, its singular value decomposition, Adam and its decoupled weight decay as they were published. Prints the largest difference of a weight, and loss and accuracy on
the images that are held back.
"""
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


def penalty_gradient(kind, w):
    if kind == "tikhonov":
        return LAMBDA * 2 * w
    u, sigma, v = np.linalg.svd(w, full_matrices=False)
    return LAMBDA * (sigma[0] * np.outer(u[:, 0], v[0]) - w / max(w.shape))


def gradients(p, x, labels, kind):
    hidden = 1 / (1 + np.exp(-(x @ p["W1"].T + p["b1"])))
    z = hidden @ p["W2"].T + p["b2"]
    delta = np.exp(z - z.max(axis=1, keepdims=True))
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(x)), labels] -= 1
    delta /= len(x)
    below = (delta @ p["W2"]) * hidden * (1 - hidden)
    return {
        "W1": below.T @ x + penalty_gradient(kind, p["W1"]),
        "b1": below.sum(axis=0),
        "W2": delta.T @ hidden + penalty_gradient(kind, p["W2"]),
        "b2": delta.sum(axis=0),
    }


def rate_of(epoch, schedule):
    if schedule == "cosine":
        return RATE * (1 + np.cos(np.pi * (epoch - 1) / EPOCHS)) / 2
    return RATE * 0.3 ** ((epoch - 1) // 2) if schedule == "step" else RATE


def validation(p, x, labels):
    hidden = 1 / (1 + np.exp(-(x @ p["W1"].T + p["b1"])))
    z = hidden @ p["W2"].T + p["b2"]
    losses = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), labels]
    return losses.mean(), (z.argmax(axis=1) == labels).mean()


def train(p, kind, decay, schedule, x, labels):
    m = {name: np.zeros_like(value) for name, value in p.items()}
    v = {name: np.zeros_like(value) for name, value in p.items()}
    t = 0
    for epoch in range(1, EPOCHS + 1):
        order = Stream.named(SEED, f"batches {epoch}").order(len(x))
        rate = rate_of(epoch, schedule)
        for start in range(0, len(x), BATCH):
            batch = order[start : start + BATCH]
            t += 1
            for name, g in gradients(p, x[batch], labels[batch], kind).items():
                m[name] = 0.9 * m[name] + 0.1 * g
                v[name] = 0.999 * v[name] + 0.001 * g * g
                step = (m[name] / (1 - 0.9**t)) / (np.sqrt(v[name] / (1 - 0.999**t)) + 1e-8)
                p[name] = (1 - rate * decay) * p[name] - rate * step
    return p


def main():
    initial, final = np.load(sys.argv[1]), np.load(sys.argv[2])
    share, kind = (float(sys.argv[6]), sys.argv[7]) if len(sys.argv) > 6 else (0.0, "mnist")
    pixels, labels = images()
    learned, held = split(share)
    x = normalised(pixels, kind, learned)
    begin = {name: initial[name].astype(np.float64) for name in initial.files}
    own = train(begin, sys.argv[3], float(sys.argv[4]), sys.argv[5], x[learned], labels[learned])
    print(max(np.abs(own[name] - final[name]).max() for name in final.files))
    if held:
        print(*validation(own, x[held], labels[held]))


if __name__ == "__main__":
    main()
