#!/usr/bin/python3
"""Scores of a checkpoint on the development parts, beside the targets of the issue.

usage: evaluate.py FOLDER CHECKPOINT.pt [DATA]     FOLDER: output of prepare.py; DATA: shared/data, for the scores from raw text
"""
import pathlib
import sys

import numpy as np
import torch

import batches
import features
import model as model_
import prepare
import tokens

MERGED = {"person": "PER", "place": "LOC", "organisation": "ORG", "government": "ORG", "media": "ORG"}


def tree(scores):
    """Heads (0 root) of the best tree with one root under L x (L + 1) scores: Chu-Liu and Edmonds, the root tried last."""
    length = len(scores)
    full = np.full((length + 1, length + 1), -1e9)   # full[d][h]
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    heads = full.argmax(1)
    heads[0] = -1
    roots = [d for d in range(1, length + 1) if heads[d] == 0]
    if len(roots) == 1 and not _cycle(heads):
        return heads[1:]
    best, best_score = None, -np.inf
    candidates = np.argsort(-(full[1:, 0] - full[1:, 1:].max(1) if length > 1 else full[1:, 0]))[:3] + 1
    for r in candidates:
        one = full.copy()
        one[1:, 0] = -1e9
        one[r, :] = -1e9
        one[r, 0] = full[r, 0]
        h = _edmonds(one)
        total = sum(full[d, h[d]] for d in range(1, length + 1))
        if total > best_score:
            best, best_score = h, total
    return best[1:]


def _cycle(heads):
    """The nodes of a cycle, or none."""
    colour = [0] * len(heads)
    for start in range(1, len(heads)):
        path, d = [], start
        while d > 0 and colour[d] == 0:
            colour[d] = start + 1
            path.append(d)
            d = heads[d]
        if d > 0 and colour[d] == start + 1:
            return path[path.index(d):]
    return []


def _edmonds(scores):
    heads = scores.argmax(1)
    heads[0] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [i for i in range(len(scores)) if i not in inside]
    k = len(outside)
    small = np.full((k + 1, k + 1), -1e9)
    small[:k, :k] = scores[np.ix_(outside, outside)]
    rows = scores[np.ix_(outside, cycle)]
    out_to = rows.argmax(1)
    small[:k, k] = rows.max(1)
    own = np.array([scores[d, heads[d]] for d in cycle])
    gain = scores[np.ix_(cycle, outside)] - own[:, None]
    in_from = gain.argmax(0)
    small[k, :k] = gain.max(0) + own.sum()
    np.fill_diagonal(small, -1e9)
    small[0, :] = -1e9
    solved = _edmonds(small)
    result = heads.copy()
    for i in range(k):
        if i == 0 and outside[0] == 0:
            continue
        result[outside[i]] = cycle[out_to[i]] if solved[i] == k else outside[solved[i]]
    entry = solved[k]
    result[cycle[in_from[entry]]] = outside[entry]
    result[0] = -1
    return result


def decode_names(logits):
    """Tags of one sentence by Viterbi: I-x only after B-x or I-x."""
    n, k = logits.shape
    follow = np.zeros((k, k))
    for i, tag in enumerate(prepare.TAGS):
        if tag[0] == "I":
            for j, before in enumerate(prepare.TAGS):
                if before[1:] != tag[1:]:
                    follow[j, i] = -1e9
    score = logits[0].copy()
    score[[i for i, t in enumerate(prepare.TAGS) if t[0] == "I"]] = -1e9
    back = []
    for t in range(1, n):
        step = score[:, None] + follow
        back.append(step.argmax(0))
        score = step.max(0) + logits[t]
    tags = [int(score.argmax())]
    for b in reversed(back):
        tags.append(int(b[tags[-1]]))
    return tags[::-1]


def entities(tags, merge=None):
    """{(first, one past last, type)} of BIO tags; merge: types to keep under other names."""
    out, start, kind = set(), None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and not (tag[0] == "I" and tag[2:] == kind):
            name = merge.get(kind) if merge else kind
            if name:
                out.add((start, i, name))
            start = None
        if tag[0] == "B":
            start, kind = i, tag[2:]
    return out


def agree(forms, docs, tags, logits):
    """One type for one name in a document: what a name is, all its places say together, and a surname hears the full names that end in it.

    tags: labels of all tokens, changed in place; docs: first tokens of the documents. A place's vote is the sum of its tokens' logits.
    """
    types = [t[2:] for t in prepare.TAGS if t[0] == "B"]
    first, rest = (np.array([prepare.TAGS.index(p + t) for t in types]) for p in ("B-", "I-"))
    spans = sorted(entities([prepare.TAGS[t] for t in tags]))
    votes, full, keys = {}, {}, []
    for a, b, kind in spans:
        own = logits[a, first] + logits[a + 1:b, rest].sum(0) if b > a + 1 else logits[a, first]
        doc = int(np.searchsorted(docs, a, side="right"))
        words = tuple(features.norm(w) for w in forms[a:b])
        keys.append((doc, words))
        votes[keys[-1]] = votes.get(keys[-1], 0) + own
        if kind == "person" and len(words) > 1:
            full[doc, words[-1:]] = full.get((doc, words[-1:]), 0) + own
    for (a, b, _), key in zip(spans, keys):
        kind = types[int((votes[key] + full.get(key, 0)).argmax())]
        tags[a:b] = [prepare.TAGS.index(("I-" if i else "B-") + kind) for i in range(b - a)]


def run(model, corpus, longest=600, tasks=("upos", "xpos", "lemma", "parse", "name")):
    """Predictions for all tokens of a corpus, with its own sentences."""
    n = len(corpus.forms)
    out = {k: np.full(n, -1) for k in ("upos", "xpos", "lemma", "head", "rel", "name")}
    name_logits = np.zeros((n, len(prepare.TAGS)), np.float32)
    model.eval()
    with torch.no_grad():
        chunks = corpus.chunks(longest)
        for first in range(0, len(chunks), 4):
            batch = corpus.batch(chunks[first:first + 4])
            index, real = batch["index"], batch["index"] >= 0
            x = model.encode(batch)
            for k, logits in (("upos", model.upos(x)), ("xpos", model.xpos(x)), ("lemma", model.lemmas(x))):
                if k in tasks:
                    out[k][index[real]] = logits.argmax(1).numpy()[real]
            names = model.name(x).numpy() if "name" in tasks else None
            if names is not None:
                name_logits[index[real]] = names[real]
            at, lengths = batch["at"].numpy(), batch["lengths"].numpy()
            parser = model.parsers["ud2"]
            arcs = parser.arcs(x, batch["at"]).numpy() if "parse" in tasks else None
            deps, heads = [], []
            for s in range(len(at)):
                k = lengths[s]
                places = at[s, :k]
                if names is not None:
                    out["name"][index[places]] = decode_names(names[places])
                if arcs is not None:
                    h = tree(arcs[s, :k, :k + 1])
                    out["head"][index[places]] = h
                    deps.append(places)
                    heads.append(np.where(h > 0, places[np.maximum(h - 1, 0)], -1))
            if deps:
                deps, heads = np.concatenate(deps), np.concatenate(heads)
                out["rel"][index[deps]] = parser.relations(x, torch.from_numpy(deps), torch.from_numpy(heads)).argmax(1).numpy()
    if "name" in tasks:
        agree(corpus.forms, corpus.doc, out["name"], name_logits)
    return out


def encoded(model, corpus, longest=600):
    """What the encoder makes of every token, float32."""
    out = np.zeros((len(corpus.forms), model.upos.in_features), np.float32)
    model.eval()
    with torch.no_grad():
        for chunk in corpus.chunks(longest):
            batch = corpus.batch([chunk])
            real = batch["index"] >= 0
            out[batch["index"][real]] = model.encode(batch).numpy()[real]
    return out


def bound_ends(model, corpus, longest=600, threshold=0.0):
    """Which tokens end a sentence, by the model; the ends of paragraphs always do."""
    ends = corpus.par_starts[1:].copy()
    model.eval()
    with torch.no_grad():
        for chunk in corpus.chunks(longest):
            batch = corpus.batch([chunk])
            if len(batch["cand"]):
                logits = model.bounds(model.embed(batch), batch).numpy()
                ends[batch["index"][batch["cand"].numpy()]] |= logits > threshold
    return ends


def f1(right, gold, found):
    return 200.0 * right / max(1, gold + found)


def tagging(corpus, out):
    gold = corpus.labels
    known = gold["upos"] >= 0
    head = out["head"] == gold["head"]
    lemma_gold = gold["lemma"]
    return {"upos": 100 * (out["upos"] == gold["upos"])[known].mean(), "xpos": 100 * (out["xpos"] == gold["xpos"])[known].mean(),
            "lemma": 100 * (out["lemma"] == lemma_gold)[known].mean(), "uas": 100 * head[known].mean(),
            "las": 100 * (head & (out["rel"] == gold["rel"]))[known].mean()}


def naming(corpus, out, merge=MERGED):
    """Exact entity F1. The gold mask may allow several types; merged, they are one."""
    right = gold_n = found_n = 0
    for s in range(len(corpus.sent) - 1):
        a, b = corpus.sent[s], corpus.sent[s + 1]
        gold = entities([prepare.TAGS[(int(m) & -int(m)).bit_length() - 1] for m in corpus.labels["name"][a:b]], merge)
        found = entities([prepare.TAGS[t] for t in out["name"][a:b]], merge)
        right, gold_n, found_n = right + len(gold & found), gold_n + len(gold), found_n + len(found)
    return f1(right, gold_n, found_n), 100 * right / max(1, found_n), 100 * right / max(1, gold_n)


def sentence_f1(corpus, ends):
    """Spans: both ends must be right."""
    def spans(e):
        places = np.flatnonzero(e)
        return set(zip([0] + (places[:-1] + 1).tolist(), places.tolist()))
    gold, found = spans(corpus.ends), spans(ends)
    return f1(len(gold & found), len(gold), len(found))


def raw_rows(path):
    """The text of a treebank as a reader gets it, cut by our rules; gold words by their place without white space."""
    rows = prepare.Rows()
    gold, found = {}, []
    seen = 0           # characters that are not space before this paragraph
    paragraph, words = "", []

    def flush():
        nonlocal paragraph, words, seen
        if not paragraph.strip():
            return
        rows.start("par", "sent")
        before = np.cumsum([0] + [not c.isspace() for c in paragraph])
        last = 0
        for a, b in tokens.spans(paragraph):
            rows.add(paragraph[a:b], a > last or a == 0)
            found.append((seen + int(before[a]), seen + int(before[b])))
            last = b
        seen += int(before[-1])
        paragraph, words = "", []

    position = 0
    for newdoc, newpar, _, sentence in prepare.conllu(path):
        if newpar:
            flush()
            if newdoc:
                rows.start("doc")
        elif paragraph and not paragraph.endswith(" "):
            paragraph += " "
        table, until, surface = [], 0, None
        for c in sentence:
            if "." in c[0]:
                continue
            if "-" in c[0]:
                until, surface = int(c[0].split("-")[1]), [c[1], position, "SpaceAfter=No" in c[9]]
                paragraph += c[1] + ("" if surface[2] else " ")
                continue
            number = int(c[0])
            size = len("".join(c[1].split()))
            span = (position, position + size)
            if number <= until:
                if number == until:
                    span = (position, surface[1] + len(surface[0]))
                    position = span[1]
                else:
                    position += size
            else:
                paragraph += c[1] + ("" if "SpaceAfter=No" in c[9] else " ")
                position += size
            table.append((span, c))
        for i, (span, c) in enumerate(table):
            head = int(c[6])
            gold[span] = (c[3], table[head - 1][0] if head else None, c[7], c[2], (table[0][0][0], table[-1][0][1]))
    flush()
    return rows, gold, found


def from_raw(model, path, vocabulary, labels):
    rows, gold, found = raw_rows(path)
    corpus = batches.Corpus(rows.arrays(), vocabulary)
    ends = bound_ends(model, corpus)
    starts = np.append(0, np.flatnonzero(ends) + 1)
    corpus.sent = starts
    corpus.set_sentences()
    out = run(model, corpus, tasks=("upos", "parse"))
    total = len(gold) + len(found)
    token = upos = uas = las = 0
    for s in range(len(starts) - 1):
        for i in range(starts[s], starts[s + 1]):
            g = gold.get(found[i])
            if g is None:
                continue
            token += 1
            upos += labels["upos"][out["upos"][i]] == g[0]
            head = found[starts[s] + out["head"][i] - 1] if out["head"][i] else None
            uas += head == g[1]
            las += head == g[1] and labels["rel"][out["rel"][i]] == g[2]
    gold_sentences = {g[4] for g in gold.values()}
    found_sentences = {(found[starts[s]][0], found[starts[s + 1] - 1][1]) for s in range(len(starts) - 1)}
    sentences = f1(len(gold_sentences & found_sentences), len(gold_sentences), len(found_sentences))
    return {"tokens": 200 * token / total, "sentences": sentences, "upos": 200 * upos / total,
            "uas": 200 * uas / total, "las": 200 * las / total}


def report(model, corpora, full=True):
    scores = {}
    for name in ("ewt-dev", "gum-dev", "gum-news-dev"):
        if name not in corpora or (not full and name != "ewt-dev"):
            continue
        out = run(model, corpora[name], tasks=("upos", "xpos", "lemma", "parse"))
        scores.update({f"{name} {k}": v for k, v in tagging(corpora[name], out).items()})
    for name in ("gum-news-dev", "gum-dev", "ewt-dev"):
        scores[f"{name} sentences (gold tokens)"] = sentence_f1(corpora[name], bound_ends(model, corpora[name]))
    for name in ("worldwide-dev", "wikigold", "crossner-dev"):
        if full or name == "worldwide-dev":
            out = run(model, corpora[name], tasks=("name",))
            scores[f"{name} PER/LOC/ORG"], p, r = naming(corpora[name], out)
            scores[f"{name} P"], scores[f"{name} R"] = p, r
    return scores


TARGETS = {"ewt-dev upos": 95.5, "ewt-dev las": 84, "raw ewt-dev upos": 94, "raw ewt-dev las": 81,
           "gum-news-dev sentences (gold tokens)": 93, "worldwide-dev PER/LOC/ORG": 82, "wikigold PER/LOC/ORG": 75}


def show(scores):
    for k, v in scores.items():
        print(f"{k:45s} {v:6.2f}" + (f"   target {TARGETS[k]}" if k in TARGETS else ""), flush=True)


CAUTION = 1.5   # added to the logit of "no name": one training mask often allows several types, which makes names too cheap


def load(folder, checkpoint):
    labels = batches.load_labels(folder)
    vocabulary = batches.Vocabulary(pathlib.Path(folder) / "vocabulary.txt")
    if not torch.cuda.is_available():
        model_.load_kernels(folder)
    state = torch.load(checkpoint, map_location="cpu")
    model_.set_width(state["width"])
    model = model_.Model(len(vocabulary), labels, state["layers"])
    model.load_state_dict(state.get("average", state["model"]))
    with torch.no_grad():
        model.name.bias[0] += CAUTION
    return model, vocabulary, labels


def main():
    folder = sys.argv[1]
    model, vocabulary, labels = load(folder, sys.argv[2])
    show(report(model, batches.load_dev(folder, vocabulary)))
    if len(sys.argv) > 3:
        data = pathlib.Path(sys.argv[3])
        for name, path in (("ewt-dev", data / "ud-ewt" / "en_ewt-ud-dev.conllu.xz"), ("gum-dev", data / "gum" / "gum-dev.conllu.xz")):
            show({f"raw {name} {k}": v for k, v in from_raw(model, path, vocabulary, labels).items()})


if __name__ == "__main__":
    main()
