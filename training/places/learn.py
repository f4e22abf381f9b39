"""Log-linear models over named features, in plain Python: few enough that nothing else is needed."""
import collections
import math
import random


def kept(rows, least):
    """Features that stand in at least `least` documents. rows: (document, features)."""
    seen = collections.defaultdict(set)
    for document, features in rows:
        for f in features:
            seen[f].add(document)
    return {f for f, documents in seen.items() if len(documents) >= least}


class Adagrad:
    def __init__(self, rate, decay):
        self.rate, self.decay = rate, decay
        self.weight, self.square = collections.defaultdict(float), collections.defaultdict(lambda: 1e-8)

    def step(self, feature, gradient):
        g = gradient + self.decay * self.weight[feature]
        self.square[feature] += g * g
        self.weight[feature] -= self.rate * g / math.sqrt(self.square[feature])


def two_way(rows, epochs=12, rate=.1, decay=1e-4, seed=7):
    """rows: (features, is it). Weights whose sum is the log of the odds."""
    model, order = Adagrad(rate, decay), random.Random(seed)
    rows = list(rows)
    for _ in range(epochs):
        order.shuffle(rows)
        for features, is_it in rows:
            z = sum(model.weight[f] for f in features)
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            for f in features:
                model.step(f, p - is_it)
    return dict(model.weight)


def choice(rows, epochs=15, rate=.1, decay=1e-3, seed=7):
    """rows: lists of (features, is it right), one a choice; several may be right. Weights under which a right one has the highest sum."""
    model, order = Adagrad(rate, decay), random.Random(seed)
    rows = [r for r in rows if any(ok for _, ok in r) and not all(ok for _, ok in r)]
    for _ in range(epochs):
        order.shuffle(rows)
        for candidates in rows:
            z = [sum(model.weight[f] for f in features) for features, _ in candidates]
            top = max(z)
            e = [math.exp(v - top) for v in z]
            right = sum(v for v, (_, ok) in zip(e, candidates) if ok)
            gradient = collections.Counter()
            for v, (features, ok) in zip(e, candidates):
                g = v / sum(e) - (v / right if ok else 0)
                for f in features:
                    gradient[f] += g
            for f, g in gradient.items():
                model.step(f, g)
    return dict(model.weight)


def rounded(weights, least=.02):
    return {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= least}
