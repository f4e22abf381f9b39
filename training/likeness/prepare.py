#!/usr/bin/python3
"""Cuts raw news, WordNet's glosses and pairs of like sentences into numbers for train.py.

usage: prepare.py DATA WORDNET OUT     DATA: shared/data; WORDNET: the folder of data.noun (Debian's wordnet-base); OUT: a folder

Only AllSides of the raw text (Reuters and BBC are for research only), the first 24 sentences of an article, without the ids of
exclude-ids.txt. Of the pair sets only their parts for training. Emergent, FNC-1 and the triplets of same-event are left out: they measure.
"""
import collections
import datetime
import json
import lzma
import pathlib
import re
import sys

import numpy

WORD = re.compile(r"[^\W_]+")
END = re.compile(r'(?<=[.!?]["”’)])\s+|(?<=[.!?])\s+(?=["“‘(]?[A-Z0-9])')
MOST_SENTENCES, MOST_WORDS, LEAST_COUNT, NUMBER = 24, 48, 12, "0"


def words(text):
    return [NUMBER if w[0].isdigit() else w for w in WORD.findall(text.lower().replace("’", "'"))]


def articles(data):
    excluded = set((data / "raw-text" / "exclude-ids.txt").read_text().split())
    for part in range(3):
        for line in lzma.open(data / "raw-text" / f"allsides-articles-{part}.jsonl.xz", "rt", encoding="utf-8"):
            a = json.loads(line)
            if a["id"] not in excluded:
                yield a


def glosses(folder):
    for part in ("noun", "verb", "adj", "adv"):
        for line in open(folder / f"data.{part}", encoding="utf-8"):
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition(" | ")
            field = head.split(" ")
            lemmas = [field[4 + 2 * i].replace("_", " ") for i in range(int(field[3], 16))]
            yield " ".join(re.sub(r"\(\w+\)$", "", w) for w in lemmas), re.split(r'; "|; \w+: ', gloss)[0]


def like_pairs(data):
    for line in open(data / "stance" / "perspectrum-train.jsonl", encoding="utf-8"):
        p = json.loads(line)
        yield p.get("claim") or "", p.get("perspective") or p.get("sentence") or ""
    for line in open(data / "stance" / "climate-fever-train.jsonl", encoding="utf-8"):
        c = json.loads(line)
        for e in c.get("evidences") or c.get("evidence") or c.get("sentences") or []:
            if (e.get("label") or e.get("evidence_label")) in ("SUPPORTS", "REFUTES"):
                yield c["claim"], e.get("sentence") or e.get("evidence") or e.get("text") or ""


def main():
    data, wordnet, out = (pathlib.Path(p) for p in sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    sentences, article_of, days, count = [], [], [], collections.Counter()
    for n, a in enumerate(articles(data)):
        try:
            days.append(datetime.date.fromisoformat((a["date"] or "")[:10]).toordinal())
        except ValueError:
            days.append(0)
        kept = [words(a["title"] or "")]
        for s in END.split(" ".join((a["text"] or "").split())[:12000]):
            w = words(s)
            if len(w) >= 5 and len(kept) < MOST_SENTENCES:
                kept.append(w[:MOST_WORDS])
        for w in kept:
            sentences.append(w)
            article_of.append(n)
            count.update(w)
    pairs = [(words(a), words(b)) for a, b in glosses(wordnet)], [(words(a)[:MOST_WORDS], words(b)[:MOST_WORDS]) for a, b in like_pairs(data)]
    gloss_count = collections.Counter(w for a, b in pairs[0] for w in a + b)
    vocabulary = sorted((w for w in set(count) | set(gloss_count) if count[w] >= LEAST_COUNT or (count[w] >= 3 and gloss_count[w] >= 2)),
                        key=lambda w: (-count[w], w))[:60000]
    number = {w: i + 1 for i, w in enumerate(vocabulary)}          # 0: nothing

    def numbers(w):
        return [number[x] for x in w if x in number]

    def flat(lists):
        ids = [numbers(w) for w in lists]
        return numpy.array([x for i in ids for x in i], numpy.uint16), numpy.cumsum([0] + [len(i) for i in ids]).astype(numpy.uint32)
    arrays = {"article": numpy.array(article_of, numpy.uint16), "day": numpy.array(days, numpy.int32)}
    for name, lists in (("text", sentences), ("gloss_a", [a for a, _ in pairs[0]]), ("gloss_b", [b for _, b in pairs[0]]),
                        ("like_a", [a for a, _ in pairs[1]]), ("like_b", [b for _, b in pairs[1]])):
        arrays[name], arrays[name + "_at"] = flat(lists)
    numpy.savez_compressed(out / "data.npz", **arrays)
    (out / "vocabulary.txt").write_text("\n".join(f"{w}\t{count[w]}" for w in vocabulary) + "\n", encoding="utf-8")
    print(len(days), "articles", len(sentences), "sentences", len(arrays["text"]), "words", len(vocabulary), "kinds", len(pairs[0]), len(pairs[1]))


main()
