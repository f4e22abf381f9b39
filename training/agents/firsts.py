#!/usr/bin/python3
"""Counts which first names "he" and "she" follow in raw news: "Mara Venn ... she" with no other name between.

usage: firsts.py RAW.txt OUT.json      RAW.txt: output of ../raw_text.py; OUT: {norm of a first name: 1 male, 2 female}
"""
import collections
import json
import re
import sys

NEAR = 25                 # tokens from the name to the pronoun
LEAST = 5                 # times seen
HE, SHE = 0.9, 0.45       # share of "he" that makes a name male, of "she" that makes it female: news writes four times "he" to one "she"
_NAME = re.compile(r"[A-Z][a-zà-ÿ]+$")
_PRONOUNS = {"he": 0, "his": 0, "him": 0, "himself": 0, "she": 1, "her": 1, "herself": 1}


def count(path):
    """({first name: [he, she]}, how often a word is written small)."""
    counts, small = collections.defaultdict(lambda: [0, 0]), collections.Counter()
    for line in open(path, encoding="utf-8"):
        tokens = line.split()
        small.update(w for w in tokens if w[0].islower())
        first, seen = None, 0
        for i, w in enumerate(tokens):
            if w[0].isupper() and i + 1 < len(tokens) and _NAME.match(w) and _NAME.match(tokens[i + 1]) and not (
                    i and _NAME.match(tokens[i - 1])):
                first, seen = w.lower(), i
            elif first and w.lower() in _PRONOUNS and i - seen <= NEAR:
                counts[first][_PRONOUNS[w.lower()]] += 1
                first = None
    return counts, small


def gender(he, she):
    if he + she < LEAST:
        return 0
    return 1 if he >= HE * (he + she) else 2 if she >= SHE * (he + she) else 0


def main():
    counts, small = count(sys.argv[1])
    kept = {n: gender(*c) for n, c in sorted(counts.items()) if gender(*c) and small[n] < 5 * sum(c)}
    json.dump(kept, open(sys.argv[2], "w"))
    print(len(kept), "first names,", sum(v == 2 for v in kept.values()), "female")


if __name__ == "__main__":
    main()
