"""Pronoun-to-speaker accuracy on PolNeAR: "he" or "she" is the source of an attribution; whom do we take for the speaker?

Silver, because nobody resolved these pronouns by hand: CoreNLP's chains. Counted are third-person singular pronouns of persons whose
silver chain names a person; the speaker is the chain's most frequent last word of a person's name (CoreNLP's own names). We are right if
the pronoun's cluster has the same most frequent last word. A pronoun in no cluster, or in one without a name, is wrong.
"""
import collections
import json

import info
import pairs
import words

norm = info.features.norm


def _votes(surnames):
    return collections.Counter(surnames).most_common(1)[0][0] if surnames else None


def silver_names(d):
    """{chain: last word of the name}."""
    out = collections.defaultdict(list)
    for first, last, chain in d.gold:
        if norm(d.forms[last]) in ("'s", "'"):
            last -= 1
        run = last
        while run >= first and d.silver_names[run] == "PERSON":
            run -= 1
        rest = {norm(w) for w in d.forms[first:run + 1]}
        if run < last and last - run <= 4 and all(words.WORDS.get(w, 0) & (words.TITLE | words.ROLE) or w == "the" for w in rest):
            out[chain].append(norm(d.forms[last]))
    return {k: _votes(v) for k, v in out.items()}


def sources(path):
    """{document: offsets (first, last + 1) of sources that are one word}."""
    out = {}
    for a in map(json.loads, open(path, encoding="utf-8")):
        out[a["id"]] = {tuple(x["source"][0]) for x in a["attributions"] if len(x["source"]) == 1}
    return out


def cases(d, spoken):
    """(number of the mention, surname by silver, is the source of an attribution)."""
    names = silver_names(d)
    for j, (m, chain, i) in enumerate(zip(d.found, d.chains, d.infos)):
        if i.kind == info.PRONOUN and i.pronoun in (info.HE, info.SHE) and names.get(chain):
            yield j, names[chain], d.offsets[m.head] in spoken.get(d.name, ())


def accuracy(d, clusters, spoken):
    """[right, all, right, all]: every such pronoun, and those that are sources."""
    of = {j: c for c in clusters for j in c}
    out = [0, 0, 0, 0]
    for j, surname, source in cases(d, spoken):
        ours = _votes([d.infos[k].head for k in of[j] if d.infos[k].kind == info.PROPER and d.infos[k].type in (0, info.PERSON)])
        out[0] += ours == surname
        out[1] += 1
        out[2] += source and ours == surname
        out[3] += source
    return out
