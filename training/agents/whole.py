"""The scorer in whole numbers, as the program computes it: the same result on every machine. docs/formats/model.md says how.

Weights are multiples of 2^-12; a head's vector is taken in steps of 2^-8. All sums are exact.
"""
import numpy as np

import pairs
from scorer import HIDDEN, PRODUCT

WEIGHT, VECTOR = 12, 8                  # bits behind the point
LARGEST = (1 << 14) - 1                 # of a weight: just below 4
ONE_SUM, TIMES = 1 << 28, 1 << 11       # limits of a mention's hidden sum and of a product of two projections
TABLES = ("pair", "later", "earlier", "new")
LINEARS = ("left", "right", "product", "left_hidden", "right_hidden", "new_hidden", "out", "new_out")


def weights(state, bias):
    """{name: whole numbers} of a scorer's state; bias is added to the score of "nobody before"."""
    out = {}
    for k in TABLES:
        out[k] = _round(state[f"{k}.weight"].numpy()[:-1])
    for k in LINEARS:
        out[f"{k}.weight"] = _round(state[f"{k}.weight"].numpy())
        if f"{k}.bias" in state:
            out[f"{k}.bias"] = _round(state[f"{k}.bias"].numpy() + (bias if k == "new_out" else 0))
    return out


def _round(x):
    return np.clip(np.rint(x.astype(np.float64) * (1 << WEIGHT)), -LARGEST, LARGEST).astype(np.int64)


def _sums(table, places):
    rows = np.concatenate([table, np.zeros((1, table.shape[1]), np.int64)])
    return rows[places].sum(1) << VECTOR


class Whole:
    """Called with a Sample like scorer.Scorer; scores in steps of 2^-12."""

    def __init__(self, w):
        self.w = w

    def project(self, side, vectors):
        q = np.clip(np.rint(vectors.astype(np.float64) * (1 << VECTOR)), -32768, 32767).astype(np.int64)
        p = (q @ self.w[f"{side}.weight"].T + (self.w[f"{side}.bias"] << VECTOR)) >> WEIGHT
        return np.clip(p, -32768, 32767)

    def hidden(self, table, layer, ones, p):
        x = _sums(self.w[table], ones) + p @ self.w[f"{layer}.weight"].T
        if f"{layer}.bias" in self.w:
            x += self.w[f"{layer}.bias"] << VECTOR
        return np.clip(x, -ONE_SUM, ONE_SUM)

    def out(self, layer, x):
        return (((np.maximum(x, 0) >> VECTOR) @ self.w[f"{layer}.weight"][0]) >> WEIGHT) + self.w[f"{layer}.bias"][0]

    def __call__(self, s):
        left, right = self.project("left", s.vectors), self.project("right", s.vectors)
        later = self.hidden("later", "left_hidden", s.ones, left) + (self.w["product.bias"] << VECTOR)
        earlier = self.hidden("earlier", "right_hidden", s.ones, right)
        times = np.clip((left[s.m] * right[s.a]) >> VECTOR, -TIMES, TIMES)
        x = _sums(self.w["pair"], s.pairs) + later[s.m] + earlier[s.a] + times @ self.w["product.weight"].T
        new = self.hidden("new", "new_hidden", s.ones, left)[s.anaphors]
        return self.out("out", x), self.out("new_out", new)
