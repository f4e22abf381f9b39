#!/usr/bin/python3
"""Writes a checkpoint in the program's model format (docs/formats/model.md), after checking that whole numbers cost next to nothing.

usage: export.py FOLDER CHECKPOINT.pt OUT.model RECIPE.json     FOLDER: output of prepare.py with vocabulary.txt

RECIPE: what goes into the header besides: {"name": ..., "recipe": [command lines], "data": [...], "licence": ...}.
Scores the development parts three times: as trained, with the tables in 8 bits (the file's own values), and with every matrix product in
8 bits as the program does it. Refuses to write (exit 1) if a score named in GATE falls by more than 0.3 points from the first to the last.
"""
import json
import pathlib
import sys

import numpy as np
import torch
from torch import nn

import batches
import evaluate
import features
import model as model_
import model_file

GATE = ("ewt-dev upos", "ewt-dev las", "worldwide-dev PER/LOC/ORG")
LOSS_ALLOWED = 0.3
# Invented; two sentences, so that the flags and both directions of the recurrent layers are exercised.
TEST = [s.split() for s in ("Edda Marlowick , the Interior Ministry 's spokeswoman , told Boreal Press on Tuesday :",
                            "“ We did n't close the port of Port Aldane . ”")]


def bytes_of(table):
    """A table of rows as 8-bit numbers and one scale a row: value = number * scale."""
    scale = table.abs().max(1).values / 127
    scale = torch.where(scale > 0, scale, torch.ones_like(scale))
    return torch.round(table / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


class Bytes(nn.Module):
    """A linear layer in 8 bits: weights by output row, inputs by token, both symmetric; sums are exact."""

    def __init__(self, linear):
        super().__init__()
        self.w, self.scale = bytes_of(linear.weight.detach())
        self.w = self.w.float()
        self.bias = linear.bias

    def forward(self, x):
        s = x.abs().max(1, keepdim=True).values / 127
        s = torch.where(s > 0, s, torch.ones_like(s))
        y = torch.round(x / s).clamp(-127, 127) @ self.w.t() * s * self.scale
        return y if self.bias is None else y + self.bias


def in_bytes(module):
    for name, child in list(module.named_children()):
        if isinstance(child, nn.Linear):
            setattr(module, name, Bytes(child))
        else:
            in_bytes(child)


def tensors_of(model, order):
    """(name, array) of what the program needs, in the file's order."""
    out = []
    word = torch.cat([model.word.weight[:1], model.word.weight[1:][torch.from_numpy(order)]]).detach()
    for name, table in (("word", word), ("sub", model.sub.weight.detach())):
        values, scale = bytes_of(table)
        out += [(f"{name}.table", values.numpy()), (f"{name}.scale", scale.numpy())]
    flags = model.flag.weight.detach()[:16]          # row 16 is for pretraining
    out.append(("flag.table", (model.list.weight.detach()[:, None] + flags).reshape(-1, flags.shape[1]).numpy()))
    for k, v in model.state_dict().items():
        if not k.startswith(("word.", "sub.", "flag.", "list.", "parsers.ud1.")):
            k = {"shape.weight": "shape.table"}.get(k, k)
            out.append((k.replace("parsers.ud2.", "parser.").replace("layers.", "layer"), v.detach().numpy().astype(np.float32)))
    return out


def self_test(model, vocabulary):
    """Inputs and what the f32 model makes of them, as tensors."""
    batch = batches.corpus_of(TEST, vocabulary).batch([(0, len(TEST))])
    n = sum(len(s) for s in TEST)
    model.eval()
    with torch.no_grad():
        x = model.encode(batch)
        parser = model.parsers["ud2"]
        arcs = parser.arcs(x, batch["at"])
        arcs = torch.cat([arcs[s, :k, :k + 1].reshape(-1) for s, k in enumerate(batch["lengths"].tolist())])
        every = dict(batch, cand=torch.arange(n), cand_gap=torch.ones(n, 1))
        pairs = torch.arange(n)
        out = {"encoded": x[:n], "upos": model.upos(x)[:n], "xpos": model.xpos(x)[:n], "name": model.name(x)[:n],
               "lemma": model.lemmas(x)[:n], "arcs": arcs, "relations": parser.relations(x, pairs, pairs - 1),
               "bounds": model.bounds(model.embed(batch), every)}
    row = np.zeros(len(vocabulary), np.int64)
    row[vocabulary.order + 1] = np.arange(1, len(vocabulary))
    ids = [("test.word", row[batch["word"].numpy()[:n]].astype(np.uint32)), ("test.sub", batch["sub"].numpy()[:n].astype(np.uint16)),
           ("test.shape", batch["shape"].numpy()[:n].astype(np.uint16)), ("test.flag", (batch["flag"] + 16 * batch["list"]).numpy()[:n].astype(np.uint16))]
    return ids + [(f"test.{k}", v.numpy().astype(np.float32)) for k, v in out.items()]


def main():
    folder, checkpoint, out, recipe = (pathlib.Path(a) for a in sys.argv[1:5])
    model, vocabulary, labels = evaluate.load(folder, checkpoint)
    corpora = batches.load_dev(folder, vocabulary)
    scores = {"as trained": evaluate.report(model, corpora)}
    with torch.no_grad():
        for table in (model.word.weight, model.sub.weight):
            values, scale = bytes_of(table)
            table.copy_(values.float() * scale[:, None])
    scores["f32"] = evaluate.report(model, corpora)
    tensors = [("vocabulary", vocabulary.sorted), ("list.hash", vocabulary.lists.hash), ("list.code", vocabulary.lists.code.astype(np.int8))] + tensors_of(model, vocabulary.order) + self_test(model, vocabulary)
    in_bytes(model)
    scores["int8"] = evaluate.report(model, corpora)
    for k in scores["int8"]:
        print(f"{k:45s} " + "  ".join(f"{name} {s[k]:6.2f}" for name, s in scores.items()))
    lost = {k: scores["as trained"][k] - scores["int8"][k] for k in GATE}
    if max(lost.values()) > LOSS_ALLOWED:
        print("refused: 8 bits cost too much:", lost)
        return 1
    header = {"kind": "language encoder", **json.load(open(recipe)),
              "sizes": {**{k: getattr(model_, k.upper()) for k in ("word", "sub", "shape", "flag", "width", "arc", "rel", "lemma", "bound",
                                                                   "bound_window", "far")}, "subwords": features.SUBWORDS},
              "layers": model.layers_text, "labels": {k: labels[k] for k in ("upos", "xpos", "lemma", "rel", "name")},
              "scores": {k: {n: round(v, 2) for n, v in s.items()} for k, s in scores.items() if k != "as trained"},
              "self_test": {"sentences": TEST, "tolerance": 0.002}}
    print(out, model_file.write(out, header, tensors), "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
