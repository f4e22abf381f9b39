#!/usr/bin/python3
"""Word vectors whose weighted sum says how alike two propositions are, trained by contrast (InfoNCE, van den Oord et al. 2018).

usage: train.py IN OUT     IN: what prepare.py wrote (and eval.json, optional); OUT gets vectors.npz, log on stdout

A sentence is the sum of its words' vectors, each with a learned weight, made unit length (after Wieting et al. 2016: sums of words lose little
against deeper models, and cost nothing). Like pairs: sentences of two outlets' reports on one event that are each other's nearest by
TF-IDF (mined here), neighbours in one article, title and lead, WordNet's lemmas and glosses, claims and what bears on them. Words that
two like sentences share are dropped from one of them half of the time, so that what is learned is which other words go together.
"""
import json
import pathlib
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.manual_seed(5)
rng = numpy.random.default_rng(5)
GPU = "cuda" if torch.cuda.is_available() else "cpu"
SIZE, BATCH, STEPS = 128, 4096, int(sys.argv[3]) if len(sys.argv) > 3 else 9000
IN, OUT = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


class Sentences:
    """Ragged rows of word numbers on the GPU."""

    def __init__(self, ids, at):
        self.ids = torch.tensor(ids.astype(numpy.int64), device=GPU)
        self.at = torch.tensor(at.astype(numpy.int64), device=GPU)

    def rows(self, which, most=48):
        """[len(which), most] word numbers, 0 where there is none."""
        start, end = self.at[which], self.at[which + 1]
        column = torch.arange(most, device=GPU)[None]
        inside = column < (end - start)[:, None]
        return torch.where(inside, self.ids[(start[:, None] + column).clamp(max=len(self.ids) - 1)], 0)


def mine(text, article, days, size):
    """Pairs of sentences of different articles on one event: mutual nearest by TF-IDF, alike but not the same."""
    count = int(article[-1]) + 1
    first = numpy.searchsorted(article, numpy.arange(count + 1))
    df = torch.zeros(size, device=GPU)
    documents = torch.zeros(count, size, dtype=torch.float16, device=GPU)
    for d in range(count):
        ids = text.ids[text.at[first[d]]:text.at[first[d + 1]]]
        kinds, n = ids.unique(return_counts=True)
        df[kinds] += 1
        documents[d, kinds] = (1 + n.float().log()).half()
    idf = ((1 + count) / (1 + df)).log() + 1
    for d in range(0, count, 2048):
        part = documents[d:d + 2048].float() * idf
        documents[d:d + 2048] = F.normalize(part, dim=1).half()
    days = torch.tensor(days, device=GPU)
    found = []
    for d in range(0, count, 1024):
        like = (documents[d:d + 1024] @ documents.T).float()
        rows = torch.arange(d, min(count, d + 1024), device=GPU)
        near = ((days[rows][:, None] - days[None]).abs() <= 2) & (rows[:, None] < torch.arange(count, device=GPU)[None])
        value, other = torch.where(near, like, 0).topk(6, dim=1)
        keep = (value > .3) & (value < .95)
        found.append(torch.stack([rows[:, None].expand_as(other)[keep], other[keep]], 1))
    pairs = torch.cat(found).cpu().numpy()
    print(len(pairs), "pairs of articles", flush=True)
    del documents
    out, most = [], 24
    for k in range(0, len(pairs), 192):
        some = pairs[k:k + 192]
        sides, numbers = [], []
        for column in (0, 1):
            which = first[some[:, column]][:, None] + numpy.arange(most)[None]
            real = which < first[some[:, column] + 1][:, None]
            which = torch.tensor(numpy.where(real, which, 0), device=GPU)
            rows = text.rows(which.flatten(), 48)
            dense = torch.zeros(len(rows), size, dtype=torch.float16, device=GPU)
            dense.scatter_(1, rows, idf.half()[rows])
            dense[:, 0] = 0
            dense = F.normalize(dense.float(), dim=1).half().view(len(some), most, size)
            sides.append(dense * torch.tensor(real, device=GPU)[:, :, None])
            numbers.append(which)
        like = torch.bmm(sides[0], sides[1].transpose(1, 2)).float()
        best_b, best_a = like.argmax(2), like.argmax(1)
        value = like.gather(2, best_b[:, :, None])[:, :, 0]
        mutual = best_a.gather(1, best_b) == torch.arange(most, device=GPU)[None]
        keep = mutual & (value > .22) & (value < .85)
        p, i = keep.nonzero(as_tuple=True)
        out.append(torch.stack([numbers[0][p, i], numbers[1][p, best_b[p, i]]], 1))
    return torch.cat(out)


def drop_shared(a, b, p=.5):
    shared = (b[:, :, None] == a[:, None, :]).any(2) & (b > 0)
    return torch.where(shared & (torch.rand(b.shape, device=GPU) < p), 0, b)


class Vectors(torch.nn.Module):
    def __init__(self, size, idf):
        super().__init__()
        self.vector = torch.nn.Embedding(size, SIZE, padding_idx=0)
        torch.nn.init.normal_(self.vector.weight, std=.1)
        self.weight = torch.nn.Embedding(size, 1, padding_idx=0)
        self.weight.weight.data[:, 0] = (idf / idf.mean()).log()
        self.scale = torch.nn.Parameter(torch.tensor(2.7))

    def forward(self, rows):
        w = self.weight(rows).exp() * (rows > 0)[:, :, None]
        return F.normalize((self.vector(rows) * w).sum(1), dim=1)


def average_precision(like, same):
    order = numpy.argsort(-like, kind="stable")
    hits = same[order]
    return float((numpy.cumsum(hits) / numpy.arange(1, len(hits) + 1))[hits].mean())


def main():
    start = time.time()
    data = numpy.load(IN / "data.npz")
    text = Sentences(data["text"], data["text_at"])
    article = data["article"].astype(numpy.int64)
    size = sum(1 for _ in open(IN / "vocabulary.txt", encoding="utf-8")) + 1
    mined = mine(text, article, data["day"], size)
    print(len(mined), "mined pairs", round(time.time() - start), "s", flush=True)
    follows = torch.tensor(numpy.nonzero(article[1:] == article[:-1])[0], device=GPU)
    gloss_a, gloss_b = (Sentences(data[f"gloss_{x}"], data[f"gloss_{x}_at"]) for x in "ab")
    like_a, like_b = (Sentences(data[f"like_{x}"], data[f"like_{x}_at"]) for x in "ab")
    count = torch.bincount(text.ids, minlength=size).float()
    idf = (count.sum() / (count + 50)).log().clamp(min=.3).cpu()
    model = Vectors(size, idf).to(GPU)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    checks = json.load(open(IN / "eval.json")) if (IN / "eval.json").exists() else {}

    def some(n, of):
        return torch.randint(0, of, (n,), device=GPU)

    def batch():
        # Three quarters mined, in runs of one pair of articles: their other sentences are the hard counterexamples.
        n = BATCH // 2
        starts = some(n // 8, len(mined) - 8)
        m = mined[(starts[:, None] + torch.arange(8, device=GPU)[None]).flatten()]
        a, b = [text.rows(m[:, 0])], [text.rows(m[:, 1])]
        i = follows[some(BATCH // 4, len(follows))]
        a.append(text.rows(i)); b.append(text.rows(i + 1))
        i = some(BATCH // 8, len(gloss_a.at) - 1)
        a.append(gloss_a.rows(i)); b.append(gloss_b.rows(i))
        i = some(BATCH // 16, len(like_a.at) - 1)
        a.append(like_a.rows(i)); b.append(like_b.rows(i))
        a, b = torch.cat(a), torch.cat(b)
        return a, drop_shared(a, b)

    for step in range(STEPS):
        for g in optimizer.param_groups:
            g["lr"] = 3e-3 * min(1, step / 300) * (1 - step / STEPS) + 1e-5
        a, b = batch()
        good = ((a > 0).sum(1) > 0) & ((b > 0).sum(1) > 0)
        x, y = model(a[good]), model(b[good])
        logits = x @ y.T * model.scale.exp()
        target = torch.arange(len(x), device=GPU)
        loss = (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
        optimizer.zero_grad(); loss.backward(); optimizer.step()
        if step % 1000 == 999 or step == STEPS - 1:
            line = f"step {step + 1} loss {loss.item():.3f} scale {model.scale.exp().item():.1f} {time.time() - start:.0f} s"
            for name, check in checks.items():
                rows = torch.zeros(len(check["rows"]), 48, dtype=torch.int64)
                for r, ids in enumerate(check["rows"]):
                    rows[r, :len(ids[:48])] = torch.tensor(ids[:48])
                with torch.no_grad():
                    v = model(rows.to(GPU)).cpu().numpy()
                i, j = numpy.triu_indices(len(v), 1)
                claim = [set(c) for c in check["claims"]]
                same = numpy.array([bool(claim[p] & claim[q]) for p, q in zip(i, j)]) if len(v) < 500 else \
                    numpy.array([c[0] for c in check["claims"]])[i] == numpy.array([c[0] for c in check["claims"]])[j]
                line += f" {name} AP {average_precision((v @ v.T)[i, j], same):.4f}"
            print(line, flush=True)
    vectors = model.vector.weight.detach() * model.weight.weight.detach().exp()
    vectors[0] = 0
    numpy.savez_compressed(OUT / "vectors.npz", vectors=vectors.half().cpu().numpy())


main()
