#!/usr/bin/python3
"""Reads a model file by docs/formats/model.md alone, runs it in plain numpy, and compares with its self-test. The reference for others.

usage: read_model.py FILE.model      exit status 1 and a message if anything is wrong
"""
import pathlib
import sys

import numpy as np

import features
import name_lists
from model_file import Broken, need, read

def relu(v):
    return np.maximum(v, 0)


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


class Encoder:
    def __init__(self, header, tensors):
        self.header, self.t, self.sizes = header, tensors, header["sizes"]

    def linear(self, name, v):
        y = v @ self.t[name + ".weight"].T
        return y + self.t[name + ".bias"] if name + ".bias" in self.t else y

    def norm(self, name, v):
        v = v - v.mean(1, keepdims=True)
        return v / np.sqrt((v * v).mean(1, keepdims=True) + 1e-5) * self.t[name + ".weight"] + self.t[name + ".bias"]

    @staticmethod
    def around(v, far):
        """[v(t - far) .. v(t + far)] side by side, zeros outside."""
        padded = np.pad(v, ((far, far), (0, 0)))
        return np.concatenate([padded[k:k + len(v)] for k in range(2 * far + 1)], 1)

    def word_row(self, norm):
        h = features.word_hash(norm)
        at = int(np.searchsorted(self.t["vocabulary"], np.uint64(h)))
        return at + 1 if at < len(self.t["vocabulary"]) and int(self.t["vocabulary"][at]) == h else 0

    def embed(self, word, sub, shape):
        t = self.t
        subs = (t["sub.table"][sub].astype(np.float32) * t["sub.scale"][sub][..., None] * (sub > 0)[..., None]).sum(1)
        return np.concatenate([t["word.table"][word].astype(np.float32) * t["word.scale"][word][:, None], subs, t["shape.table"][shape]], 1)

    def recurrent(self, name, x):
        half = self.sizes["width"] // 2
        u, gates = self.linear(name + ".linear", self.norm(name + ".norm", x)), self.t[name + ".gates"]
        out = np.empty_like(x)
        for k, order in enumerate((range(len(x)), range(len(x) - 1, -1, -1))):
            a, f, r = (u[:, (3 * k + i) * half:(3 * k + i + 1) * half] for i in range(3))
            g, c = gates[4 * k:4 * k + 4], np.zeros(half, np.float32)
            for t in order:
                forget, reset = sigmoid(f[t] + g[0] * c + g[1]), sigmoid(r[t] + g[2] * c + g[3])
                c = forget * c + (1 - forget) * a[t]
                out[t, k * half:(k + 1) * half] = reset * c + (1 - reset) * x[t, k * half:(k + 1) * half]
        return out

    def encode(self, inputs, flag):
        e = np.concatenate([inputs, self.t["flag.table"][flag]], 1)
        x = relu(self.linear("entry", self.around(e, 1)))
        for i, kind in enumerate(self.header["layers"]):
            if kind == "r":
                x = self.recurrent(f"layer{i}", x)
            else:
                x = x + relu(self.linear(f"layer{i}.linear", self.around(self.norm(f"layer{i}.norm", x), 1)))
        return self.norm("norm", x)

    def arcs(self, z):
        n, far = len(z), self.sizes["far"]
        a, b = self.linear("parser.square", relu(self.linear("parser.dep", z))), relu(self.linear("parser.head", z))
        place = np.arange(n)
        scores = a @ np.concatenate([self.t["parser.root"][None], b]).T / 4
        scores[:, 1:] += self.t["parser.far"][np.clip(place[None] - place[:, None], -far, far) + far]
        return scores

    def relations(self, z, dep, head):
        h = np.where((head >= 0)[:, None], self.linear("parser.rel_head", z)[head], self.t["parser.rel_root"])
        return self.linear("parser.rel", relu(self.linear("parser.rel_dep", z)[dep] + h))

    def bounds(self, inputs, gap):
        around = np.concatenate([self.around(inputs, self.sizes["bound_window"]), gap[:, None]], 1)
        return self.linear("bound", relu(self.linear("bound_in", around)))[:, 0]


def self_test(header, tensors):
    model, t = Encoder(header, tensors), tensors
    sentences = header["self_test"]["sentences"]
    forms = [w for s in sentences for w in s]
    norms = [features.norm(w) for w in forms]
    rows = np.zeros((len(forms), header["sizes"]["subwords"]), np.uint16)
    for i, w in enumerate(norms):
        rows[i, :len(features.subword_rows(w))] = features.subword_rows(w)
    need(np.array_equal(rows, t["test.sub"]), "self-test: sub-word rows differ")
    need([model.word_row(w) for w in norms] == t["test.word"].tolist(), "self-test: word rows differ")
    need([features.shape(w) for w in forms] == t["test.shape"].tolist(), "self-test: shape rows differ")
    lists = dict(zip(t["list.hash"].tolist(), t["list.code"].tolist()))
    codes = [c for s in sentences for c in name_lists.codes(s, lists)]
    need(codes == (t["test.flag"] // 16).tolist(), "self-test: names of the lists differ")
    inputs = model.embed(t["test.word"], t["test.sub"], t["test.shape"])
    z = model.encode(inputs, t["test.flag"])
    arcs, start = [], 0
    for s in sentences:
        arcs.append(model.arcs(z[start:start + len(s)]).ravel())
        start += len(s)
    every = np.arange(len(forms))
    results = {"encoded": z, "upos": model.linear("upos", z), "xpos": model.linear("xpos", z), "name": model.linear("name", z),
               "lemma": model.linear("lemma", relu(model.linear("lemma_in", z))), "arcs": np.concatenate(arcs),
               "relations": model.relations(z, every, every - 1), "bounds": model.bounds(inputs, np.ones(len(forms), np.float32))}
    worst = 0.0
    for name, mine in results.items():
        difference = float(np.abs(mine - t["test." + name]).max())
        worst = max(worst, difference)
        need(difference <= header["self_test"]["tolerance"], f"self-test: {name} is off by {difference}")
    return worst


def main():
    try:
        header, tensors = read(pathlib.Path(sys.argv[1]).read_bytes())
        worst = self_test(header, tensors)
    except (Broken, ValueError, KeyError) as problem:
        print(f"{sys.argv[1]}: {problem}")
        return 1
    weights = sum(int(np.prod(a.shape)) for n, a in tensors.items() if n.endswith(".weight"))
    print(f"{header['name']}: {len(tensors)} tensors, {weights} weights in products, self-test off by at most {worst:.2g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
