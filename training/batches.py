"""Arrays of prepare.py -> batches of model.py."""
import json
import pathlib

import numpy as np
import torch

import features
import name_lists
import prepare
from model import PAD

WORD_UNKNOWN = 0
DEV = ("ewt-dev", "gum-dev", "gum-news-dev", "worldwide-dev", "crossner-dev", "wikigold")


class Vocabulary:
    """Row of a norm's hash in the word table: its rank in vocabulary.txt from 1; 0 if it is not there."""

    def __init__(self, path, size=None):
        self.lists = name_lists.Lists(pathlib.Path(path).with_name("lists.npz"))
        self.words = [line.rsplit(" ", 1)[0] for line in open(path, encoding="utf-8")][:size]
        hashes = np.array([features.word_hash(w) for w in self.words], np.uint64)
        self.order = np.argsort(hashes)
        self.sorted = hashes[self.order]

    def __len__(self):
        return len(self.words) + 1

    def rows(self, hashes):
        at = np.searchsorted(self.sorted, hashes).clip(0, len(self.sorted) - 1)
        return np.where(self.sorted[at] == hashes, self.order[at] + 1, WORD_UNKNOWN).astype(np.int64)


_TERMINAL = set(".!?…:;\"”’')]*-—–")
_OPENING = set("\"“‘'([-•*@#–—")


def may_end(this, following, gap):
    """Whether a sentence may end between two tokens of one paragraph: the program asks the model only there."""
    if not gap:
        return this[-1] in ".!?…" and (following[0].isupper() or following[0] in "\"“")
    return this[-1] in _TERMINAL or following[0].isupper() or following[0].isdigit() or following[0] in _OPENING


class Corpus:
    """data: the arrays of prepare.py, from a file or from Rows.arrays()."""

    def __init__(self, data, vocabulary):
        data = data if isinstance(data, dict) else np.load(data)
        self.forms = bytes(data["forms"]).decode().split("\n")
        self.sub, self.shape, self.quote, self.gap = (data[k] for k in ("sub", "shape", "quote", "gap"))
        self.labels = {k: data[k] for k in ("upos", "xpos", "lemma", "head", "rel", "name")}
        self.word = vocabulary.rows(data["hash"])
        n = len(self.forms)
        self.sent, self.doc = (np.append(data[k], n) for k in ("sent", "doc"))
        par = np.append(data["par"], n) if len(data["par"]) else self.doc
        self.lists = vocabulary.lists
        self.set_sentences()
        ends = np.zeros(n + 1, bool)
        ends[self.sent] = True
        par_starts = np.zeros(n + 1, bool)
        par_starts[par] = True
        self.ends = ends[1:]  # a sentence ends with this token
        self.cand = np.array([not par_starts[i + 1] and may_end(self.forms[i], self.forms[i + 1], self.gap[i + 1]) for i in range(n)])
        self.par_starts = par_starts

    def set_sentences(self):
        """What depends on where sentences begin: flags and the names of the lists."""
        self.flag = self.quote.astype(np.int64) * 4
        self.flag[self.sent[:-1]] += 1
        self.flag[self.sent[1:] - 1] += 2
        self.list = np.concatenate([self.lists.codes(self.forms[a:b]) for a, b in zip(self.sent[:-1], self.sent[1:])]).astype(np.int64)

    def chunks(self, longest):
        """[(first sentence, one past the last)]: neighbours of one document, together at most `longest` tokens if more than one."""
        out, docs, first = [], set(self.doc.tolist()), 0
        for s in range(1, len(self.sent)):
            if s == len(self.sent) - 1 or int(self.sent[s]) in docs or self.sent[s + 1] - self.sent[first] > longest:
                out.append((first, s))
                first = s
        return out

    def batch(self, chunks, rng=None, word_drop=0.0, quote_drop=0.0):
        """One batch of whole chunks. rng: training; words become unknown and quotation marks go unseen now and then."""
        index, left, right, sents = [], [], [], []
        place = 0
        for a, b in chunks:
            start, end = int(self.sent[a]), int(self.sent[b])
            index.append(np.arange(start, end))
            index.append(np.full(PAD, -1))
            left.append(place)
            right.append(place + end - start - 1)
            for s in range(a, b):
                sents.append((place + int(self.sent[s]) - start, int(self.sent[s + 1] - self.sent[s])))
            place += end - start + PAD
        index = np.concatenate(index)
        real = index >= 0
        n = len(index)
        word, flag = np.where(real, self.word[index], 0), np.where(real, self.flag[index], 0)
        if rng is not None:
            word = np.where(rng.random(n) < word_drop, 0, word)
            if rng.random() < quote_drop:
                flag &= 3
        resets = np.zeros((2, n), np.uint8)
        resets[0, left], resets[1, right] = 1, 1
        longest = max(k for _, k in sents)
        at = np.array([[s + min(i, k - 1) for i in range(longest)] for s, k in sents])
        lengths = np.array([k for _, k in sents])
        cand = np.flatnonzero(real & self.cand[index])
        gap_after = np.where(real, np.append(self.gap, 0)[index + 1], 0)[cand]
        return {
            "word": torch.from_numpy(word), "sub": torch.from_numpy(np.where(real[:, None], self.sub[index], 0).astype(np.int64)),
            "shape": torch.from_numpy(np.where(real, self.shape[index], 0).astype(np.int64)), "flag": torch.from_numpy(flag),
            "list": torch.from_numpy(np.where(real, self.list[index], 0)),
            "real": torch.from_numpy(real.astype(np.float32))[:, None], "left": torch.from_numpy(resets[0].copy()),
            "right": torch.from_numpy(resets[1].copy()), "at": torch.from_numpy(at), "lengths": torch.from_numpy(lengths),
            "cand": torch.from_numpy(cand), "cand_gap": torch.from_numpy(gap_after.astype(np.float32))[:, None],
            "cand_end": torch.from_numpy(self.ends[index[cand]].astype(np.float32)), "index": index,
            "labels": {k: torch.from_numpy(np.where(real, v[index], 0 if k == "name" else -1).astype(np.int64))
                       for k, v in self.labels.items()},
        }

    def epochs(self, rng, size, longest, **options):
        """Batches of about `size` tokens without end, each epoch in a new order and cut anew."""
        while True:
            chunks = self.chunks(int(longest * rng.uniform(0.5, 1.5)))
            rng.shuffle(chunks)
            held, tokens = [], 0
            for a, b in chunks:
                held.append((a, b))
                tokens += self.sent[b] - self.sent[a]
                if tokens >= size:
                    yield self.batch(held, rng, **options)
                    held, tokens = [], 0


def corpus_of(sentences, vocabulary):
    """Sentences given as lists of words, one document."""
    rows = prepare.Rows()
    rows.start("doc", "par")
    for sentence in sentences:
        rows.start("sent")
        for word in sentence:
            rows.add(word)
    return Corpus(rows.arrays(), vocabulary)


def load_dev(folder, vocabulary):
    return {k: Corpus(pathlib.Path(folder) / f"{k}.npz", vocabulary) for k in DEV}


def load_labels(folder):
    return json.load(open(pathlib.Path(folder) / "labels.json"))
