#!/usr/bin/python3
"""Lists of well-known names, as hashes: an input of the encoder that tells it "Ouagadougou" is a city though it has never read of it.

usage: name_lists.py DATA FOLDER     reads DATA/gazetteer; writes FOLDER/lists.npz: hash (u64, ascending), code (u8)

A name is cut into tokens; its hash is that of their norms with one space between. A name that is in several lists is of the last of them.
mledoze's countries stay out: their licence would bind ours.
"""
import csv
import json
import lzma
import pathlib
import re
import sys

import numpy as np

import features
import tokens

COUNTRY, CITY, PEOPLE, MEDIA, BODY = range(1, 6)      # codes: 2 k - 1 the first token of a name in list k, 2 k the others
LONGEST = 6                                           # tokens
BIG = 300_000                                         # inhabitants; cities of common words ("Of", "Same") below that stay out
COMMON = 4000                                         # words of the vocabulary
ALSO = ("US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "UAE", "DRC", "DR Congo", "Britain", "Great Britain", "England", "Scotland", "Wales",
        "Northern Ireland", "Taiwan", "Palestine", "Kosovo", "Hong Kong", "Ivory Coast", "Burma", "Czech Republic", "Turkey", "Gaza", "West Bank")


def key(name):
    cut = [features.norm(name[a:b]) for a, b in tokens.spans(name)]
    return features.fnv(" ".join(cut).encode()) if 0 < len(cut) <= LONGEST else None


def _factbook(path):
    """(name, list) of countries, peoples, and of what their pages call by a name of its own."""
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        for field in ("short", "long"):
            yield row.get(field) or "", COUNTRY
        yield row.get("adjective") or "", PEOPLE
        for noun in re.split(r"[;,]| or ", row.get("noun") or ""):
            noun = re.sub(r"\(.*?\)", "", noun).strip()
            yield noun, PEOPLE
            yield noun + "s", PEOPLE
        for name in re.split(r"[,;]", re.sub(r"\(.*?\)", "", row.get("organizations") or "")):
            yield name.strip(), BODY


def _cities(path, common):
    for row in csv.DictReader(lzma.open(path, "rt", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        for name in {row["name"], row["asciiname"]}:
            if int(row["population"]) >= BIG or features.norm(name) not in common:
                yield name, CITY


def names(data, common):
    yield from _cities(data / "geonames-cities15000.tsv.xz", common)
    for line in open(data / "geonames-admin1CodesASCII.tsv", encoding="utf-8"):
        for name in line.split("\t")[1:3]:
            if features.norm(name) not in common:
                yield name, CITY
    for line in open(data / "outlets.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if row["via"] in ("fundus", "allsides") and " " in (row.get("name") or ""):
            yield row["name"], MEDIA
    for row in csv.DictReader(open(data / "news-agencies.tsv", encoding="utf-8"), delimiter="\t"):
        for name in row["credit_forms"].split("; "):
            yield name, MEDIA
    yield from _factbook(data / "factbook-governments.jsonl")
    for name in json.load(open(data / "cldr-territories-en.json"))["territories"].values():
        yield name, COUNTRY
    for name in ALSO:
        yield name, COUNTRY


def main():
    data, folder = (pathlib.Path(a) for a in sys.argv[1:3])
    common = {line.rsplit(" ", 1)[0] for line, _ in zip(open(folder / "vocabulary.txt", encoding="utf-8"), range(COMMON))}
    found = {}
    for name, kind in names(data / "gazetteer", common):
        h = key(name) if any(c.isupper() for c in name[:1]) and len(name) > 1 else None
        if h is not None:
            found[h] = kind
    hashes = np.array(sorted(found), np.uint64)
    codes = np.array([found[int(h)] for h in hashes], np.uint8)
    np.savez(folder / "lists.npz", hash=hashes, code=codes)
    print(len(hashes), "names", {k: int((codes == v).sum()) for k, v in
                                 dict(country=COUNTRY, city=CITY, people=PEOPLE, media=MEDIA, body=BODY).items()})


def codes(forms, kinds):
    """Codes of one sentence's tokens: the longest name that begins at a token with a capital, from left to right. kinds: hash -> list."""
    out, i = [0] * len(forms), 0
    while i < len(forms):
        longest, kind = 0, 0
        if forms[i][0].isupper():
            h = features.fnv(b"")
            for k, form in enumerate(forms[i:i + LONGEST]):
                h = features.fnv((b" " if k else b"") + features.norm(form).encode(), h)
                if h in kinds:
                    longest, kind = k + 1, kinds[h]
        if longest:
            out[i:i + longest] = [2 * kind - 1] + [2 * kind] * (longest - 1)
        i += max(1, longest)
    return out


class Lists:
    def __init__(self, path):
        data = np.load(path)
        self.hash, self.code = data["hash"], data["code"]
        self.kinds = dict(zip(self.hash.tolist(), self.code.tolist()))

    def codes(self, forms):
        return codes(forms, self.kinds)


if __name__ == "__main__":
    main()
