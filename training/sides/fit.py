#!/usr/bin/python3
"""Learns how texts stand to claims and writes models/sides.model (docs/formats/model.md), and beside the bench ten models of nine tenths of
Emergent each, so that every headline is judged by one that has not seen its claim.

  fit.py TOOL DATA OUT.model FOLDS_FOLDER      TOOL: build/release/sides_tool, DATA: shared/data

Headlines (Emergent): what the words that are not the claim's own speak for, by a smoothed ratio of counts, with words of four claims at least;
then boosted trees over the features and those three sums. In training the sums of a headline come from other claims. Articles (FNC-1, train):
related or not, then the side. Leaves and weights are whole numbers. Deterministic; a few minutes.
"""
import argparse
import collections
import pathlib
import sys

import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.append(str(pathlib.Path(__file__).resolve().parent))
import corpus  # noqa: E402
import model_file  # noqa: E402
from trees import Forest  # noqa: E402

HALF = 32768
LEAF = 0xFFFF
UNIT = 4096                            # of a leaf's value
WORD_UNIT = 256                        # of a word's weight
SMOOTH = 4.0
CLAIMS_OF_A_WORD = 4
RARE = 0.4                             # a side of an article counts as often as it occurs to this power


def word_weights(words, label, claims, chosen):
    """{hash: three whole numbers}"""
    counts, seen = collections.defaultdict(lambda: np.zeros(3)), collections.defaultdict(set)
    for i in chosen:
        for w in words[i]:
            counts[w][label[i]] += 1
            seen[w].add(claims[i])
    share = np.bincount(label[chosen], minlength=3) / len(chosen)
    return {w: np.clip(np.round(WORD_UNIT * np.log((c + SMOOTH * share) / ((c.sum() + SMOOTH) * share))), -2000, 2000).astype(int)
            for w, c in counts.items() if len(seen[w]) >= CLAIMS_OF_A_WORD}


def sums(weights, words):
    out = np.full((len(words), 3), HALF)
    for row, some in enumerate(words):
        for w in some:
            if w in weights:
                out[row] += weights[w]
    return np.clip(out, 0, 65535)


def tensors(part, forest):
    """Of one forest: trees in rows, a class after the other."""
    rounds, classes, nodes = forest.feature.shape
    at_most = np.zeros(forest.feature.shape, np.uint16)
    for where, f in np.ndenumerate(forest.feature):
        if f >= 0:
            at_most[where] = min(65535, int(forest.cuts[f][forest.at_most[where]]))
    value = np.clip(np.round(forest.setting.rate * forest.value * UNIT), -HALF, HALF - 1).astype(int) + HALF
    flat = (rounds * classes, nodes)
    return [(f'{part} feature', np.where(forest.feature < 0, LEAF, forest.feature).astype(np.uint16).reshape(flat)),
            (f'{part} at most', at_most.reshape(flat)), (f'{part} value', value.astype(np.uint16).reshape(flat)),
            (f'{part} base', (np.round(forest.base * UNIT).astype(np.int64) + (1 << 31)).astype(np.uint32))], {f'{part} nodes': nodes}


def headlines(x, words, label, claims, chosen):
    """Tensors and sizes of what is learned from some of the pairs."""
    chosen = np.array(chosen)
    folds = np.array(corpus.folds([claims[i] for i in chosen]))
    columns = np.zeros((len(chosen), 3), int)
    for k in range(0, corpus.FOLDS, 2):                       # five parts
        out, rest = np.isin(folds, (k, k + 1)), ~np.isin(folds, (k, k + 1))
        columns[out] = sums(word_weights(words, label, claims, chosen[rest]), [words[i] for i in chosen[out]])
    forest = Forest(np.concatenate([x[chosen], columns], 1), label[chosen], 3, rounds=800, depth=2, rate=.016, pull=5., least=20, rows=.5, columns=.1)
    weights = sorted(word_weights(words, label, claims, chosen).items())
    out, sizes = tensors('headline', forest)
    return out + [('words', np.array([w for w, _ in weights], np.uint64)),
                  ('word weights', (np.array([v for _, v in weights]) + HALF).astype(np.uint16))], sizes


def articles(x, label):
    x = np.concatenate([x, np.full((len(x), 3), HALF)], 1)
    related = Forest(x, (label != 3).astype(int), 2, rounds=80, depth=3, rate=.15, rows=.4, columns=.25, least=20)
    about = label != 3
    weight = np.bincount(label[about]) ** (RARE - 1.0)
    weight = weight[label[about]] / weight[label[about]].mean()
    side = Forest(x[about], label[about], 3, weight, rounds=150, depth=4, rate=.07, rows=.6, columns=.3, least=15)
    out = [tensors('related', related), tensors('article', side)]
    return out[0][0] + out[1][0], {**out[0][1], **out[1][1]}


def write(path, names, parts):
    header = {'kind': 'side trees', 'name': 'sides', 'layers': '', 'licence': 'as the program; learned from Emergent and FNC-1 (train)',
              'data': ['shared/data/stance'], 'recipe': ['training/sides/fit.py build/release/sides_tool ../shared/data models/sides.model bench/sets/sides'],
              'labels': {'features': names}, 'self_test': {'sentences': [], 'tolerance': 0},
              'sizes': {k: int(v) for _, sizes in parts for k, v in sizes.items()}}
    print(path, model_file.write(path, header, [t for some, _ in parts for t in some]), 'bytes', flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for a in ('tool', 'data', 'out', 'folds'):
        ap.add_argument(a, type=pathlib.Path)
    args = ap.parse_args()
    import subprocess
    names = subprocess.run([args.tool, 'names'], capture_output=True, text=True, check=True).stdout.split('\n')[:-1]

    def read(pairs):
        answers = corpus.ask(args.tool, ['features'], pairs)
        label = np.array([corpus.STANCES.index(p[2]) for p in pairs])
        return np.array([a['features'] for a in answers], np.int32), [a['words'] for a in answers], label
    pairs = corpus.emergent(args.data)
    x, words, label = read(pairs)
    claims = [p[3] for p in pairs]
    fold = np.array(corpus.folds(claims))
    args.folds.mkdir(parents=True, exist_ok=True)
    for k in range(corpus.FOLDS):
        write(args.folds / f'{k}.model', names, [headlines(x, words, label, claims, np.flatnonzero(fold != k))])
    ours = headlines(x, words, label, claims, np.arange(len(pairs)))
    pairs = [p for p in corpus.fnc(args.data) if p[3] == 'train']
    x, _, label = read(pairs)
    write(args.out, names, [ours, articles(x, label)])


if __name__ == '__main__':
    main()
