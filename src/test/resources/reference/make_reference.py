"""The expected values beside this file, computed anew by numpy in float64 from their formulas.

    python3 make_reference.py check [DIR]        compares the values in DIR (default: beside this file) with its own
    python3 make_reference.py write DIR          writes its own values to DIR; mvn verify -Dreference.dir=DIR takes them
    python3 make_reference.py table1 --mnist DIR [--lambda L] [--seed S] [--epochs N]
                                                 trains a network of table1.json and prints its run in the same form

The stored outputs come from PyTorch programs in float64 (torch.linalg.svd, autograd, torch.optim.Adam), but for those of the
kinds ...ByLargerSize, of other activations than sigmoid and relu and of the optimizer sgd, which `write` made. Nothing here shares code with those or with the tests' subject. The inputs (matrices,
initial weights, batches) are random numbers drawn by PyTorch and are read from the files; all else is computed here.

regularizers.json: value and gradient of each penalty of an m x n matrix W with singular values s_1 >= ... >= s_k, k = min(m, n),
singular vectors u_i, v_i and Gram matrix G of the smaller side:

    conditionNumber    s_1^2 / 2 - |W|_F^2 / (2 k)       s_1 u_1 v_1^T - W / k
    tikhonov           |W|_F^2                           2 W
    ...ByLargerSize    of both, by max(m, n): s_1^2 / 2 - |W|_F^2 / (2 max(m, n)) and |W|_F^2 / max(m, n)
    logCondition       ln(s_1 / s_k)                     u_1 v_1^T / s_1 - u_k v_k^T / s_k
    softOrthogonality  |G - I|_F^2                       4 W (G - I), or 4 (G - I) W
    spectralNorm       s_1^2 / 2                         s_1 u_1 v_1^T

A gradient is absent where the function has none: singular values that tie in those that it takes, or s_k = 0. kappa is over
the non-zero singular values. Of logCondition at a matrix of deficient rank, whose s_k is rounding, nothing is compared.

trajectories.json: steps of Adam or of gradient descent on loss + sum of lambda_l times the penalty of W_l; loss and penalty are those before the step.

table1.json: two independent PyTorch runs in float32 of a classifier on MNIST, one seed each: kappa and the extreme singular
values of W1 and the accuracy, per epoch. Its numbers are a sample, to be compared with the spread of seeds.
"""

import argparse
import gzip
import json
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
EPSILON = np.finfo(float).eps

# Largest difference from the stored values, relative to the largest magnitude in the formula.
TOLERANCE = 1e-12
# Singular vectors turn by rounding / gap, so a gradient near a tie or of s_k << s_1 is known to less: by this times the ratio.
GAP_TOLERANCE = 1e-14
# Weights, losses and penalties of a trajectory, absolute; kappa relative. 60 steps along ties amplify the last bits: 1e-12 was seen
# with the reference BLAS, 5e-12 with OpenBLAS.
TRAJECTORY_TOLERANCE = 1e-10


# Penalties


def spectrum(w):
    u, s, vt = np.linalg.svd(w, full_matrices=False)
    return u, s, vt.T


def rank(w, s):
    return int((s > EPSILON * max(w.shape) * s[0]).sum())


def gram_minus_identity(w):
    gram = w @ w.T if w.shape[0] <= w.shape[1] else w.T @ w
    return gram - np.eye(len(gram))


def top(w):
    u, s, v = spectrum(w)
    return s[0] ** 2 / 2, s[0] * np.outer(u[:, 0], v[:, 0])


def condition_number(w):
    value, gradient = top(w)
    k = min(w.shape)
    return value - (w * w).sum() / (2 * k), gradient - w / k


def tikhonov(w):
    return (w * w).sum(), 2 * w


def condition_number_by_larger_size(w):
    value, gradient = top(w)
    return value - (w * w).sum() / (2 * max(w.shape)), gradient - w / max(w.shape)


def tikhonov_by_larger_size(w):
    return (w * w).sum() / max(w.shape), 2 * w / max(w.shape)


def log_condition(w):
    u, s, v = spectrum(w)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(s[0] / s[-1]), np.outer(u[:, 0], v[:, 0]) / s[0] - np.outer(u[:, -1], v[:, -1]) / s[-1]


def soft_orthogonality(w):
    rest = gram_minus_identity(w)
    return (rest * rest).sum(), 4 * (rest @ w if w.shape[0] <= w.shape[1] else w @ rest)


PENALTIES = {
    "conditionNumber": condition_number,
    "conditionNumberByLargerSize": condition_number_by_larger_size,
    "tikhonov": tikhonov,
    "tikhonovByLargerSize": tikhonov_by_larger_size,
    "logCondition": log_condition,
    "softOrthogonality": soft_orthogonality,
    "spectralNorm": top,
}


def relative_gap(kind, w, s):
    """The smallest distance to a tie in the singular values that the gradient of `kind` takes, over s_1; 0: no gradient."""
    if kind in ("tikhonov", "tikhonovByLargerSize", "softOrthogonality"):
        return 1.0
    if s[0] == 0:
        return 0.0
    gaps = [s[0] - s[1]] if len(s) > 1 else []
    if kind == "logCondition":
        gaps += [s[-2] - s[-1]] if len(s) > 1 else []
        gaps += [s[-1]]
    gap = min(gaps, default=s[0]) / s[0]
    return gap if gap > EPSILON * max(w.shape) else 0.0


def scales(kind, s):
    """The magnitudes that cancel in a value and in the elements of a gradient."""
    square = s[0] ** 2
    return {
        "logCondition": (1.0, 1 / s[-1] if s[-1] > 0 else np.inf),
        "softOrthogonality": ((1 + square) ** 2, s[0] * (1 + square)),
    }.get(kind, (square, s[0]))


def regularizer_case(case):
    w = np.array(case["matrix"])
    s = spectrum(w)[1]
    result = {key: case[key] for key in ("name", "rows", "cols", "matrix")}
    result["singularValues"] = s.tolist()
    result["kappa"] = float(s[0] / s[rank(w, s) - 1]) if s[0] > 0 else None
    for kind, penalty in PENALTIES.items():
        value, gradient = penalty(w)
        result[kind] = {"value": float(value) if np.isfinite(value) else None}
        if relative_gap(kind, w, s) > 0:
            result[kind]["gradient"] = gradient.tolist()
    return result


def compare_regularizers(stored, own, report):
    for expected, actual in zip(stored["cases"], own["cases"], strict=True):
        w = np.array(actual["matrix"])
        s = np.array(actual["singularValues"])
        name = expected["name"]
        is_full = rank(w, s) == len(s)
        report("singular values", name, expected["singularValues"], s, s[0], TOLERANCE)
        if s[0] > 0:
            kappa = actual["kappa"]
            report("kappa", name, expected["kappa"], kappa, kappa * max(1, GAP_TOLERANCE / TOLERANCE * kappa), TOLERANCE)
        else:
            report.same("kappa", name, expected["kappa"], None)
        for kind in PENALTIES:
            value_scale, gradient_scale = scales(kind, s)
            if kind != "logCondition" or is_full:
                # ln(s_k) is known as s_k is: to rounding times s_1.
                value_scale *= max(1, GAP_TOLERANCE / TOLERANCE * s[0] / s[-1]) if kind == "logCondition" else 1
                report(kind + " value", name, expected[kind]["value"], actual[kind]["value"], value_scale, TOLERANCE)
            report.same(kind + " with a gradient", name, "gradient" in expected[kind], "gradient" in actual[kind])
            if "gradient" in actual[kind] and "gradient" in expected[kind]:
                gradient_scale *= max(1, GAP_TOLERANCE / TOLERANCE / relative_gap(kind, w, s))
                gradient = actual[kind]["gradient"]
                report(kind + " gradient", name, expected[kind]["gradient"], gradient, gradient_scale, TOLERANCE)


# Trajectories


def activate(name, z):
    """The activation and its derivative."""
    if name == "sigmoid":
        a = 1 / (1 + np.exp(-z))
        return a, a * (1 - a)
    if name == "relu":
        return np.maximum(z, 0), (z > 0).astype(z.dtype)
    if name == "identity":
        return z, np.ones_like(z)
    if name == "tanh":
        a = np.tanh(z)
        return a, 1 - a * a
    if name == "gelu":
        normal = np.vectorize(math.erfc)(-z / 2**0.5) / 2
        return z * normal, normal + z * np.exp(-z * z / 2) / (2 * np.pi) ** 0.5
    raise ValueError(f"activation {name}: expected sigmoid, relu, identity, tanh or gelu")


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def loss_and_delta(name, output, target):
    """The loss of a batch and its derivative by the output."""
    if name == "crossEntropy":
        p = softmax(output)
        rows = np.arange(len(target))
        delta = p.copy()
        delta[rows, target] -= 1
        return -np.log(p[rows, target]).mean(), delta / len(target)
    if name == "meanSquaredError":
        difference = output - target
        return (difference * difference).mean(), 2 * difference / difference.size
    raise ValueError(f"loss {name}: expected crossEntropy or meanSquaredError")


def gradients(weights, biases, activations, loss, x, target):
    """The loss, and its gradients by weights (out x in) and biases."""
    layers = [(x, None)]
    for w, b, name in zip(weights, biases, activations):
        layers.append(activate(name, layers[-1][0] @ w.T + b))
    value, delta = loss_and_delta(loss, layers[-1][0], target)
    by_weights, by_biases = [], []
    for i in reversed(range(len(weights))):
        delta = delta * layers[i + 1][1]
        by_weights.insert(0, delta.T @ layers[i][0])
        by_biases.insert(0, delta.sum(axis=0))
        delta = delta @ weights[i]
    return value, by_weights, by_biases


class Adam:
    """Kingma and Ba 2015, algorithm 1, on a list of arrays in place."""

    def __init__(self, parameters, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.parameters, self.rate, self.betas, self.epsilon = parameters, rate, (beta1, beta2), epsilon
        self.m = [np.zeros_like(p) for p in parameters]
        self.v = [np.zeros_like(p) for p in parameters]
        self.t = 0

    def step(self, by_parameters):
        self.t += 1
        beta1, beta2 = self.betas
        for p, g, m, v in zip(self.parameters, by_parameters, self.m, self.v, strict=True):
            m *= beta1
            m += (1 - beta1) * g
            v *= beta2
            v += (1 - beta2) * g * g
            m_hat = m / (1 - beta1**self.t)
            v_hat = v / (1 - beta2**self.t)
            p -= self.rate * m_hat / (np.sqrt(v_hat) + self.epsilon)


class Sgd:
    """Gradient descent with momentum as torch.optim.SGD does it, on a list of arrays in place; the decay is decoupled from the gradient."""

    def __init__(self, parameters, rate, momentum, nesterov, decay):
        self.parameters, self.rate, self.momentum, self.nesterov, self.decay = parameters, rate, momentum, nesterov, decay
        self.buffers = [np.zeros_like(p) for p in parameters]

    def step(self, by_parameters):
        for p, g, buffer in zip(self.parameters, by_parameters, self.buffers, strict=True):
            buffer *= self.momentum
            buffer += g
            direction = g + self.momentum * buffer if self.nesterov else buffer
            p *= 1 - self.rate * self.decay
            p -= self.rate * direction


def optimizer_of(given, parameters):
    if given["name"] == "adam":
        return Adam(parameters, given["learningRate"], given["beta1"], given["beta2"], given["epsilon"])
    if given["name"] == "sgd":
        return Sgd(parameters, given["learningRate"], given["momentum"], given["nesterov"], given["weightDecay"])
    raise ValueError(f"optimizer {given['name']}: expected adam or sgd")


def trajectory(given):
    keys = "name sizes activations loss regularizer lambdas optimizer steps batch initial inputs targets".split()
    result = {key: given[key] for key in keys}
    weights = [np.array(w) for w in given["initial"]["weights"]]
    biases = [np.array(b) for b in given["initial"]["biases"]]
    inputs, targets = np.array(given["inputs"]), np.array(given["targets"])
    optimizer = optimizer_of(given["optimizer"], weights + biases)
    result["losses"], result["penalties"] = [], []
    for t in range(given["steps"]):
        part = slice(t * given["batch"], (t + 1) * given["batch"])
        loss, by_weights, by_biases = gradients(
            weights, biases, given["activations"], given["loss"], inputs[part], targets[part]
        )
        penalty = 0.0
        for w, g, strength in zip(weights, by_weights, given["lambdas"]):
            if strength != 0:
                value, gradient = PENALTIES[given["regularizer"]](w)
                penalty += strength * value
                g += strength * gradient
        result["losses"].append(float(loss))
        result["penalties"].append(float(penalty))
        optimizer.step(by_weights + by_biases)
    singular = [spectrum(w)[1] for w in weights]
    result["final"] = {
        "weights": [w.tolist() for w in weights],
        "biases": [b.tolist() for b in biases],
        "kappas": [float(s[0] / s[-1]) for s in singular],
    }
    return result


def compare_trajectories(stored, own, report):
    for expected, actual in zip(stored["trajectories"], own["trajectories"], strict=True):
        name = expected["name"]
        for key in ("losses", "penalties"):
            report(key, name, expected[key], actual[key], 1, TRAJECTORY_TOLERANCE)
        for i in range(len(actual["final"]["weights"])):
            for key in ("weights", "biases"):
                report(key, name, expected["final"][key][i], actual["final"][key][i], 1, TRAJECTORY_TOLERANCE)
            kappa = actual["final"]["kappas"][i]
            report("kappas", name, expected["final"]["kappas"][i], kappa, kappa, TRAJECTORY_TOLERANCE)


# Files


class Report:
    """Compares, keeps the largest difference of each quantity, and tells of those beyond their tolerance."""

    def __init__(self):
        self.largest = {}
        self.failures = 0

    def __call__(self, quantity, name, expected, actual, scale, tolerance):
        expected, actual = np.array(expected, dtype=float), np.array(actual, dtype=float)
        if expected.shape != actual.shape:
            self.fail(quantity, name, f"has shape {expected.shape} in the file, {actual.shape} here")
            return
        difference = np.abs(expected - actual).max()
        difference = difference / scale if scale > 0 else difference
        self.largest[quantity] = max(self.largest.get(quantity, 0.0), difference)
        if not difference <= tolerance:
            self.fail(quantity, name, f"differs by {difference:.2g}, at most {tolerance:.2g} is allowed")

    def same(self, quantity, name, expected, actual):
        if expected != actual:
            self.fail(quantity, name, f"is {expected} in the file, {actual} here")

    def fail(self, quantity, name, text):
        self.failures += 1
        print(f"{name}: {quantity} {text}")


# File, key of its list, what computes an element of it, what compares.
FILES = [
    ("regularizers.json", "cases", regularizer_case, compare_regularizers),
    ("trajectories.json", "trajectories", trajectory, compare_trajectories),
]


def computed(stored, key, compute):
    return {**stored, key: [compute(element) for element in stored[key]]}


def check(directory):
    failures = 0
    for file, key, compute, compare in FILES:
        stored = json.loads((directory / file).read_text())
        report = Report()
        compare(stored, computed(stored, key, compute), report)
        print(f"{file}: {len(stored[key])} {key}, largest differences:")
        for quantity, difference in report.largest.items():
            print(f"  {quantity:27} {difference:.1e}")
        failures += report.failures
    print("all within their tolerances" if failures == 0 else f"{failures} beyond their tolerances")
    return 0 if failures == 0 else 1


def text(values, key):
    """JSON without blanks, each element of the list on a line of its own."""

    def compact(value):
        return json.dumps(value, separators=(",", ":"), allow_nan=False)

    head = compact({name: value for name, value in values.items() if name != key})[:-1]
    return head + ',"' + key + '":[\n' + ",\n".join(compact(element) for element in values[key]) + "\n]}\n"


def write(directory):
    directory.mkdir(parents=True, exist_ok=True)
    for file, key, compute, _ in FILES:
        stored = json.loads((HERE / file).read_text())
        (directory / file).write_text(text(computed(stored, key, compute), key))
    return 0


# Table 1

SIDE, CLASSES, HIDDEN, BATCH, RATE = 28, 10, 2048, 32, 1e-4
MEAN, DEVIATION = 0.1307, 0.3081
NOISE = {"std 0 (SNR inf)": 0.0, "std 1 (SNR 1)": 1.0, "std 1.414": 2**0.5, "std 2 (SNR 0.5)": 2.0, "std 4": 4.0}
DRAWS, LANCZOS_STEPS = 3, 20


def idx(directory, name, header):
    path = directory / name
    data = path.read_bytes() if path.exists() else gzip.decompress((directory / (name + ".gz")).read_bytes())
    return np.frombuffer(data, np.uint8, offset=header)


def mnist(directory, part):
    images = idx(directory, f"{part}-images-idx3-ubyte", 16).reshape(-1, SIDE * SIDE)
    scaled = ((images / 255 - MEAN) / DEVIATION).astype(np.float32)
    return scaled, idx(directory, f"{part}-labels-idx1-ubyte", 8).astype(int)


def lanczos(w, v, steps=LANCZOS_STEPS):
    """s_1, u_1, v_1 of w by Golub-Kahan bidiagonalisation from v, with full reorthogonalisation (float32)."""
    right, left, alphas, betas = [v / np.linalg.norm(v)], [], [], []
    for _ in range(min(steps, *w.shape)):
        u = w @ right[-1]
        for other in left:
            u -= (other @ u) * other
        alphas.append(np.linalg.norm(u))
        left.append(u / alphas[-1])
        v = w.T @ left[-1]
        for other in right:
            v -= (other @ v) * other
        betas.append(np.linalg.norm(v))
        if betas[-1] <= 1e-6 * alphas[0]:
            break
        right.append(v / betas[-1])
    n = len(alphas)
    p, s, qt = np.linalg.svd(np.diag(alphas) + np.diag(betas[: n - 1], 1))
    u = np.array(left).T @ p[:, 0].astype(np.float32)
    v = np.array(right[:n]).T @ qt[0].astype(np.float32)
    return np.float32(s[0]), u, v


def accuracy(parameters, images, labels):
    w1, b1, w2, b2 = parameters
    hidden = 1 / (1 + np.exp(-(images @ w1.T + b1)))
    return float(((hidden @ w2.T + b2).argmax(axis=1) == labels).mean())


def table1(directory, strength, seed, epochs):
    """One run of table1.json: 784-2048-10, sigmoid, softmax cross-entropy + lambda r(W1) with r that of conditionNumber."""
    random = np.random.default_rng(seed)
    images, labels = mnist(directory, "train")
    test_images, test_labels = mnist(directory, "t10k")

    def drawn(shape, fan_in):
        return random.uniform(-1, 1, shape).astype(np.float32) / np.float32(fan_in**0.5)

    inputs = SIDE * SIDE
    weights = [drawn((HIDDEN, inputs), inputs), drawn((CLASSES, HIDDEN), HIDDEN)]
    biases = [drawn(HIDDEN, inputs), drawn(CLASSES, HIDDEN)]
    parameters = [weights[0], biases[0], weights[1], biases[1]]
    adam = Adam(weights + biases, RATE)
    v1 = random.standard_normal(inputs).astype(np.float32)
    k = min(weights[0].shape)

    def singular():
        s = np.linalg.svd(weights[0].astype(float), compute_uv=False)
        return {"kappa": float(s[0] / s[-1]), "sigma_max": float(s[0]), "sigma_min": float(s[-1])}

    run = {"lambda": strength, "seed": seed, "batch": BATCH, "initial": singular(), "epochs": []}
    for epoch in range(1, epochs + 1):
        order = random.permutation(len(images))
        losses = 0.0
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            loss, by_weights, by_biases = gradients(
                weights, biases, ["sigmoid", "identity"], "crossEntropy", images[part], labels[part]
            )
            if strength != 0:
                s1, u1, v1 = lanczos(weights[0], v1)
                by_weights[0] += np.float32(strength) * (np.outer(s1 * u1, v1) - weights[0] / np.float32(k))
            adam.step(by_weights + by_biases)
            losses += float(loss) * len(part)
        measured = {"epoch": epoch, "train_loss": losses / len(order), **singular()}
        run["epochs"].append({**measured, "clean_accuracy": accuracy(parameters, test_images, test_labels)})
        print(json.dumps(run["epochs"][-1]), file=sys.stderr, flush=True)
    run["accuracy"] = {}
    for name, deviation in NOISE.items():
        noisy = [
            accuracy(parameters, test_images + deviation * random.standard_normal(test_images.shape, np.float32), test_labels)
            for _ in range(DRAWS if deviation > 0 else 1)
        ]
        run["accuracy"][name] = float(np.mean(noisy))
    print(json.dumps(run, indent=1))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check").add_argument("directory", type=pathlib.Path, nargs="?", default=HERE)
    verbs.add_parser("write").add_argument("directory", type=pathlib.Path)
    table = verbs.add_parser("table1")
    table.add_argument("--mnist", type=pathlib.Path, required=True, help="directory of the four IDX files")
    table.add_argument("--lambda", type=float, default=0.0, dest="strength")
    table.add_argument("--seed", type=int, default=1)
    table.add_argument("--epochs", type=int, default=50)
    given = parser.parse_args()
    if given.verb == "table1":
        return table1(given.mnist, given.strength, given.seed, given.epochs)
    return check(given.directory) if given.verb == "check" else write(given.directory)


if __name__ == "__main__":
    sys.exit(main())
