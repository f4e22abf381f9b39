#!/usr/bin/python3
"""Coreference scores: MUC, B3, CEAF-phi4 and their mean, the CoNLL F1. Run as a program it checks itself on hand-made cases.

A document is a pair (gold, found) of lists of clusters; a cluster is a list of hashable mentions, each in one cluster of its side only.
Clusters of one mention are left out before scoring, as OntoNotes and OntoGUM do. Counts are summed over documents (Pradhan et al. 2014,
the reference scorer 8.01). Scores are percentages.
"""
import numpy as np


def assignment(weights):
    """Largest total of a one-to-one choice from a matrix r x c of weights >= 0 (Kuhn and Munkres with potentials, r * r * c steps)."""
    w = np.asarray(weights, float)
    if w.size == 0:
        return 0.0
    if w.shape[0] > w.shape[1]:
        w = w.T
    rows, columns = w.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least, way, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, int), np.zeros(columns + 1, bool)
        while match[column]:
            used[column] = True
            cost = -w[match[column] - 1] - u[match[column]] - v[1:]
            better = ~used[1:] & (cost < least[1:])
            least[1:][better], way[1:][better] = cost[better], column
            free = np.where(used[1:], np.inf, least[1:])
            following = int(free.argmin()) + 1
            delta = free[following - 1]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sum(w[match[c] - 1, c - 1] for c in range(1, columns + 1) if match[c])


def _muc(keys, place):
    """(links kept, links) of `keys` when cut by the other side's clusters."""
    kept = total = 0
    for cluster in keys:
        parts, alone = set(), 0
        for m in cluster:
            if m in place:
                parts.add(place[m])
            else:
                alone += 1
        kept += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return kept, total


def _b3(keys, place):
    right = total = 0.0
    for cluster in keys:
        shares = {}
        for m in cluster:
            if m in place:
                shares[place[m]] = shares.get(place[m], 0) + 1
        right += sum(n * n for n in shares.values()) / len(cluster)
        total += len(cluster)
    return right, total


def _ceaf(gold, place, found):
    similar = np.zeros((len(gold), len(found)))
    for i, cluster in enumerate(gold):
        for m in cluster:
            if m in place:
                similar[i, place[m]] += 1
        for j in np.flatnonzero(similar[i]):
            similar[i, j] *= 2 / (len(cluster) + len(found[j]))
    return assignment(similar)


def _f(p, pn, r, rn):
    p, r = p / max(1, pn), r / max(1, rn)
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def score(documents):
    """{measure: (precision, recall, F1)} with "conll" the mean F1 (alone) and "mentions" of those that are in clusters."""
    sums = {k: np.zeros(4) for k in ("muc", "b3", "ceaf", "mentions")}
    for gold, found in documents:
        gold, found = ([c for c in side if len(c) > 1] for side in (gold, found))
        at_gold, at_found = ({m: i for i, c in enumerate(side) for m in c} for side in (gold, found))
        sums["muc"] += (*_muc(found, at_gold), *_muc(gold, at_found))
        sums["b3"] += (*_b3(found, at_gold), *_b3(gold, at_found))
        similar = _ceaf(gold, at_found, found)
        sums["ceaf"] += (similar, len(found), similar, len(gold))
        both = len(at_gold.keys() & at_found.keys())
        sums["mentions"] += (both, len(at_found), both, len(at_gold))
    out = {k: _f(*v) for k, v in sums.items()}
    out["conll"] = (out["muc"][2] + out["b3"][2] + out["ceaf"][2]) / 3
    return out


def show(name, s):
    """One line."""
    parts = "  ".join(f"{k} {s[k][0]:5.1f} {s[k][1]:5.1f} {s[k][2]:5.1f}" for k in ("mentions", "muc", "b3", "ceaf"))
    return f"{name:24s} CoNLL F1 {s['conll']:5.2f}   (P R F) {parts}"


def _check():
    def near(got, want):
        assert abs(got - want) < 0.01, (got, want)

    a = score([([list("abc"), list("de")], [list("abc"), list("de")])])
    near(a["conll"], 100)
    # Gold {a b c} {d e f g}, found {a b} {c d} {f g h i}: the worked example of Pradhan et al. 2014.
    b = score([([list("abc"), list("defg")], [list("ab"), list("cd"), list("fghi")])])
    near(b["muc"][1], 40.0)
    near(b["muc"][0], 40.0)
    near(b["b3"][1], 100 * (1 / 7) * (4 / 3 + 1 / 3 + 1 / 4 + 4 / 4))
    near(b["b3"][0], 100 * (1 / 8) * (4 / 2 + 1 / 2 + 1 / 2 + 4 / 4))
    near(b["ceaf"][1], 65.0)
    near(b["ceaf"][0], 43.33)
    near(score([([list("ab")], [])])["conll"], 0)
    near(score([([list("ab"), ["x"]], [list("ab"), ["y"]])])["conll"], 100)   # what stands alone counts for nothing
    rng = np.random.default_rng(1)
    import itertools
    for _ in range(50):
        w = rng.random((rng.integers(1, 6), rng.integers(1, 6)))
        t = w if w.shape[0] <= w.shape[1] else w.T
        best = max(sum(t[i, p[i]] for i in range(len(t))) for p in itertools.permutations(range(t.shape[1]), len(t)))
        near(assignment(w), best)
    print("scores.py: all cases right")


if __name__ == "__main__":
    _check()
