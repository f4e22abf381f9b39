#!/usr/bin/python3
"""A large reader that only trains smaller ones: a transformer over words, taught hidden words of raw news, then attributions.

usage: teacher.py pretrain FOLDER OUT.pt SECONDS      FOLDER: raw.*.bz2 (pieces of raw_text.py's raw.txt), vocabulary.txt, lists.npz

Meant for a graphics card: a tenth of an hour there takes days on a processor. Nothing of it is shipped.
"""
import bz2
import concurrent.futures
import math
import os
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import features
from reader import FAR, FAR_ROWS, SIDES

WIDTH, LAYERS, HEADS, LENGTH = 640, 12, 10, 512


def rotate(x, cos, sin):
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)


def attend(q, k, v, mask):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
    return (scores if mask is None else scores.masked_fill(~mask, -1e9)).softmax(3) @ v


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.n1, self.n2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.o = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.gate, self.down = nn.Linear(width, 2 * (width * 8 // 3 // 64 * 64), bias=False), nn.Linear(width * 8 // 3 // 64 * 64, width, bias=False)

    def forward(self, x, cos, sin, mask=None, drop=0.0):
        b, l, d = x.shape
        q, k, v = self.qkv(self.n1(x)).view(b, l, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        y = attend(q, k, v, mask)
        x = x + F.dropout(self.o(y.transpose(1, 2).reshape(b, l, d)), drop)
        g, u = self.gate(self.n2(x)).chunk(2, -1)
        return x + F.dropout(self.down(F.silu(g) * u), drop)


class Body(nn.Module):
    """Words to vectors. word 0: unknown or hidden; hidden: bool, no sub-words and no shape either."""

    def __init__(self, words, width=WIDTH, layers=LAYERS, heads=HEADS):
        super().__init__()
        self.word, self.sub = nn.Embedding(words, width), nn.EmbeddingBag(features.SUBWORD_ROWS, width, mode="sum", padding_idx=0)
        self.shape, self.quote, self.hidden = nn.Embedding(features.SHAPE_ROWS, width), nn.Embedding(4, width), nn.Parameter(torch.zeros(width))
        for e, size in ((self.word, 0.5), (self.sub, 0.2), (self.shape, 0.2), (self.quote, 0.1)):
            nn.init.normal_(e.weight, 0, size)
        with torch.no_grad():
            self.sub.weight[0] = 0
        self.entry_norm, self.norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        for k, p in self.named_parameters():
            if k.endswith(("o.weight", "down.weight")):
                nn.init.normal_(p, 0, 0.02 / math.sqrt(2 * layers))
            elif k.endswith(("qkv.weight", "gate.weight")):
                nn.init.normal_(p, 0, 0.02)
        size = width // heads
        self.register_buffer("rate", 1.0 / (10000 ** (torch.arange(0, size, 2) / size)))

    def forward(self, word, sub, shape, quote, hidden=None, mask=None, drop=0.0):
        pieces = self.sub(sub.view(-1, sub.shape[-1])).view(*word.shape, -1) + self.shape(shape) + self.quote(quote)
        x = self.word(word) + pieces if hidden is None else torch.where(hidden[..., None], self.hidden.to(pieces.dtype), self.word(word) + pieces)
        x = F.dropout(self.entry_norm(x), drop)
        angle = torch.arange(word.shape[1], device=word.device)[:, None] * self.rate[None]
        cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
        for layer in self.layers:
            x = layer(x, cos, sin, mask, drop)
        return self.norm(x)


class Teacher(nn.Module):
    """The interface of reader.Reader over a Body. Pieces of at most LENGTH tokens."""

    def __init__(self, body, second=256, drop=0.1):
        super().__init__()
        self.body, self.p = body, drop
        width = body.norm.weight.shape[0]
        self.trigger, self.flat = nn.Linear(width, 1), nn.Linear(width, 4)
        self.around, self.at = nn.Linear(width, second), nn.Linear(width, second, bias=False)
        self.far, self.side = nn.Embedding(2 * FAR + 1, second), nn.Embedding(SIDES, second)
        self.second = nn.LSTM(second, second // 2, 2, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.3)
        self.roles = nn.Linear(second, 4)

    def read(self, b):
        longest = int(b.lengths.max())
        d = b.index.device
        place = torch.from_numpy(b.starts).to(d)[:, None] + torch.arange(longest, device=d)[None]
        ok = torch.arange(longest, device=d)[None] < torch.from_numpy(b.lengths).to(d)[:, None]
        rows = b.rows[place.clamp(max=len(b.index) - 1)]
        c = b.c
        drop = self.p if self.training else 0.0
        word = c.word[rows].long()
        if self.training:
            word = torch.where(torch.rand(word.shape, device=d) < 0.05, torch.zeros_like(word), word)
        with torch.autocast(d.type, torch.bfloat16, enabled=d.type == "cuda"):
            y = self.body(word, c.sub[rows].long(), c.shape[rows].long(), c.quote[rows], mask=ok[:, None, None, :], drop=drop)
        x = torch.zeros(len(b.index), y.shape[-1], device=d)
        return x.index_put((place[ok],), y.float()[ok])

    def look(self, x, w):
        y = self.around(x)[w.place] + self.at(x)[w.trigger][:, None] + self.far(FAR_ROWS.to(x.device))[None] + self.side(w.side)
        y = self.drop(F.relu(y)) * w.real[..., None]
        with torch.autocast(x.device.type, torch.bfloat16, enabled=x.is_cuda):
            y, _ = self.second(y)
        return self.roles(self.drop(y.float()))


def raw_part(path_and_vocabulary):
    """word, sub, shape, quote of one piece of raw.txt: a stream of tokens, paragraphs run together."""
    path, vocabulary_path = path_and_vocabulary
    import batches
    import prepare
    vocabulary = batches.Vocabulary(vocabulary_path)
    opened = bz2.open(path, "rt", encoding="utf-8") if str(path).endswith(".bz2") else open(path, encoding="utf-8")
    unique, ids, paragraphs, forms = {}, [], [], []
    for line in opened:
        words = line.split()
        paragraphs.append(len(ids))
        ids.extend(unique.setdefault(w, len(unique)) for w in words)
    forms = list(unique)
    norms = [features.norm(w) for w in forms]
    sub = np.zeros((len(forms), features.SUBWORDS), np.uint16)
    for i, w in enumerate(norms):
        rows = features.subword_rows(w)
        sub[i, :len(rows)] = rows
    word = vocabulary.rows(np.array([features.word_hash(w) for w in norms], np.uint64)).astype(np.uint16)
    shape = np.array([features.shape(w) for w in forms], np.uint16)
    quote = prepare.quote_states([forms[i] for i in ids], paragraphs)
    return np.array(ids, np.int32), word, sub, shape, quote


def load_raw(folder, device, workers):
    """All of raw.* on the device: word, sub, shape by form; form and quote by token."""
    paths = sorted(pathlib.Path(folder).glob("raw.??*"))
    paths = [p for p in paths if p.name != "raw.txt"]
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(raw_part, [(p, pathlib.Path(folder) / "vocabulary.txt") for p in paths]))
    base, ids = 0, []
    for p in parts:
        ids.append(p[0] + base)
        base += len(p[1])
    ids = torch.from_numpy(np.concatenate(ids)).to(device)
    tables = [torch.from_numpy(np.concatenate([p[k] for p in parts]).astype(np.int32)).to(device) for k in (1, 2, 3)]
    return ids, *tables, torch.from_numpy(np.concatenate([p[4] for p in parts])).to(device)


def pretrain(folder, out, seconds, length=LENGTH, batch=128, rate=1.2e-3, width=WIDTH, layers=LAYERS, heads=HEADS):
    began = time.time()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    ids, word, sub, shape, quote = load_raw(folder, device, os.cpu_count())
    words = sum(1 for _ in open(pathlib.Path(folder) / "vocabulary.txt", encoding="utf-8")) + 1
    print(f"{len(ids)} tokens, {len(word)} forms, after {time.time() - began:.0f} s", flush=True)
    body = Body(words, width, layers, heads).to(device)
    mix, bias = nn.Linear(width, 256).to(device), nn.Embedding(words, 256).to(device)
    nn.init.normal_(bias.weight, 0, 0.02)
    print(sum(p.numel() for p in body.layers.parameters()), "parameters in layers", flush=True)
    matrices = [p for k, p in body.named_parameters() if p.dim() == 2 and k.startswith("layers")]
    others = [p for k, p in body.named_parameters() if not (p.dim() == 2 and k.startswith("layers"))] + list(mix.parameters()) + list(bias.parameters())
    if hasattr(torch.optim, "Muon"):
        optimisers = [(torch.optim.Muon(matrices, lr=rate, weight_decay=0.05, momentum=0.95, adjust_lr_fn="match_rms_adamw"), 1.2),
                      (torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.01), 1.0)]
    else:
        optimisers = [(torch.optim.AdamW(matrices + others, lr=rate, betas=(0.9, 0.98), weight_decay=0.01), 1.0)]
    run = torch.compile(body) if device.type == "cuda" and os.environ.get("COMPILE", "1") == "1" else body
    rng = np.random.default_rng(1)
    step, summed, since, right = 0, 0.0, time.time(), 0.0
    order, at = np.zeros(0, np.int64), 0
    share = 0.0
    while share < 1:
        share = min(1, (time.time() - began) / seconds)
        lr = rate * min(1, (step + 1) / 400) * (1 if share < 0.3 else max(0.0, (1 - share) / 0.7)) + 1e-6
        for o, k in optimisers:
            for g in o.param_groups:
                g["lr"] = lr * k
        if at + batch > len(order):
            shift = int(rng.integers(length))
            order, at = rng.permutation((len(ids) - shift) // length) * length + shift, 0
        starts = torch.from_numpy(order[at:at + batch]).to(device)
        at += batch
        token = starts[:, None] + torch.arange(length, device=device)[None]
        form = ids[token].long()
        target = word[form].long()
        chosen = (torch.rand(target.shape, device=device) < 0.2) & (target > 0)
        draw = torch.rand(target.shape, device=device)
        hidden = chosen & (draw < 0.85)
        flat = chosen.reshape(-1).nonzero()[:, 0]
        flat = flat[:batch * length // 6]                                       # the same number each time, so that shapes stay
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            x = run(target, sub[form].long(), shape[form].long(), quote[token].long(), hidden)
            y = mix(x.reshape(-1, x.shape[-1])[flat])
            logits = y @ bias.weight.t().to(y.dtype)
        goal = target.reshape(-1)[flat]
        loss = F.cross_entropy(logits.float(), goal)
        for o, _ in optimisers:
            o.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(body.parameters()) + list(mix.parameters()), 1.0)
        for o, _ in optimisers:
            o.step()
        step += 1
        if step % 100 == 0:
            value = float(loss)
            print(f"{time.time() - began:.0f} s step {step} loss {value:.3f} right {float((logits.argmax(1) == goal).float().mean()):.3f} rate {lr:.5f} {100 * batch * length / (time.time() - since):.0f} tokens/s", flush=True)
            since = time.time()
            if step == 600 and not value < 7.2:
                raise SystemExit("it learns nothing")
    torch.save({"body": body.state_dict(), "words": words, "size": (width, layers, heads)}, out)
    print(f"{step} steps, {step * batch * length / len(ids):.1f} epochs", flush=True)


def load_body(path, device):
    state = torch.load(path, map_location=device)
    body = Body(state["words"], *state["size"]).to(device)
    body.load_state_dict(state["body"])
    return body


if __name__ == "__main__":
    if sys.argv[1] == "pretrain":
        small = {"length": 128, "batch": 4, "width": 64, "layers": 2, "heads": 2} if os.environ.get("SMALL") else {}
        pretrain(sys.argv[2], sys.argv[3], float(sys.argv[4]), **small)
