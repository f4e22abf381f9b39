#!/usr/bin/python3
"""Cuts the raw news text into tokens, one paragraph a line, for word vectors and pretraining.

usage: raw_text.py DATA OUT     DATA: the folder shared/data; OUT gets raw.txt (tokens with one space between),
norms.txt (their norms) and raw.log
Reads only the AllSides files: Reuters-21578 and BBC are licensed for research and non-commercial use, so nothing of them goes into a
model that is shipped. Skips the ids of exclude-ids.txt and of the shared parts that serve as development sets, paragraphs that are not
prose (fewer than 4 letters in 5 characters) and paragraphs seen before.
"""
import hashlib
import json
import lzma
import pathlib
import sys

import features
import tokens


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    excluded = set((data / "raw-text" / "exclude-ids.txt").read_text().split())
    seen, words, kept, dropped = set(), 0, 0, 0
    with open(out / "raw.txt", "w", encoding="utf-8") as f, open(out / "norms.txt", "w", encoding="utf-8") as norms:
        for part in range(3):
            for line in lzma.open(data / "raw-text" / f"allsides-articles-{part}.jsonl.xz", "rt", encoding="utf-8"):
                article = json.loads(line)
                if article["id"] in excluded:
                    dropped += 1
                    continue
                for paragraph in [article["title"] or ""] + article["text"].split("\n"):
                    paragraph = " ".join(paragraph.split())
                    key = hashlib.blake2b(paragraph.encode(), digest_size=8).digest()
                    letters = sum(c.isalpha() or c == " " for c in paragraph)
                    if key in seen or len(paragraph) < 12 or letters < 0.8 * len(paragraph):
                        continue
                    seen.add(key)
                    cut = [paragraph[a:b] for a, b in tokens.spans(paragraph)]
                    f.write(" ".join(cut) + "\n")
                    norms.write(" ".join(features.norm(w) for w in cut) + "\n")
                    words += len(cut)
                kept += 1
                f.write("\n")
    print(f"{kept} articles, {dropped} excluded, {words} tokens", file=open(out / "raw.log", "w"))


main()
