#!/usr/bin/python3
"""Teaches the encoder the language of news before it learns any labels: words are hidden, the encoder names them (Devlin et al. 2019).

usage: pretrain.py FOLDER NAME [--steps N] [--vectors FILE.f32]     FOLDER: raw.txt of raw_text.py, vocabulary.txt, labels.json

Writes FOLDER/NAME.pt (resumable, as train.py does) for `train.py --from`. One word in seven is hidden: its word row becomes 0 and its
pieces and shape go; or, one time in five of those, it stays. The output table is the word table through a square matrix; each batch
compares it with NOISE words drawn by count to the power 3/4.
"""
import argparse
import pathlib
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import batches
import model as model_
import prepare

NOISE, HIDE, STAY = 2000, 1 / 7, 0.2


class Raw:
    """Batches of raw.txt, a stretch of the file at a time; sentence flags by the plain rule of prepare.sentence_ends."""

    def __init__(self, path, vocabulary, size):
        self.path, self.vocabulary, self.size = path, vocabulary, size
        self.file = open(path, encoding="utf-8")

    def __next__(self):
        rows, tokens = prepare.Rows(), 0
        rows.start("doc", "par", "sent")
        while tokens < self.size:
            line = self.file.readline()
            if not line:
                self.file.seek(0)
                continue
            forms = line.split()[:400]
            if not forms:
                if rows.forms:
                    rows.start("doc")
                continue
            rows.start("par")
            ends = set(prepare.sentence_ends(forms))
            for i, form in enumerate(forms):
                if i in ends:
                    rows.start("sent")
                rows.add(form)
            tokens += len(forms)
        corpus = batches.Corpus(rows.arrays(), self.vocabulary)
        return corpus.batch(corpus.chunks(150))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("name")
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--layers", default="rrr")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--vectors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=3000)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    a = parser.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    vocabulary = batches.Vocabulary(a.folder / "vocabulary.txt")
    model_.load_kernels(a.folder)
    model_.set_width(a.width)
    model = model_.Model(len(vocabulary), batches.load_labels(a.folder), a.layers, dropout=0.1)
    if a.vectors:
        model_.load_vectors(model, a.vectors)
    square, bias = nn.Linear(model_.WIDTH, model_.WORD), nn.Embedding(len(vocabulary), 1, sparse=True)
    nn.init.zeros_(bias.weight)
    sparse = [model.word.weight, model.sub.weight, bias.weight]
    encoder = [p for k, p in model.named_parameters() if k.split(".")[0] in ("shape", "flag", "entry", "layers", "norm")]
    dense = encoder + list(square.parameters())
    optimisers = model_.optimisers(dense, sparse, a.rate)
    counts = np.array([float(line.rsplit(" ", 1)[1]) for line in open(a.folder / "vocabulary.txt", encoding="utf-8")]) ** 0.75
    noise_p = torch.from_numpy(np.append(0, counts / counts.sum())).float()
    raw = Raw(a.folder / "raw.txt", vocabulary, a.batch)
    checkpoint, step = a.folder / f"{a.name}.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        square.load_state_dict(state["square"])
        bias.load_state_dict(state["bias"])
        for o, s in zip(optimisers, state["optimisers"]):
            o.load_state_dict(s)
        step = state["step"]
        raw.file.seek(state["place"])
    rng = np.random.default_rng([a.seed, step])
    log = open(a.folder / f"{a.name}.log", "a", buffering=1)
    print(f"start {vars(a)}", file=log)
    summed, tokens, began = 0.0, 0, time.process_time()
    while step < a.steps:
        model.train()
        rate = a.rate * (min(1, (step + 1) / 300) * 0.5 * (1 + np.cos(np.pi * step / a.steps)) + 0.01)
        for o in optimisers:
            for g in o.param_groups:
                g["lr"] = rate
        batch = next(raw)
        word = batch["word"]
        chosen = torch.from_numpy(rng.random(len(word)) < HIDE) & (word > 0)
        hidden = chosen & torch.from_numpy(rng.random(len(word)) >= STAY)
        target = word[chosen]
        batch["word"] = word.masked_fill(hidden, 0)
        batch["sub"] = batch["sub"].masked_fill(hidden[:, None], 0)
        batch["shape"] = batch["shape"].masked_fill(hidden, 0)
        batch["flag"] = batch["flag"].masked_fill(hidden, 16)
        y = square(model.encode(batch)[chosen])
        noise = torch.multinomial(noise_p, NOISE, replacement=True)
        correct = -torch.log(noise_p[target] * NOISE + 1e-12)
        own = (y * model.word(target)).sum(1) + bias(target)[:, 0] + correct
        others = y @ model.word(noise).t() + bias(noise).t() - torch.log(noise_p[noise] * NOISE)[None]
        others = others.masked_fill(noise[None] == target[:, None], -1e9)
        loss = F.cross_entropy(torch.cat([own[:, None], others], 1), torch.zeros(len(target), dtype=torch.long))
        for o in optimisers:
            o.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(dense, 2.0)
        for o in optimisers:
            o.step()
        step += 1
        summed, tokens = summed + float(loss), tokens + len(word)
        if step % 100 == 0:
            speed = tokens / (time.process_time() - began)
            print(f"{time.strftime('%H:%M:%S')} step {step} {speed:.0f} tok/cpu-s loss {summed / 100:.3f}", file=log)
            summed = 0.0
        if step % 500 == 0 or step == a.steps:
            torch.save({"layers": a.layers, "width": a.width, "model": model.state_dict(), "square": square.state_dict(), "bias": bias.state_dict(),
                        "optimisers": [o.state_dict() for o in optimisers], "step": step, "place": raw.file.tell()}, checkpoint)


if __name__ == "__main__":
    main()
