#!/usr/bin/python3
"""Trains the stance classifier on marked texts and writes models/stance.model (docs/formats/model.md).

  fit.py TOOL OUT.model          TOOL: build/dev/stance_tool, which makes the features (cmake --build build/dev --target stance_tool)
  fit.py --untrained OUT.model   a model of zeros, to build TOOL with where there is no model yet

Multinomial logistic regression over hashed features: eleven stances, negated or not, four certainties, each with its own loss, weights
pulled to zero (L2), found by L-BFGS. Weights are written as multiples of one step in 8 bits. Deterministic. Takes a minute.
"""
import argparse
import pathlib
import sys

import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import corpus  # noqa: E402
import model_file  # noqa: E402

TABLE_BITS = 16                       # kTableBits of src/claims/stance/features.h
STANCES, CERTAINTIES = corpus.STANCES, corpus.CERTAINTIES
OUTPUTS = len(STANCES) + 1 + len(CERTAINTIES)
STANCE, NEGATED, CERTAINTY = slice(0, 11), 11, slice(12, 16)
DECAY = 0.4                           # L2, on the sum of losses
RARE = 0.2                            # a class counts as often as it occurs to the power of 1 - RARE
OF_NEWS = 2.0                         # weight of an attribution of PolNeAR beside an invented one
HEADER = {
    'kind': 'stance classifier', 'name': 'stance', 'layers': '',
    'licence': 'as the program; learned from invented texts of ours and labels of ours on PolNeAR train',
    'data': ['training/marked', 'training/stance/polnear.tsv'], 'recipe': ['training/stance/fit.py build/dev/stance_tool models/stance.model'],
    'labels': {'stance': STANCES, 'certainty': CERTAINTIES}, 'self_test': {'sentences': [], 'tolerance': 0},
}


def training_texts():
    """[(text, weight)]"""
    out = []
    for name in corpus.TRAIN:
        out += [(t, 1.0) for t in corpus.marked_texts(corpus.ROOT / 'training' / 'marked' / f'{name}.txt')]
    return out + [(t, OF_NEWS) for t in corpus.polnear(corpus.ROOT / 'training' / 'stance' / 'polnear.tsv')]


def class_weights(targets, classes):
    counts = np.bincount(targets, minlength=classes).clip(1)
    weights = counts ** -RARE
    return weights / (weights * counts).sum() * len(targets)


def fit(places, labels, weights):
    """Weights [2 ** TABLE_BITS, OUTPUTS] from each example's places, its (stance, negated, certainty) and its weight."""
    import torch
    torch.manual_seed(1)
    torch.set_num_threads(1)
    used, columns = np.unique(np.concatenate(places), return_inverse=True)
    rows = np.repeat(np.arange(len(places)), [len(p) for p in places])
    x = torch.sparse_coo_tensor(np.stack([rows, columns]), np.ones(len(rows), np.float32), (len(places), len(used))).coalesce()
    stance = np.array([STANCES.index(s) for s, _, _ in labels])
    certainty = np.array([CERTAINTIES.index(c) for _, _, c in labels])
    negated = torch.tensor([float(n) for _, n, _ in labels])
    weight = torch.tensor(np.asarray(weights, np.float32))
    w = torch.zeros(len(used), OUTPUTS, requires_grad=True)

    def tensor(a):
        return torch.tensor(np.asarray(a, np.float32))
    of_stance, of_certainty = tensor(class_weights(stance, 11))[stance], tensor(class_weights(certainty, 4))[certainty]
    stance, certainty = torch.tensor(stance), torch.tensor(certainty)
    cross = torch.nn.functional.cross_entropy
    step = torch.optim.LBFGS([w], max_iter=150, history_size=10, line_search_fn='strong_wolfe')

    def closure():
        step.zero_grad()
        out = torch.sparse.mm(x, w)
        loss = (cross(out[:, STANCE], stance, reduction='none') * of_stance
                + cross(out[:, CERTAINTY], certainty, reduction='none') * of_certainty
                + torch.nn.functional.binary_cross_entropy_with_logits(out[:, NEGATED], negated, reduction='none'))
        loss = (loss * weight).sum() + DECAY * (w * w).sum()
        loss.backward()
        return loss
    step.step(closure)
    table = np.zeros((1 << TABLE_BITS, OUTPUTS), np.float32)
    table[used] = w.detach().numpy()
    return table


def write(path, table):
    step = max(float(np.abs(table).max()) / 127, 1e-6)
    whole = np.round(table / step).astype(np.int8)
    share = np.exp(-np.arange(int(12 / step) if step < 1 and np.any(whole) else 1) * step).astype(np.float32)
    size = model_file.write(path, {**HEADER, 'sizes': {'places': 1 << TABLE_BITS, 'outputs': OUTPUTS}}, [('weight', whole), ('share', share)])
    print(f'{path}: {size} bytes, step {step:.4f}')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('tool', nargs='?')
    ap.add_argument('out')
    ap.add_argument('--untrained', action='store_true')
    args = ap.parse_args()
    if args.untrained:
        return write(args.out, np.zeros((1 << TABLE_BITS, OUTPUTS), np.float32))
    if not args.tool:
        ap.error('TOOL is missing')
    texts = training_texts()
    weights = [w for t, w in texts for _ in t['attributions']]
    texts = [t for t, _ in texts]
    places = corpus.answers(args.tool, ['features'], texts)
    labels = corpus.labels(texts)
    print(f'{len(labels)} attributions, {sum(map(len, places)) / len(places):.0f} features each')
    write(args.out, fit([np.array(p) for p in places], labels, weights))


if __name__ == '__main__':
    main()
