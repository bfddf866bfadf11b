"""How soon Optuna finds good points: the peer of dev.kappasweep.sampler in docs/search-quality.md.

    python3 optuna_search.py --out FILE.csv [--optuna DIR] [--table TABLE.csv] [--samplers tpe,gp] [--functions branin,...] [--seeds 30]
    python3 optuna_search.py --ask [--optuna DIR]

Fetches nothing: uses the Optuna that is installed, or that of the sources in DIR, with numpy, scipy, SQLAlchemy, alembic, colorlog, tqdm
and PyYAML, and for gp torch. The rows of FILE.csv are function, sampler, seed and the simple regret after 25, 50 and 100
trials: the best value so far less the least that there is. --ask prints the milliseconds of a suggestion after 10^4 told trials.
"""

import argparse
import contextlib
import csv
import math
import sys
import time
import types
import warnings

CHECKPOINTS = (25, 50, 100)


def branin(x):
    a = x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return a * a + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10


HARTMANN_A = (
    (10, 3, 17, 3.5, 1.7, 8),
    (0.05, 10, 17, 0.1, 8, 14),
    (3, 3.5, 1.7, 10, 17, 8),
    (17, 8, 0.05, 10, 0.1, 14),
)
HARTMANN_P = (
    (1312, 1696, 5569, 124, 8283, 5886),
    (2329, 4135, 8307, 3736, 1004, 9991),
    (2348, 1451, 3522, 2883, 3047, 6650),
    (4047, 8828, 8732, 5743, 1091, 381),
)


def hartmann(x):
    total = 0
    for weight, a, p in zip((1, 1.2, 3, 3.2), HARTMANN_A, HARTMANN_P):
        total -= weight * math.exp(-sum(a[i] * (x[i] - 1e-4 * p[i]) ** 2 for i in range(6)))
    return total


def rosenbrock(x):
    return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1))


def levy(x):
    w = [1 + (one - 1) / 4 for one in x]
    total = math.sin(math.pi * w[0]) ** 2 + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)
    return total + sum((one - 1) ** 2 * (1 + 10 * math.sin(math.pi * one + 1) ** 2) for one in w[:-1])


def ackley(x):
    root = math.sqrt(sum(one * one for one in x) / len(x))
    waves = sum(math.cos(2 * math.pi * one) for one in x) / len(x)
    return 20 - 20 * math.exp(-0.2 * root) + math.e - math.exp(waves)


# name: function, its least value, low and high of each parameter
FUNCTIONS = {
    "branin": (branin, 0.39788735772973816, [(-5, 10), (0, 15)]),
    "hartmann6": (hartmann, -3.3223680114155147, [(0, 1)] * 6),
    "rosenbrock10": (rosenbrock, 0, [(-5, 10)] * 10),
    "levy4": (levy, 0, [(-10, 10)] * 4),
    "ackley5": (ackley, 0, [(-20, 40)] * 5),
}


def of_reals(name):
    function, least, ranges = FUNCTIONS[name]

    def objective(trial):
        return function([trial.suggest_float(f"x{i}", low, high) for i, (low, high) in enumerate(ranges)])

    return objective, least


def of_table(path):
    """Its last column is the loss; every other is a parameter of as many ordered values as it has."""
    with open(path, newline="") as file:
        names, *rows = csv.reader(file)
    values = [sorted({float(row[i]) for row in rows}) for i in range(len(names) - 1)]
    losses = {tuple(values[i].index(float(row[i])) for i in range(len(values))): float(row[-1]) for row in rows}

    def objective(trial):
        return losses[tuple(trial.suggest_int(names[i], 0, len(values[i]) - 1) for i in range(len(values)))]

    return objective, min(losses.values())


def load_optuna(directory):
    if directory:
        sys.path.insert(0, directory)
    try:
        import optuna
    except ImportError as missing:
        sys.exit(f"optuna_search.py: {missing}; install it, or give its sources with --optuna DIR")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.filterwarnings("ignore", category=optuna.exceptions.ExperimentalWarning)
    return optuna


def gp_sampler(optuna, seed):
    try:
        import torch
    except ImportError as missing:
        sys.exit(f"optuna_search.py: {missing}; gp needs it")
    torch.set_num_threads(1)
    if not hasattr(torch.device("cpu"), "__enter__"):
        use_torch_1(torch)
    return optuna.samplers.GPSampler(seed=seed, deterministic_objective=True)


def use_torch_1(torch):
    """torch before 2.0 has no devices as contexts; Optuna enters that of the CPU, which is the default anyway."""
    import optuna.samplers._gp.sampler as module

    class Torch(types.ModuleType):
        def __getattr__(self, name):
            return contextlib.nullcontext if name == "device" else getattr(torch, name)

    module.torch = Torch("torch")


def sampler(optuna, name, seed):
    if name == "tpe":
        return optuna.samplers.TPESampler(seed=seed)
    if name == "tpe-independent":
        return optuna.samplers.TPESampler(seed=seed, multivariate=False)
    if name == "gp":
        return gp_sampler(optuna, seed)
    return optuna.samplers.RandomSampler(seed=seed)


def regrets(optuna, objective, least, of):
    study = optuna.create_study(sampler=of)
    study.optimize(objective, n_trials=CHECKPOINTS[-1])
    values = [trial.value for trial in study.trials]
    return [min(values[:count]) - least for count in CHECKPOINTS]


def measure(optuna, arguments):
    names = arguments.functions.split(",")
    with open(arguments.out, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["function", "sampler", "seed", *CHECKPOINTS])
        for name in names:
            objective, least = of_table(arguments.table) if name == "table" else of_reals(name)
            for kind in arguments.samplers.split(","):
                for seed in range(1, arguments.seeds + 1):
                    row = regrets(optuna, objective, least, sampler(optuna, kind, seed))
                    out.writerow([name, "optuna " + kind, seed, *(f"{value:.6g}" for value in row)])
                    file.flush()


def ask(optuna):
    """After 10^4 random trials of 5 parameters, two of them logarithmic, one whole and one of three choices."""
    d = optuna.distributions
    space = {
        "a": d.FloatDistribution(1e-5, 1e-1, log=True),
        "b": d.FloatDistribution(1e-6, 1, log=True),
        "c": d.FloatDistribution(0, 1),
        "n": d.IntDistribution(16, 1024),
        "k": d.CategoricalDistribution(["x", "y", "z"]),
    }
    random = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
    for _ in range(10_000):
        trial = random.ask(space)
        loss = (math.log10(trial.params["a"]) + 3) ** 2 + trial.params["c"]
        study.add_trial(optuna.create_trial(params=trial.params, distributions=space, value=loss))
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        trial = study.ask(space)
        times.append(time.perf_counter() - begin)
        study.tell(trial, 1.0)
    print(f"tpe: {1000 * sorted(times)[len(times) // 2]:.1f} ms a suggestion after 10^4 told trials")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--optuna")
    parser.add_argument("--out")
    parser.add_argument("--table")
    parser.add_argument("--samplers", default="tpe,gp")
    parser.add_argument("--functions", default=",".join(FUNCTIONS))
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--ask", action="store_true")
    arguments = parser.parse_args()
    optuna = load_optuna(arguments.optuna)
    if arguments.ask:
        ask(optuna)
    else:
        measure(optuna, arguments)


if __name__ == "__main__":
    main()
