#!/usr/bin/python3
"""Scores a trained scorer and writes it as a model file (docs/formats/model.md), in whole numbers.

usage: write.py CACHE FIRSTS.json SCORER.pt DATA OUT.model [BIAS]

BIAS is added to the score of "nobody before" (chosen on a held-out fifth of the training part: fit.py --hold). Prints every figure beside
its target; refuses to write (exit 1) if whole numbers lose more than 0.3 points of CoNLL F1.
"""
import json
import pathlib
import sys

import numpy as np
import torch

import cases
import corpus
import decode
import fit
import pairs
import scorer
import scores
import speakers
import whole

import model_file    # noqa: I100  of the folder above, which corpus puts on the path

LOSS_ALLOWED = 0.3
BIAS = -1.0
RECIPE = {
    "name": "agents",
    "licence": "as the program; learned from OntoGUM (CC BY 4.0) less its genres of non-commercial text, PolNeAR, counts of news",
    "data": ["gum/ontogum-train less whow fiction essay letter podcast", "polnear/corenlp-train (he and she)", "raw-text (first names)"],
    "recipe": ["training/agents/pipeline.sh"],
}


def measure(model, parts, spoken, bias):
    """{what: figure} of the development parts."""
    out = {}
    for part, documents in parts.items():
        if part.startswith("silver"):
            x = np.sum([speakers.accuracy(d, decode.found_clusters(model, d, bias), spoken) for d in documents], 0)
            out["he, she"], out["he, she as speakers"] = 100 * x[0] / x[1], 100 * x[2] / x[3]
            continue
        both = [decode.both(model, d, bias) for d in documents]
        out[f"{part} CoNLL F1"] = scores.score(both)["conll"]
        news = [b for b, d in zip(both, documents) if d.genre in ("news", "interview")]
        out[f"{part} news, interview CoNLL F1"] = scores.score(news)["conll"]
        print(scores.show(part, scores.score(both)))
        for genre in sorted({d.genre for d in documents}):
            print("  " + scores.show(genre, scores.score([b for b, d in zip(both, documents) if d.genre == genre])))
    return out


TARGETS = {"dev CoNLL F1": 45, "he, she as speakers": 85}


def tensors(w, firsts):
    f = {k: v.astype(np.float32) / (1 << whole.WEIGHT) for k, v in w.items()}
    names = {corpus.prepare.features.word_hash(n): g for n, g in firsts.items()}
    hashes = np.array(sorted(names), np.uint64)
    return [("first.names", hashes), ("first.gender", np.array([names[int(h)] for h in hashes], np.int8)),
            *((k if "." in k else f"{k}.table", v) for k, v in sorted(f.items()))]


def main():
    cache, data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[4]), pathlib.Path(sys.argv[5])
    firsts = json.load(open(sys.argv[2]))
    bias = float(sys.argv[6]) if len(sys.argv) > 6 else BIAS
    state = torch.load(sys.argv[3])
    model = scorer.Scorer(state["width"])
    model.load_state_dict(state["state"])
    model.eval()
    exact = whole.Whole(whole.weights(state["state"], bias))
    parts = {k: fit.load(cache, k, firsts) for k in ("dev", "dev-gold", "silver-dev")}
    spoken = speakers.sources(data / "polnear" / "dev.jsonl")
    floating, figures = measure(model, parts, spoken, bias), measure(exact, parts, spoken, 0)
    for k in figures:
        print(f"{k:34s} float {floating[k]:6.2f}  whole {figures[k]:6.2f}" + (f"   target {TARGETS[k]}" if k in TARGETS else ""))
    if floating["dev CoNLL F1"] - figures["dev CoNLL F1"] > LOSS_ALLOWED:
        print("refused: whole numbers cost too much")
        return 1
    header = {"kind": "agent scorer", **RECIPE, "layers": "", "labels": {},
              "sizes": {"width": state["width"], "hidden": scorer.HIDDEN, "product": scorer.PRODUCT, "pair": pairs.PAIR_SIZE,
                        "one": pairs.ONE_SIZE, "first": len(firsts)},
              "scores": {k: round(float(v), 2) for k, v in figures.items()}, "self_test": {"sentences": [], "tolerance": 0}}
    print(out, model_file.write(out, header, tensors(exact.w, firsts) + cases.self_test(exact, state["width"])), "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
