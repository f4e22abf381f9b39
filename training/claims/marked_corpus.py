"""Marked texts (training/marked) as a Corpus: every level of nesting counts, so nothing is masked."""
import pathlib
import sys

import corpus as corpus_

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "marked"))
import marked


def corpus(paths, language, vocabulary, device):
    """All texts of marked files. Errors: ValueError that names the line."""
    texts = [text for path in paths for _, text in marked.read(path)]
    rows, places = corpus_.rows_of([text["text"] for text in texts])
    made = corpus_.raw(corpus_.batches.Corpus(rows.arrays(), vocabulary), language, device)
    made.outermost = False
    for d, text in enumerate(texts):
        for a in text["attributions"]:
            made.add(d, *(corpus_.inside(places, int(made.doc[d]), int(made.doc[d + 1]), a[r]) for r in corpus_.ROLES))
    return made
