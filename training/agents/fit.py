#!/usr/bin/python3
"""Trains the scorer that joins mentions: for each mention the best earlier one, or none.

usage: fit.py CACHE FIRSTS.json OUT.pt [--data DATA] [--hold] [--bias B ...]      CACHE: output of cache.py; FIRSTS: of firsts.py

--data: shared/data, to measure pronouns on PolNeAR; --hold: train on four fifths, measure on the rest of the training part (that is how
BIAS of write.py was chosen).

OntoGUM without the genres under CC BY-NC; of PolNeAR's silver chains only "he" and "she", at a lower weight. The same seed gives the same
weights. Prints scores on the development part after every epoch.
"""
import argparse
import copy
import json
import pathlib
import pickle
import random
import time

import numpy as np
import torch

import decode
import pairs
import info
import mentions
import scorer
import scores
import speakers

SEED, EPOCHS, RATE, DECAY = 5, 10, 0.002, 1e-4
SILVER_WEIGHT = 0.8
AVERAGE = 0.999   # weights are averaged over the steps, the last 1 / (1 - AVERAGE) of them most


def prepare(d, firsts):
    """Adds mentions, infos, feature rows; the chain of each mention."""
    starts = set(d.starts)
    d.paragraphs = [p for p in d.paragraphs if p in starts]    # CoreNLP has sentences over line breaks
    d.found = mentions.find(d)
    d.infos = info.describe(d, d.found, firsts)
    chain = {(a, b): g for a, b, g in d.gold}
    d.chains = [chain.get((m.first, m.last)) for m in d.found]
    return d


class Sample:
    """Mentions of one document that are trained on, as arrays. right: pairs that are in one chain; new: no candidate is."""

    def __init__(self, d, wanted=None, weight=1.0):
        rows = list(pairs.rows(d, d.infos, wanted))
        self.anaphors = np.array([j for j, _, _ in rows], np.int64)
        sizes = [len(c) for _, c, _ in rows]
        self.m = np.repeat(self.anaphors, sizes)
        self.a = np.array([i for _, c, _ in rows for i in c], np.int64)
        places = [p for _, _, ps in rows for p in ps]
        self.pairs = scorer.padded(places, pairs.PAIR_SIZE)
        self.row = np.repeat(np.arange(len(rows)), sizes)
        self.right = np.array([d.chains[x] is not None and d.chains[x] == d.chains[y] for x, y in zip(self.m, self.a)], bool)
        self.new = np.ones(len(rows), bool)
        self.new[self.row[self.right]] = False
        self.ones = scorer.padded([pairs.one(m) for m in d.infos], pairs.ONE_SIZE)
        self.vectors = d.vectors[[m.head for m in d.found]]
        self.weight = weight


def gold_sample(d):
    return Sample(d)


def silver_sample(d):
    """He and she whose silver chain holds a person's name."""
    named = set()
    for m, chain, i in zip(d.found, d.chains, d.infos):
        if chain is not None and i.kind == info.PROPER:
            named.add(chain)
    wanted = {j for j, (c, i) in enumerate(zip(d.chains, d.infos))
              if i.kind == info.PRONOUN and i.pronoun in (info.HE, info.SHE) and c in named}
    return Sample(d, wanted, SILVER_WEIGHT) if wanted else None


def loss_of(model, s):
    pair, new = model(s)
    n = len(s.anaphors)
    row = torch.from_numpy(s.row)
    right = torch.from_numpy(s.right)
    top = torch.maximum(torch.zeros(n).scatter_reduce(0, row, pair.detach(), "amax", include_self=False), new.detach())
    every = torch.zeros(n).index_add(0, row, torch.exp(pair - top[row])) + torch.exp(new - top)
    good = torch.zeros(n).index_add(0, row, torch.exp(pair - top[row]) * right) + torch.exp(new - top) * torch.from_numpy(s.new)
    return s.weight * (torch.log(every) - torch.log(good.clamp_min(1e-12))).sum()


def fit(samples, width, evaluate, epochs=EPOCHS):
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = scorer.Scorer(width)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    average = copy.deepcopy(model).eval()
    steps, done = epochs * len(samples), 0
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(1, k / 50) * (1 - k / (steps + 1)))
    for epoch in range(epochs):
        model.train()
        rng.shuffle(samples)
        total, start = 0.0, time.process_time()
        for s in samples:
            optimiser.zero_grad()
            loss = loss_of(model, s)
            (loss / 50).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            done += 1
            keep = min(AVERAGE, done / (done + 10))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), model.parameters()):
                    mean.mul_(keep).add_(now, alpha=1 - keep)
            total += float(loss)
        print(f"epoch {epoch + 1} loss {total / sum(len(s.anaphors) for s in samples):.4f} {time.process_time() - start:.0f} s", flush=True)
        if epoch % 3 == 2 or epoch == epochs - 1:
            evaluate(average)
    return average


def load(cache, part, firsts):
    return [prepare(d, firsts) for d in pickle.load(open(cache / f"{part}.pickle", "rb"))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=pathlib.Path)
    parser.add_argument("firsts")
    parser.add_argument("out")
    parser.add_argument("--no-silver", action="store_true")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--bias", type=float, nargs="*", default=[0.0])
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--hold", action="store_true")
    a = parser.parse_args()
    torch.set_num_threads(1)
    firsts = json.load(open(a.firsts))
    train = load(a.cache, "train", firsts)
    width = train[0].vectors.shape[1]
    held = train[::5] if a.hold else []
    samples = [gold_sample(d) for d in train if d not in held]
    if not a.no_silver:
        samples += [s for d in load(a.cache, "silver-train", firsts) for s in [silver_sample(d)] if s]
    dev = held or load(a.cache, "dev", firsts)
    print(len(samples), "documents", sum(len(s.m) for s in samples), "pairs", f"{time.process_time():.0f} s", flush=True)

    silver = load(a.cache, "silver-dev", firsts) if a.data else []
    spoken = speakers.sources(a.data / "polnear" / "dev.jsonl") if a.data else {}

    def evaluate(model):
        model.eval()
        if silver:
            x = np.sum([speakers.accuracy(d, decode.found_clusters(model, d, a.bias[0]), spoken) for d in silver], 0)
            print(f"  pronouns {x[0] / x[1]:.4f} of {x[1]}, sources {x[2] / x[3]:.4f} of {x[3]}", flush=True)
        for bias in a.bias:
            print("  " + scores.show(f"dev bias {bias}", scores.score([decode.both(model, d, bias) for d in dev])), flush=True)

    model = fit(samples, width, evaluate, a.epochs)
    torch.save({"width": width, "state": model.state_dict()}, a.out)


if __name__ == "__main__":
    main()
