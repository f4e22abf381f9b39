#!/usr/bin/python3
"""Trains the attribution reader on the output of the language encoder: first the triggers, then, for each, who is cue, source and content.

usage: attribution.py FOLDER NAME [--epochs N] [--width N] [--around N]     FOLDER: output of attribution_data.py; writes NAME.pt, NAME.log

A trigger is one token for each attribution: the highest token of its cue in the tree, or the first of its content if it has no cue. The loss
on triggers is masked inside contents: the corpus marks outermost attributions only. Every other token around a trigger is then labelled
O, source, cue or content, so that spans may come in pieces.
"""
import argparse
import pathlib
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import model as model_

O, SOURCE, CUE, CONTENT = range(4)
PAD = 2


class Corpus:
    def __init__(self, path):
        data = np.load(path)
        self.encoded = data["encoded"]
        self.upos, self.xpos, self.rel, self.name, self.head = (data[k].astype(np.int64) for k in ("upos", "xpos", "rel", "name", "head"))
        self.quote, self.gap, self.places = data["quote"].astype(np.int64), data["gap"], data["places"]
        self.sent, self.par, self.doc, self.ids = data["sent"], data["par"], data["doc"], data["ids"]
        self.forms = bytes(data["forms"]).decode().split("\n")
        n = len(self.upos)
        self.first = np.zeros(n, np.int64)
        self.first[self.sent[:-1]] = 1
        self.first[self.par[:-1]] = 2
        rows, at = data["role_rows"], data["role_at"]
        self.attributions = [[] for _ in self.ids]
        for i, d in enumerate(data["doc_of"]):
            source, cue, content = (rows[at[3 * i + k]:at[3 * i + k + 1]] for k in range(3))
            self.attributions[d].append((self.trigger(cue, content), source, cue, content))

    def trigger(self, cue, content):
        """The token of the cue that stands highest in its tree; of several the last."""
        if len(cue) == 0:
            return int(content[0])
        inside = set(cue.tolist())
        tops = [int(t) for t in cue if self.head[t] not in inside and self.upos[t] != 1]
        return tops[-1] if tops else int(cue[-1])


class Reader(nn.Module):
    def __init__(self, encoded, sizes, width=160, second=112, dropout=0.3):
        super().__init__()
        self.upos, self.xpos = nn.Embedding(sizes["upos"] + 1, 8), nn.Embedding(sizes["xpos"] + 1, 16)
        self.rel, self.name = nn.Embedding(sizes["rel"] + 1, 16), nn.Embedding(sizes["name"] + 1, 8)
        self.quote, self.first = nn.Embedding(4, 8), nn.Embedding(3, 4)
        self.head_in = nn.Linear(encoded, 48, bias=False)
        self.entry = nn.Linear(encoded + 48 + 8 + 16 + 16 + 8 + 8 + 4, width)
        self.layers = nn.ModuleList(model_.Recurrent(width) for _ in range(2))
        self.norm = nn.LayerNorm(width)
        self.trigger = nn.Linear(width, 1)
        self.flat = nn.Linear(width, 4)
        self.drop = nn.Dropout(dropout)
        self.around, self.at = nn.Linear(width, second), nn.Linear(width, second, bias=False)
        self.far, self.side = nn.Embedding(2 * FAR + 1, second), nn.Embedding(12, second)
        self.second = nn.ModuleList(model_.Recurrent(second) for _ in range(2))
        self.second_norm = nn.LayerNorm(second)
        self.roles = nn.Linear(second, 4)

    def read(self, b):
        e = self.drop(b["encoded"])
        head = self.head_in(torch.cat([e, torch.zeros(1, e.shape[1])])[b["head"]])
        x = torch.cat([e, head, self.upos(b["upos"]), self.xpos(b["xpos"]), self.rel(b["rel"]), self.name(b["name"]), self.quote(b["quote"]),
                       self.first(b["first"])], 1)
        x = self.drop(F.relu(self.entry(x))) * b["real"]
        for layer in self.layers:
            x = self.drop(layer(x, b) * b["real"])
        return self.norm(x) * b["real"]

    def look(self, x, w):
        y = self.around(x)[w["index"]] + self.at(x)[w["trigger"]] + self.far(w["far"]) + self.side(w["side"])
        y = self.drop(F.relu(y)) * w["real"]
        for layer in self.second:
            y = self.drop(layer(y, w) * w["real"])
        return self.roles(self.second_norm(y))


FAR = 20
BOUNDS = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, 90])


def distance(d):
    k = np.searchsorted(BOUNDS, np.abs(d), side="right") - 1
    return FAR + np.sign(d) * k


def resets(lengths):
    """left, right, real for pieces of these lengths, each followed by PAD empty places; and where each piece begins."""
    starts = np.concatenate([[0], np.cumsum(np.array(lengths) + PAD)])
    left, right, real = np.zeros(starts[-1], np.uint8), np.zeros(starts[-1], np.uint8), np.zeros(starts[-1], np.float32)
    left[starts[:-1]], right[starts[:-1] + np.array(lengths) - 1] = 1, 1
    for s, n in zip(starts, lengths):
        real[s:s + n] = 1
    return torch.from_numpy(left), torch.from_numpy(right), torch.from_numpy(real)[:, None], starts


def batch_of(c, docs):
    spans = [(int(c.doc[d]), int(c.doc[d + 1])) for d in docs]
    left, right, real, starts = resets([b - a for a, b in spans])
    index = np.full(len(real), -1)
    for (a, b), s in zip(spans, starts):
        index[s:s + b - a] = np.arange(a, b)
    ok = index >= 0
    place = {}
    out = {"left": left, "right": right, "real": real, "index": index, "starts": starts, "spans": spans,
           "encoded": torch.from_numpy(np.where(ok[:, None], c.encoded[index], 0).astype(np.float32))}
    for k in ("upos", "xpos", "rel", "name", "quote", "first"):
        out[k] = torch.from_numpy(np.where(ok, getattr(c, k)[index] + (k not in ("quote", "first")), 0))
    head = np.full(len(index), len(index))
    for (a, b), s in zip(spans, starts):
        h = c.head[a:b]
        head[s:s + b - a] = np.where(h >= 0, h - a + s, len(index))
    out["head"] = torch.from_numpy(head)
    return out


def windows(c, b, triggers, before, after):
    """Windows around triggers (place in the batch, document in the batch)."""
    pieces, lengths, at = [], [], []
    for t, k in triggers:
        s, e = int(b["starts"][k]), int(b["starts"][k]) + b["spans"][k][1] - b["spans"][k][0]
        first, last = max(s, t - before), min(e, t + after + 1)
        pieces.append(np.arange(first, last))
        lengths.append(last - first)
        at.append(t)
    left, right, real, starts = resets(lengths)
    index, trigger = np.zeros(len(real), np.int64), np.zeros(len(real), np.int64)
    for p, s, t in zip(pieces, starts, at):
        index[s:s + len(p)], trigger[s:s + len(p)] = p, t
    row, own = b["index"][index], b["index"][trigger]
    far = distance(index - trigger)
    sent = np.searchsorted(c.sent, row, side="right") - np.searchsorted(c.sent, own, side="right")
    par = np.searchsorted(c.par, row, side="right") - np.searchsorted(c.par, own, side="right")
    side = np.where(sent == 0, 0, np.where(par == 0, 1, 2)) * 4                       # same sentence, same paragraph, other
    side = side + (c.head[row] == own) + 2 * (c.head[own] == row)                    # its child, its head
    side = np.where(index == trigger, 3, side)
    return {"index": torch.from_numpy(index), "trigger": torch.from_numpy(trigger), "far": torch.from_numpy(far), "side": torch.from_numpy(side),
            "left": left, "right": right, "real": real, "starts": starts, "lengths": lengths}


def targets(c, b, docs):
    """Trigger targets and mask by place; flat labels; and per trigger its roles by place."""
    n = len(b["index"])
    trigger, mask, flat = np.zeros(n, np.float32), (b["index"] >= 0).astype(np.float32), np.zeros(n, np.int64)
    roles = []
    for k, d in enumerate(docs):
        shift = int(b["starts"][k]) - b["spans"][k][0]
        own = [t + shift for t, *_ in c.attributions[d]]
        for t, source, cue, content in c.attributions[d]:
            mask[content + shift] = 0
            for rows, label in ((content, CONTENT), (source, SOURCE), (cue, CUE)):
                flat[rows + shift] = label
        for (t, source, cue, content), o in zip(c.attributions[d], own):
            trigger[o], mask[o] = 1, 1
            roles.append((o, k, source + shift, cue + shift, content + shift))
    return trigger, mask, flat, roles


def role_targets(w, roles, n):
    out = np.full(len(w["index"]), -1)
    label = np.zeros(n, np.int64)
    index = w["index"].numpy()
    for (s, length), (_, _, source, cue, content) in zip(zip(w["starts"], w["lengths"]), roles):
        for rows, value in ((content, CONTENT), (source, SOURCE), (cue, CUE)):
            label[rows] = value
        out[s:s + length] = label[index[s:s + length]]
        for rows in (content, source, cue):
            label[rows] = O
    return out


def decode(c, b, x, model, before, after, threshold):
    """[(document in the batch, {role: rows})] for every trigger found, and its probability."""
    p = torch.sigmoid(model.trigger(x)[:, 0]).numpy()
    found = []
    for k in range(len(b["spans"])):
        s, length = int(b["starts"][k]), b["spans"][k][1] - b["spans"][k][0]
        found += [(s + int(t), k) for t in np.flatnonzero(p[s:s + length] > threshold)]
    out = []
    for i in range(0, len(found), 64):
        part = found[i:i + 64]
        w = windows(c, b, part, before, after)
        best = model.look(x, w).argmax(1).numpy()
        for (t, k), s, length in zip(part, w["starts"], w["lengths"]):
            rows = b["index"][w["index"].numpy()[s:s + length]]
            label = best[s:s + length]
            out.append((k, {r: rows[label == v] for r, v in (("source", SOURCE), ("cue", CUE), ("content", CONTENT))}, float(p[t]), int(b["index"][t])))
    return out


def words_only(c, rows):
    keep = frozenset(int(r) for r in rows if any(ch.isalnum() or ch == "_" for ch in c.forms[r]))
    return keep or frozenset(int(r) for r in rows)


def outermost(found):
    """Drops what stands inside another's content: the corpus marks the outermost only. Of two that hold each other the likelier stays."""
    kept = []
    for k, roles, p, t in found:
        inner = any(k2 == k and t in set(r2["content"].tolist()) and not (t2 in set(roles["content"].tolist()) and p2 < p)
                    for k2, r2, p2, t2 in found if t2 != t)
        if not inner and len(roles["content"]):
            kept.append((k, roles, p, t))
    return kept


def evaluate(c, model, before, after, threshold):
    model.eval()
    hits = {r: [0, 0, 0] for r in ("source", "cue", "content", "all")}
    trigger = [0, 0, 0]
    with torch.no_grad():
        for d in range(len(c.ids)):
            b = batch_of(c, [d])
            x = model.read(b)
            found = outermost(decode(c, b, x, model, before, after, threshold))
            golds = [{r: words_only(c, rows) for r, rows in zip(("source", "cue", "content"), a[1:])} for a in c.attributions[d]]
            mine = [{r: words_only(c, rows) for r, rows in f[1].items()} for f in found]
            g_t, f_t = {a[0] for a in c.attributions[d]}, {f[3] for f in found}
            trigger = [trigger[0] + len(g_t & f_t), trigger[1] + len(g_t), trigger[2] + len(f_t)]
            pairs = sorted(((2 * len(g["content"] & m["content"]) / (len(g["content"]) + len(m["content"])), len(g["cue"] & m["cue"]), i, j)
                            for i, g in enumerate(golds) for j, m in enumerate(mine) if g["content"] & m["content"]), reverse=True)
            used_g, used_m = set(), set()
            for _, _, i, j in pairs:
                if i in used_g or j in used_m:
                    continue
                used_g.add(i), used_m.add(j)
                for r in ("source", "cue", "content"):
                    hits[r][0] += bool(golds[i][r]) and golds[i][r] == mine[j][r]
                hits["all"][0] += golds[i] == mine[j]
            for r in ("source", "cue", "content"):
                hits[r][1] += sum(bool(g[r]) for g in golds)
                hits[r][2] += sum(bool(m[r]) for m in mine)
            hits["all"][1] += len(golds)
            hits["all"][2] += len(mine)
    f = {r: 200 * h[0] / max(1, h[1] + h[2]) for r, h in hits.items()}
    f["trigger"] = 200 * trigger[0] / max(1, trigger[1] + trigger[2])
    f["P"], f["R"] = 100 * trigger[0] / max(1, trigger[2]), 100 * trigger[0] / max(1, trigger[1])
    return f


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("name")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--width", type=int, default=160)
    parser.add_argument("--second", type=int, default=112)
    parser.add_argument("--around", type=int, nargs=2, default=(64, 96))
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(a.seed)
    model_.load_kernels(a.folder)
    train, dev = (Corpus(a.folder / f"attribution-{k}.npz") for k in ("train", "dev"))
    sizes = {k: int(max(getattr(train, k).max(), getattr(dev, k).max())) + 2 for k in ("upos", "xpos", "rel", "name")}
    model = Reader(train.encoded.shape[1], sizes, a.width, a.second)
    optimiser = torch.optim.AdamW(model.parameters(), lr=a.rate, betas=(0.9, 0.98), weight_decay=1e-3)
    size = np.diff(train.doc)
    steps = int(a.epochs * size.sum() / a.batch)
    log = open(a.folder / f"{a.name}.log", "a", buffering=1)
    print(vars(a), sum(p.numel() for p in model.parameters()), "parameters", steps, "steps", file=log)
    step, sums, average = 0, np.zeros(3), None
    while step < steps:
        order, held, tokens = rng.permutation(len(size)), [], 0
        for d in order:
            held.append(d)
            tokens += size[d]
            if tokens < a.batch:
                continue
            model.train()
            for g in optimiser.param_groups:
                g["lr"] = a.rate * (min(1, (step + 1) / 100) * 0.5 * (1 + np.cos(np.pi * min(1, step / steps))) + 0.01)
            b = batch_of(train, held)
            trigger, mask, flat, roles = targets(train, b, held)
            x = model.read(b)
            loss_t = (F.binary_cross_entropy_with_logits(model.trigger(x)[:, 0], torch.from_numpy(trigger), reduction="none") * torch.from_numpy(mask)).sum() / max(1, trigger.sum())
            loss_f = F.cross_entropy(model.flat(x)[b["real"][:, 0] > 0], torch.from_numpy(flat)[b["real"][:, 0] > 0])
            loss = loss_t + 2 * loss_f
            loss_r = torch.zeros(())
            if roles:
                w = windows(train, b, [(r[0], r[1]) for r in roles], *a.around)
                loss_r = F.cross_entropy(model.look(x, w), torch.from_numpy(np.where(w["real"].numpy()[:, 0] > 0, role_targets(w, roles, len(b["index"])), -1)), ignore_index=-1)
                loss = loss + 8 * loss_r
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            step += 1
            if step >= steps // 2:
                state = model.state_dict()
                if average is None:
                    average = {k: v.clone() for k, v in state.items()}
                else:
                    for k, v in state.items():
                        average[k].mul_(0.99).add_(v, alpha=0.01)
            sums += [float(loss_t), float(loss_f), float(loss_r)]
            held, tokens = [], 0
            if step % 50 == 0:
                print(f"{time.strftime('%H:%M:%S')} step {step} trigger {sums[0] / 50:.3f} flat {sums[1] / 50:.3f} roles {sums[2] / 50:.3f}", file=log)
                sums[:] = 0
            if step % (steps // 4) == 0 or step == steps:
                live = {k: v.clone() for k, v in model.state_dict().items()}
                model.load_state_dict(average or live)
                for threshold in ((0.4,) if step < steps else (0.25, 0.35, 0.45, 0.55)):
                    print("  dev", threshold, {k: round(v, 1) for k, v in evaluate(dev, model, *a.around, threshold).items()}, file=log)
                torch.save({"model": model.state_dict(), "sizes": sizes, "args": vars(a)}, a.folder / f"{a.name}.pt")
                model.load_state_dict(live)
            if step >= steps:
                break


if __name__ == "__main__":
    main()
