"""Mentions of a document: the phrases that can stand for somebody or something. src/lang/agents/mentions.cpp does the same.

A mention is the part of a head's subtree that stands together, without what hangs on the head from outside: prepositions before it,
coordinated phrases, clauses loosely joined. A coordination is a mention besides its members.
"""
import dataclasses

LOOSE = {"cc", "cc:preconj", "conj", "parataxis", "reparandum", "discourse", "dislocated", "vocative", "list", "orphan", "dep", "mark",
         "punct", "cop", "aux", "nsubj", "nsubj:outer", "csubj", "advcl", "aux:pass", "nsubj:pass", "ccomp", "expl"}
PART_OF_HEAD = {"flat", "fixed", "goeswith", "appos", "reparandum", "nmod:desc"}
NOT_REFERRING = {"WP", "WDT", "WP$", "EX"}
LONG = 200     # in longer phrases no closing mark is looked for, so that crafted text costs no more


@dataclasses.dataclass
class Mention:
    head: int
    first: int
    last: int            # inside
    together: bool       # a coordination


def children_of(d):
    out = [[] for _ in d.forms]
    for i, h in enumerate(d.head):
        if h >= 0:
            out[h].append(i)
    return out


def extents(d):
    """(first, last) of every token's whole subtree, bottom up."""
    n = len(d.forms)
    first, last = list(range(n)), list(range(n))
    for a, b in d.sentences():
        waiting = [0] * (b - a)
        for i in range(a, b):
            if d.head[i] >= 0:
                waiting[d.head[i] - a] += 1
        ready = [i for i in range(a, b) if not waiting[i - a]]
        while ready:
            i = ready.pop()
            h = d.head[i]
            if h >= 0:
                first[h], last[h] = min(first[h], first[i]), max(last[h], last[i])
                waiting[h - a] -= 1
                if not waiting[h - a]:
                    ready.append(h)
    return first, last


def in_name(d):
    """Number of the name that covers each token, -1 without."""
    out = [-1] * len(d.forms)
    for k, (first, last, _) in enumerate(d.names):
        out[first:last + 1] = [k] * (last + 1 - first)
    return out


def _heads_one(d, i, name):
    if d.xpos[i] in NOT_REFERRING or d.rel[i] in PART_OF_HEAD or d.rel[i] == "expl":
        return False
    if d.rel[i] == "compound":
        h = d.head[i]
        return d.upos[i] == "PROPN" and not (name[i] >= 0 and name[i] == name[h])
    return d.upos[i] in ("NOUN", "PROPN", "PRON")


def _loose(d, c, h):
    """Child c of h does not belong to h's phrase."""
    rel = d.rel[c]
    if rel in LOOSE:
        return True
    if rel == "case":
        return c < h
    if rel == "advmod":
        return c < h and d.upos[h] == "PRON"
    return False


def _span(d, h, children, first, last):
    """Tokens around h that belong to it and stand together; punctuation only between them."""
    inside = sorted([(h, h)] + [(first[c], last[c]) for c in children[h] if not _loose(d, c, h)])
    at = inside.index((h, h))
    a = b = h
    outside = sorted(c for c in children[h] if _loose(d, c, h) and d.rel[c] != "punct")
    low = max((last[c] for c in outside if c < h), default=-1)
    high = min((first[c] for c in outside if c > h), default=1 << 60)
    for x, y in reversed(inside[:at]):
        if x > low:
            a = min(a, x)
    for x, y in inside[at + 1:]:
        if y < high:
            b = max(b, y)
    return a, b


def _trim(d, h, a, b):
    while b > h and d.upos[b] == "PUNCT" and d.forms[b] not in (")", "]", "”", '"', "’"):
        b -= 1
    while a < h and d.upos[a] == "PUNCT" and d.forms[a] in (",", "-", "–", "—", ":", ";", "."):
        a += 1
    if b - a >= LONG:
        return a, b
    inside = d.forms[a:b + 1]
    following = d.forms[b + 1] if b + 1 < len(d.forms) else ""
    if (following == ")" and inside.count("(") > inside.count(")")) or (following == '"' and inside.count('"') % 2) \
            or (following == "”" and inside.count("“") > inside.count("”")):
        b += 1
    return a, b


def find(d):
    """List of Mention in the order of their first token, the longer first."""
    children, (first, last), name = children_of(d), extents(d), in_name(d)
    out, seen = [], set()
    for h in range(len(d.forms)):
        if not _heads_one(d, h, name):
            continue
        a, b = _trim(d, h, *_span(d, h, children, first, last))
        out.append(Mention(h, a, b, False))
        joined = [c for c in children[h] if d.rel[c] == "conj" and c > h and d.upos[c] in ("NOUN", "PROPN", "PRON", "NUM")]
        if joined:
            a, b = _trim(d, h, a, max(last[c] for c in joined))
            out.append(Mention(h, a, b, True))
    unique = []
    for m in sorted(out, key=lambda m: (m.first, -m.last, m.head)):
        if (m.first, m.last) not in seen:
            seen.add((m.first, m.last))
            unique.append(m)
    return unique
