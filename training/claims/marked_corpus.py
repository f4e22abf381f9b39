"""Marked texts (training/marked) as a Corpus: every level of nesting counts, so nothing is masked."""
import pathlib
import sys

import numpy as np

sys.path[:0] = [str(pathlib.Path(__file__).parent.parent), str(pathlib.Path(__file__).parent.parent / "marked")]
import batches
import corpus as corpus_
import marked
import prepare
import tokens


def rows_of(texts):
    """prepare.Rows, and (first, end) in code points of each token, for parsed texts."""
    rows, places = prepare.Rows(), []
    for text in texts:
        rows.start("doc")
        base = 0
        for paragraph in text["text"].split("\n"):
            spans = tokens.spans(paragraph)
            if spans:
                rows.start("par")
            ends = set(prepare.sentence_ends([paragraph[a:b] for a, b in spans]))
            last = 0
            for i, (a, b) in enumerate(spans):
                if i == 0 or i in ends:
                    rows.start("sent")
                rows.add(paragraph[a:b], a > last or a == 0)
                places.append((base + a, base + b))
                last = b
            base += len(paragraph) + 1
    return rows, np.array(places)


def corpus(paths, language, vocabulary, device):
    """All texts of marked files that parse; lines that do not are passed over with a word."""
    texts = []
    for path in paths:
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.strip() and not line.startswith("#"):
                try:
                    texts.append(marked.parse(line))
                except (ValueError, IndexError) as e:
                    print(f"{path}: {e}")
    rows, places = rows_of(texts)
    base = batches.Corpus(rows.arrays(), vocabulary)
    made = corpus_.raw(base, language, device)
    made.outermost = False
    made.texts, made.places = texts, places
    for d, text in enumerate(texts):
        first, last = int(made.doc[d]), int(made.doc[d + 1])
        for a in text["attributions"]:
            spans = [np.array(sorted({int(k) for s, e in a[r] for k in range(first + np.searchsorted(places[first:last, 1], s, side="right"),
                                                                             first + np.searchsorted(places[first:last, 0], e, side="left"))}), np.int64) for r in corpus_.ROLES]
            if len(spans[2]):
                made.add(d, *spans)
    return made
