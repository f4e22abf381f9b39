#!/usr/bin/python3
"""PolNeAR as a trained encoder reads it, as arrays for fit.py: tokens with their places and tags, and who says what.

usage: polnear.py FOLDER CHECKPOINT.pt DATA OUT      writes OUT/attribution-{train,dev}.npz

Nothing of the corpus's own annotation layers goes in: sentences, tags, trees and names are the encoder's, as they will be in the program.
Rows: one a token. upos, xpos, rel, name, head (row of the head, -1 root), quote, gap, places (first and end, code points).
sent, par, doc: first rows. For each attribution: its document, then per role the rows in it, as lists one after another (role_rows, role_at).
"""
import json
import pathlib
import sys

import numpy as np

import corpus as corpus_
from corpus import batches, evaluate


def main():
    folder, checkpoint, data, out = (pathlib.Path(a) for a in sys.argv[1:5])
    model, vocabulary, _ = evaluate.load(folder, checkpoint)
    for part in ("train", "dev"):
        documents = [json.loads(line) for line in open(data / "polnear" / f"{part}.jsonl", encoding="utf-8")]
        rows, places = corpus_.rows_of([article["text"] for article in documents])
        corpus = batches.Corpus(rows.arrays(), vocabulary)
        corpus.sent = np.append(0, np.flatnonzero(evaluate.bound_ends(model, corpus)) + 1)
        corpus.set_sentences()
        found = evaluate.run(model, corpus, tasks=("upos", "xpos", "parse", "name"))
        sent_of = np.searchsorted(corpus.sent, np.arange(len(places)), side="right") - 1
        head = np.where(found["head"] > 0, corpus.sent[sent_of] + found["head"] - 1, -1)
        role_rows, role_at, doc_of = [], [0], []
        for d, article in enumerate(documents):
            for a in article["attributions"]:
                doc_of.append(d)
                for role in corpus_.ROLES:
                    role_rows += corpus_.inside(places, corpus.doc[d], corpus.doc[d + 1], a[role]).tolist()
                    role_at.append(len(role_rows))
        np.savez(out / f"attribution-{part}.npz", **{k: found[k].astype(np.int16) for k in corpus_.TAGS},
                 head=head.astype(np.int32), quote=corpus.quote, gap=corpus.gap, places=places, sent=corpus.sent, doc=corpus.doc,
                 par=np.append(np.array(rows.starts["par"]), len(places)), forms=np.frombuffer("\n".join(corpus.forms).encode(), np.uint8),
                 role_rows=np.array(role_rows, np.int32), role_at=np.array(role_at, np.int32), doc_of=np.array(doc_of, np.int32))
        print(part, len(places), "tokens", len(doc_of), "attributions", flush=True)


if __name__ == "__main__":
    main()
