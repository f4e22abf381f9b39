#!/usr/bin/python3
"""PolNeAR read by a trained encoder, as arrays for attribution.py: tokens with their places, what the encoder makes of them, and who says what.

usage: attribution_data.py FOLDER CHECKPOINT.pt DATA OUT      writes OUT/attribution-{train,dev}.npz

Nothing of the corpus's own annotation layers goes in: sentences, tags, trees and names are the encoder's, as they will be in the program.
Rows: one a token. encoded (f16, width), upos, xpos, rel, name, head (row of the head, -1 root), quote, gap, begin and end (code points).
sent, par, doc: first rows. For each attribution: its document, then per role the rows in it, as lists one after another (role_rows, role_at).
"""
import json
import pathlib
import sys

import numpy as np

import batches
import evaluate
import prepare
import tokens

ROLES = ("source", "cue", "content")


def rows_of(path):
    rows, places, documents = prepare.Rows(), [], []
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        documents.append(article)
        rows.start("doc")
        base = 0
        for paragraph in article["text"].split("\n"):
            last = 0
            spans = tokens.spans(paragraph)
            if spans:
                rows.start("par", "sent")
            for a, b in spans:
                rows.add(paragraph[a:b], a > last or a == 0)
                places.append((base + a, base + b))
                last = b
            base += len(paragraph) + 1
    return rows, np.array(places, np.int32), documents


def inside(places, first, last, spans):
    """Rows first .. last - 1 that share a character with one of the spans."""
    out = []
    for s, e in spans:
        a = first + int(np.searchsorted(places[first:last, 1], s, side="right"))
        b = first + int(np.searchsorted(places[first:last, 0], e, side="left"))
        out += range(a, b)
    return sorted(set(out))


def main():
    folder, checkpoint, data, out = (pathlib.Path(a) for a in sys.argv[1:5])
    model, vocabulary, _ = evaluate.load(folder, checkpoint)
    for part in ("train", "dev"):
        rows, places, documents = rows_of(data / "polnear" / f"{part}.jsonl")
        corpus = batches.Corpus(rows.arrays(), vocabulary)
        corpus.sent = np.append(0, np.flatnonzero(evaluate.bound_ends(model, corpus)) + 1)
        corpus.set_sentences()
        found = evaluate.run(model, corpus, tasks=("upos", "xpos", "lemma", "parse", "name"))
        sent_of = np.searchsorted(corpus.sent, np.arange(len(places)), side="right") - 1
        head = np.where(found["head"] > 0, corpus.sent[sent_of] + found["head"] - 1, -1)
        role_rows, role_at, doc_of = [], [0], []
        for d, article in enumerate(documents):
            for a in article["attributions"]:
                doc_of.append(d)
                for role in ROLES:
                    role_rows += inside(places, corpus.doc[d], corpus.doc[d + 1], a[role])
                    role_at.append(len(role_rows))
        np.savez(out / f"attribution-{part}.npz", encoded=evaluate.encoded(model, corpus).astype(np.float16), **{k: found[k].astype(np.int16) for k in ("upos", "xpos", "rel", "name", "lemma")},
                 head=head.astype(np.int32), quote=corpus.quote, gap=corpus.gap, places=places, sent=corpus.sent, doc=corpus.doc,
                 par=np.append(np.array(rows.starts["par"]), len(places)), forms=np.frombuffer("\n".join(corpus.forms).encode(), np.uint8),
                 role_rows=np.array(role_rows, np.int32), role_at=np.array(role_at, np.int32), doc_of=np.array(doc_of, np.int32),
                 ids=np.array([a["id"] for a in documents]))
        print(part, len(places), "tokens", len(doc_of), "attributions", flush=True)


if __name__ == "__main__":
    main()
