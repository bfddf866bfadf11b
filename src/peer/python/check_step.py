"""Does the libtorch program compute what torch_step.py says? Trains the same network from the same start with numpy only, in
double precision and with the gradients written out by hand, and compares the loss of every step and the last weights.

usage: check_step.py MODE DIR [--batch 32] [--lam 1.0]      DIR: written by TorchStep MODE STEPS --record DIR
Of 20 steps or fewer: later the largest singular values draw together and every last digit is amplified.
Exits with 1 if a loss differs by more than 1e-5 of itself or a weight by more than 1e-2 of the way the weights went.
"""
import argparse, pathlib, sys
import numpy as np
a = argparse.ArgumentParser(); a.add_argument('mode', choices=['plain', 'paper', 'lanczos']); a.add_argument('directory', type=pathlib.Path)
a.add_argument('--batch', type=int, default=32); a.add_argument('--lam', type=float, default=1.0)
o = a.parse_args()
read = lambda name: np.fromfile(o.directory / name, dtype='<f4').astype(float)
X = read('images').reshape(-1, 784); Y = read('labels').astype(int); losses = read('losses'); hidden = read('b1.start').size
shapes = {'W1': (hidden, 784), 'b1': (hidden,), 'W2': (10, hidden), 'b2': (10,)}
start = {n: read(n + '.start').reshape(s) for n, s in shapes.items()}; end = {n: read(n + '.end').reshape(s) for n, s in shapes.items()}
p = {n: w.copy() for n, w in start.items()}; m = {n: 0 * w for n, w in p.items()}; s2 = {n: 0 * w for n, w in p.items()}; nu = min(hidden, 784); v = read('v')

def lanczos(W, v, k=20):
    V, U, B = [v], [], np.zeros((k, k))
    for i in range(k):
        u = W @ V[i] - (B[i - 1, i] * U[i - 1] if i else 0)
        u -= sum((q * (q @ u) for q in U), np.zeros_like(u)); B[i, i] = np.linalg.norm(u); U.append(u / B[i, i])
        if i + 1 < k:
            w = W.T @ U[i] - B[i, i] * V[i]
            w -= sum((q * (q @ w) for q in V), np.zeros_like(w)); B[i, i + 1] = np.linalg.norm(w); V.append(w / B[i, i + 1])
    bu, s, bv = np.linalg.svd(B)
    v = bv[0] @ V; return bu[:, 0] @ U, s[0], v / np.linalg.norm(v)

worst = 0
for t, expected in enumerate(losses, start=1):
    k = (t - 1) * o.batch % (len(X) - o.batch + 1); x, y = X[k:k + o.batch], Y[k:k + o.batch]; rows = np.arange(o.batch)
    h = 1 / (1 + np.exp(-(x @ p['W1'].T + p['b1']))); z = h @ p['W2'].T + p['b2']; z -= z.max(1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(1, keepdims=True)); loss = -logp[rows, y].mean()
    worst = max(worst, abs(loss - expected) / abs(loss))
    dz = np.exp(logp); dz[rows, y] -= 1; dz /= o.batch; dh = dz @ p['W2'] * h * (1 - h)
    g = {'W1': dh.T @ x, 'b1': dh.sum(0), 'W2': dz.T @ h, 'b2': dz.sum(0)}
    if o.mode != 'plain':
        if o.mode == 'paper':
            U, S, Vt = np.linalg.svd(p['W1'], full_matrices=False); u, sigma, v = U[:, 0], S[0], Vt[0]
        else:
            u, sigma, v = lanczos(p['W1'], v)
        g['W1'] += o.lam * (sigma * np.outer(u, v) - p['W1'] / nu)
    for n in p:
        m[n] = 0.9 * m[n] + 0.1 * g[n]; s2[n] = 0.999 * s2[n] + 0.001 * g[n] ** 2
        p[n] -= 1e-4 / (1 - 0.9 ** t) * m[n] / (np.sqrt(s2[n] / (1 - 0.999 ** t)) + 1e-8)
off = max(np.linalg.norm(p[n] - end[n]) / np.linalg.norm(p[n] - start[n]) for n in p)
print(f'{o.mode}: {len(losses)} steps, loss {losses[0]:.6f} -> {losses[-1]:.6f}; largest difference of a loss {worst:.1e} of itself, of the weights {off:.1e} of the way they went')
sys.exit(int(worst > 1e-5 or off > 1e-2))
