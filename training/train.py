#!/usr/bin/python3
"""Trains the encoder and all its heads together. Resumable; the same seed, threads and machine give the same weights.

usage: train.py FOLDER NAME [--steps N] [--layers rrr] [--vectors FILE.f32] [--from CHECKPOINT.pt] [--seed N] [--batch TOKENS] [--no-silver]

FOLDER: output of prepare.py, with vocabulary.txt. Writes FOLDER/NAME.pt (every 500 steps and at the end; found there, it is gone on with)
and FOLDER/NAME.log. --from starts the encoder's weights from another checkpoint, such as one of pretrain.py.
"""
import argparse
import pathlib
import time

import numpy as np
import torch
from torch.nn import functional as F

import batches
import evaluate
import model as model_

SOURCES = {"ewt-train": 0.36, "gum-train": 0.22, "worldwide-train": 0.27, "crossner-train": 0.02, "polnear-train": 0.13}
WEIGHTS = {"upos": 0.6, "xpos": 0.4, "lemma": 0.3, "arc": 1.0, "rel": 0.7, "name": 1.0, "bound": 0.5}
SILVER = 0.4            # what an error on CoreNLP's own annotation costs
AVERAGE_EVERY, AVERAGE_KEEP = 10, 0.97


def losses(model, batch, silver):
    """Means over what the batch says, by task."""
    out = {}
    gold = batch["labels"]
    inputs = model.embed(batch)
    x = model.encode(batch, inputs)
    x = model.drop(x)
    for k, head in (("upos", model.upos), ("xpos", model.xpos), ("lemma", model.lemmas)):
        if (gold[k] >= 0).any():
            out[k] = F.cross_entropy(head(x), gold[k], ignore_index=-1, label_smoothing=0.03)
    if (gold["name"] > 0).any():
        known = gold["name"] > 0
        logits = model.name(x)[known]
        allowed = (gold["name"][known][:, None] >> torch.arange(logits.shape[1])) & 1
        out["name"] = (torch.logsumexp(logits, 1) - torch.logsumexp(logits.masked_fill(allowed == 0, -1e9), 1)).mean()
    if (gold["head"] >= 0).any():
        parser = model.parsers["ud1" if silver else "ud2"]
        at, lengths = batch["at"], batch["lengths"]
        inside = torch.arange(at.shape[1])[None] < lengths[:, None]
        arcs = parser.arcs(x, at)
        arcs = arcs.masked_fill(~F.pad(inside, (1, 0), value=True)[:, None, :], -1e9)
        heads = gold["head"][at]
        out["arc"] = F.cross_entropy(arcs[inside], heads[inside])
        dep, head = at[inside], heads[inside]
        first = at[:, :1].expand(at.shape)[inside]
        head = torch.where(head > 0, first + head - 1, torch.full_like(head, -1))
        rel = gold["rel"][dep]
        if (rel >= 0).any():
            out["rel"] = F.cross_entropy(parser.relations(x, dep, head), rel, ignore_index=-1)
    if (gold["xpos"] >= 0).any() and len(batch["cand"]):
        out["bound"] = F.binary_cross_entropy_with_logits(model.bounds(model.drop_in(inputs), batch), batch["cand_end"])
    return out


class Average:
    """Exponential mean of all weights, taken every AVERAGE_EVERY steps."""

    def __init__(self, model):
        self.state = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self, model, keep):
        with torch.no_grad():
            for k, v in model.state_dict().items():
                self.state[k].mul_(keep).add_(v, alpha=1 - keep)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("name")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--layers", default="rrr")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--vectors")
    parser.add_argument("--from", dest="start")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=2500)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-silver", action="store_true")
    parser.add_argument("--sources", help="NAME=WEIGHT,... instead of the usual ones")
    a = parser.parse_args()

    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    rng = np.random.default_rng(a.seed)
    labels = batches.load_labels(a.folder)
    vocabulary = batches.Vocabulary(a.folder / "vocabulary.txt")
    model_.load_kernels(a.folder)
    model_.set_width(a.width)
    model = model_.Model(len(vocabulary), labels, a.layers)
    if a.vectors:
        model_.load_vectors(model, a.vectors)
    if a.start:
        state = torch.load(a.start)
        encoder = ("word.", "sub.", "shape.", "flag.", "list.", "entry.", "layers.", "norm.")
        model.load_state_dict({k: v for k, v in state.get("average", state["model"]).items() if k.startswith(encoder)}, strict=False)
    sparse = [model.word.weight, model.sub.weight]
    dense = [p for p in model.parameters() if not any(p is s for s in sparse)]
    optimisers = model_.optimisers(dense, sparse, a.rate)
    schedule = lambda step: min(1, (step + 1) / 150) * 0.5 * (1 + np.cos(np.pi * min(1, step / a.steps))) + 0.005
    average, step = None, 0
    checkpoint = a.folder / f"{a.name}.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        for o, s in zip(optimisers, state["optimisers"]):
            o.load_state_dict(s)
        average = Average(model)
        average.state, step = state["average"], state["step"]
        rng = np.random.default_rng([a.seed, step])
        torch.manual_seed(a.seed + step)

    sources = dict(SOURCES)
    if a.sources:
        sources = {k: float(v) for k, v in (s.split("=") for s in a.sources.split(","))}
    if a.no_silver:
        sources.pop("polnear-train")
    corpora = {k: batches.Corpus(a.folder / f"{k}.npz", vocabulary) for k in sources}
    dev = batches.load_dev(a.folder, vocabulary)
    streams = {k: c.epochs(rng, a.batch, 120, word_drop=0.08, quote_drop=0.1) for k, c in corpora.items()}
    names, weights = list(sources), np.array(list(sources.values()))
    log = open(a.folder / f"{a.name}.log", "a", buffering=1)
    print(f"start {vars(a)} parameters {sum(p.numel() for p in model.parameters())}", file=log)
    sums, tokens, began = {}, 0, time.process_time()
    while step < a.steps:
        model.train()
        for o in optimisers:
            for g in o.param_groups:
                g["lr"] = a.rate * schedule(step)
        source = names[rng.choice(len(names), p=weights / weights.sum())]
        batch = next(streams[source])
        silver = source.startswith("polnear")
        parts = losses(model, batch, silver)
        total = sum(WEIGHTS[k] * v for k, v in parts.items()) * (SILVER if silver else 1)
        for o in optimisers:
            o.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(dense, 2.0)
        for o in optimisers:
            o.step()
        step += 1
        tokens += len(batch["index"])
        for k, v in parts.items():
            key = f"{k}{'1' if silver else ''}"
            s = sums.setdefault(key, [0.0, 0])
            s[0], s[1] = s[0] + float(v), s[1] + 1
        if average is None and step >= a.steps // 4:
            average = Average(model)
        elif average is not None and step % AVERAGE_EVERY == 0:
            average.update(model, AVERAGE_KEEP)
        if step % 100 == 0:
            spent = time.process_time() - began
            means = " ".join(f"{k} {s[0] / s[1]:.3f}" for k, s in sums.items())
            print(f"{time.strftime('%H:%M:%S')} step {step} {tokens / spent:.0f} tok/cpu-s {means}", file=log)
            sums = {}
        if step % 500 == 0 or step == a.steps:
            torch.save({"layers": a.layers, "width": a.width, "model": model.state_dict(), "optimisers": [o.state_dict() for o in optimisers], "step": step,
                        "average": (average or Average(model)).state}, checkpoint)
        if step % 1000 == 0 or step == a.steps:
            live = {k: v.clone() for k, v in model.state_dict().items()}
            if average:
                model.load_state_dict(average.state)
            for k, v in evaluate.report(model, dev, full=step == a.steps).items():
                print(f"  {k} {v:.2f}", file=log)
            model.load_state_dict(live)


if __name__ == "__main__":
    main()
