#!/usr/bin/python3
"""Trains attribution readers.

usage: fit.py FOLDER NAME [--teacher BODY.pt] [--teachers N] [--raw FILE...] ...

FOLDER: vocabulary.txt, labels.json, lists.npz, the encoder's checkpoint (--language), attribution-{train,dev}.npz of polnear.py. With --teacher, N large
readers are made of the body first and the small one learns from their mean on raw text besides the gold. Writes FOLDER/NAME.pt and prints scores.
"""
import argparse
import bz2
import concurrent.futures
import copy
import os
import pathlib
import time

import numpy as np
import torch

import corpus as corpus_
import reader as reader_
import teacher as teacher_
from corpus import TAGS

model_ = corpus_.model_


class Average:
    """Exponential average of a model's weights."""

    def __init__(self, model, keep):
        self.model, self.keep, self.n = copy.deepcopy(model).eval(), keep, 0

    def add(self, model):
        self.n += 1
        keep = min(self.keep, self.n / (self.n + 10))
        with torch.no_grad():
            for a, b in zip(self.model.parameters(), model.parameters()):
                a.lerp_(b, 1 - keep)


def batches_of(c, pieces, size, rng):
    """Lists of pieces of about `size` tokens without end."""
    while True:
        held, tokens = [], 0
        for k in rng.permutation(len(pieces)):
            held.append(pieces[k])
            tokens += pieces[k][1] - pieces[k][0]
            if tokens >= size:
                yield reader_.Batch(c, held)
                held, tokens = [], 0


def train(model, golds, steps, rate, groups=None, teachers=(), raw=None, size=8000, raw_size=16000, seed=1, longest=10 ** 9, keep=0.995, name="", soft=1.0, kept=None):
    """Trains a model in place of `model` and gives the averaged one. golds: [(corpus, share of the steps in which it comes)]."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    streams = [(batches_of(c, c.pieces(longest), min(size, int(c.doc[-1]) // 2 + 1), rng), share) for c, share in golds]
    raw_stream = batches_of(raw, raw.pieces(10 ** 9), raw_size, rng) if raw is not None else None
    optimiser = torch.optim.AdamW(groups or [{"params": [p for p in model.parameters() if p.requires_grad], "k": 1.0}], lr=rate, betas=(0.9, 0.98), weight_decay=1e-2)
    average, began, summed = Average(model, keep), time.time(), 0.0
    for step in range(steps):
        model.train()
        for g in optimiser.param_groups:
            g["lr"] = g.get("k", 1.0) * rate * (min(1, (step + 1) / 60) * 0.5 * (1 + np.cos(np.pi * step / steps)) + 0.01)
        optimiser.zero_grad(set_to_none=True)
        total = 0.0
        for stream, share in streams:
            if rng.random() < share:
                b = next(stream)
                loss = reader_.loss(model, b.c, b)
                loss.backward()
                total += float(loss.detach())
        if raw_stream is not None:
            loss = soft * reader_.soft_loss(model, teachers, next(raw_stream))
            loss.backward()
            total += float(loss.detach())
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        average.add(model)
        summed += total
        if (step + 1) % max(1, steps // 5) == 0:
            print(f"  {name} step {step + 1} loss {summed / max(1, steps // 5):.3f} {time.time() - began:.0f} s", flush=True)
            summed = 0.0
            if kept:
                kept(average.model)
    return average.model


def report(name, models, dev, longest=10 ** 9, thresholds=(0.4, 0.5, 0.6)):
    for t in thresholds:
        print(name, t, reader_.scores(dev, reader_.predict(models, dev, t, longest)), flush=True)


def save(model, sizes, a, path):
    torch.save({"model": {k: v.half().cpu() for k, v in model.state_dict().items()}, "sizes": sizes, "args": {k: str(v) for k, v in vars(a).items()}}, path)


def load(path, language, device):
    """A Reader that save() kept."""
    state = torch.load(path, map_location="cpu")
    a = state["args"]
    model = reader_.Reader(language.upos.in_features, model_.INPUT - model_.FLAG, state["sizes"], int(a["width"]), int(a["layers"]), int(a["second"]),
                           own=copy.deepcopy(language) if a["own"] == "True" else None, use_embed=a["no_embed"] == "False")
    model.load_state_dict(state["model"])
    return model.float().to(device).eval()


def raw_job(args):
    path, vocabulary_path, tokens = args
    vocabulary = corpus_.batches.Vocabulary(vocabulary_path)
    opened = bz2.open(path, "rt", encoding="utf-8") if str(path).endswith(".bz2") else open(path, encoding="utf-8")
    lines, n = [], 0
    for line in opened:
        lines.append(line)
        n += line.count(" ")
        if n > tokens:
            break
    return corpus_.raw_base(lines, vocabulary)


def joined(corpora):
    """Several batches.Corpus as one."""
    out, n = corpora[0], [len(c.forms) for c in corpora]
    shift = np.cumsum([0] + n)
    for k in ("word", "sub", "shape", "quote", "gap", "flag", "list", "cand"):
        setattr(out, k, np.concatenate([getattr(c, k) for c in corpora]))
    out.forms = [w for c in corpora for w in c.forms]
    out.par_starts = np.append(np.concatenate([c.par_starts[:-1] for c in corpora]), True)
    out.ends = np.concatenate([c.ends for c in corpora])
    out.labels = {k: np.full(len(out.forms), -1) for k in out.labels}
    for k in ("sent", "doc"):
        setattr(out, k, np.append(np.concatenate([getattr(c, k)[:-1] + s for c, s in zip(corpora, shift)]), shift[-1]))
    return out


def load_raw(paths, folder, language, device, tokens):
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = list(pool.map(raw_job, [(p, folder / "vocabulary.txt", tokens) for p in paths]))
    return corpus_.raw(joined(parts), language, device)


def make_teacher(path, golds, device, seed, steps, rate=1.2e-4):
    torch.manual_seed(seed)
    model = teacher_.Teacher(teacher_.load_body(path, device)).to(device)
    body = {id(p) for p in model.body.parameters()}
    groups = [{"params": [p for p in model.parameters() if id(p) in body], "k": 1.0}, {"params": [p for p in model.parameters() if id(p) not in body], "k": 8.0}]
    return train(model, golds, steps, rate, groups, size=10000, seed=seed, longest=teacher_.LENGTH, keep=0.99, name=f"teacher {seed}").eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("name")
    parser.add_argument("--language", default="language.pt")
    parser.add_argument("--marked", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--teacher", type=pathlib.Path)
    parser.add_argument("--reader", nargs="*", type=pathlib.Path, default=[], help="earlier readers, as teachers")
    parser.add_argument("--teachers", type=int, default=1)
    parser.add_argument("--teacher-steps", type=int, default=500)
    parser.add_argument("--raw", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--raw-tokens", type=int, default=1000000, help="of each file")
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--second", type=int, default=128)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--no-embed", action="store_true")
    parser.add_argument("--start", type=pathlib.Path, help="an earlier reader, to be trained further")
    parser.add_argument("--marked-share", type=float, default=0.3, help="steps in which marked texts come, of those in which gold does")
    parser.add_argument("--gold-share", type=float, default=1.0, help="steps of the small reader in which gold comes, too")
    parser.add_argument("--lstm", action="store_true")
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--size", type=int, default=8000)
    parser.add_argument("--raw-size", type=int, default=16000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--train", default="train")
    a = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_float32_matmul_precision("high")
    began = time.time()
    if device.type == "cpu":
        torch.set_num_threads(1)
        model_.load_kernels(a.folder)
    language, vocabulary = corpus_.load_language(a.folder, a.folder / a.language, device)
    gold, dev = (corpus_.polnear(a.folder / f"attribution-{k}.npz", language, vocabulary, device) for k in (a.train, "dev"))
    golds = [(gold, 1.0)]
    if a.marked:
        import marked_corpus
        golds.append((marked_corpus.corpus(a.marked, language, vocabulary, device), a.marked_share))
    print(f"gold after {time.time() - began:.0f} s", flush=True)
    teachers = []
    if a.teacher:
        for seed in range(a.teachers):
            teachers.append(make_teacher(a.teacher, golds, device, seed + 1, a.teacher_steps))
            report(f"teacher {seed + 1}", [teachers[-1]], dev, teacher_.LENGTH)
        if len(teachers) > 1:
            report("teachers", teachers, dev, teacher_.LENGTH)
    for path in a.reader:
        teachers.append(load(path, language, device))
        report(str(path), [teachers[-1]], dev, thresholds=(0.5,))
    if a.reader and len(teachers) > 1:
        report("all teachers", teachers, dev, teacher_.LENGTH, thresholds=(0.5,))
    raw = load_raw(a.raw, a.folder, language, device, a.raw_tokens) if a.raw else None
    print(f"raw after {time.time() - began:.0f} s: {len(raw.forms) if raw else 0} tokens", flush=True)
    sizes = {k: max(int(getattr(c, k).max()) for c in (gold, dev)) + 3 for k in TAGS}
    sizes.update(upos=20, xpos=52, rel=54, name=24)
    torch.manual_seed(a.seed)
    model = reader_.Reader(gold.encoded.shape[1], gold.embed.shape[1], sizes, a.width, a.layers, a.second, a.dropout, own=copy.deepcopy(language) if a.own else None,
                           use_embed=not a.no_embed, cell=reader_.Lstm if a.lstm else model_.Recurrent).to(device)
    if a.start:
        model = load(a.start, language, device)
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = a.dropout
    groups = None
    if a.own:
        own = {id(p) for k, p in model.named_parameters() if k.startswith("own_")}
        groups = [{"params": [p for p in model.parameters() if id(p) in own], "k": 0.3}, {"params": [p for p in model.parameters() if id(p) not in own], "k": 1.0}]
    golds = [(c, share * a.gold_share) for c, share in golds]
    model = train(model, golds, a.steps, a.rate, groups, teachers, raw, a.size, a.raw_size, a.seed, name=a.name,
                  kept=lambda m: save(m, sizes, a, a.folder / f"{a.name}.pt"))
    save(model, sizes, a, a.folder / f"{a.name}.pt")
    report(a.name, [model], dev, thresholds=(0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7))
    print(f"done after {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
