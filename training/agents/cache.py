#!/usr/bin/python3
"""Analyses the corpora once with an encoder and keeps the result, so that features and training can be changed without it.

usage: cache.py FOLDER CHECKPOINT.pt DATA OUT      FOLDER: output of ../prepare.py; OUT gets PART.pickle
"""
import json
import pathlib
import pickle
import sys

import corpus

SILVER = 600    # articles of PolNeAR's training part


def parts(data):
    """(name, documents, trees)."""
    gum = data / "gum"
    yield "train", corpus.gum(gum / "ontogum-train.conllu.xz", corpus.prepare.NC_GENRES), "predicted"
    yield "train-gold", corpus.gum(gum / "ontogum-train.conllu.xz", corpus.prepare.NC_GENRES), corpus.GOLD_TREES
    yield "dev", corpus.gum(gum / "ontogum-dev.conllu.xz"), "predicted"
    yield "dev-gold", corpus.gum(gum / "ontogum-dev.conllu.xz"), corpus.GOLD_TREES
    for part, count in (("dev", None), ("train", SILVER)):
        texts = {a["id"]: a["text"] for a in map(json.loads, open(data / "polnear" / f"{part}.jsonl", encoding="utf-8"))}
        documents = corpus.polnear(data / "polnear" / f"corenlp-{part}.conllu.xz", count)
        for d in documents:
            corpus.paragraphs_of(d, texts[d.name])
            d.silver_names = d.names
        yield f"silver-{part}", documents, "predicted"


def main():
    folder, checkpoint, data, out = (pathlib.Path(a) for a in sys.argv[1:5])
    encoder = corpus.Encoder(folder, checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    for name, documents, trees in parts(data):
        if trees != corpus.GOLD_TREES:
            for d in documents:
                d.upos, d.xpos, d.head, d.rel = [], [], [], []
        pickle.dump(corpus.analyse(documents, encoder, trees), open(out / f"{name}.pickle", "wb"), 4)
        print(name, len(documents), "documents", sum(len(d.forms) for d in documents), "tokens", flush=True)


if __name__ == "__main__":
    main()
