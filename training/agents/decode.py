"""From scores to clusters, left to right, with the rules that hold without exception. src/lang/agents/clusters.cpp does the same."""
import collections

import numpy as np
import torch

import pairs
import info


def sample(d):
    """All of a document's mentions, kept with the document."""
    if not hasattr(d, "sample"):
        import fit
        d.sample = fit.Sample(d)
    return d.sample


class Clusters:
    """Grows clusters; `allows` says whether mention j may join that of i."""

    def __init__(self, infos):
        self.infos, self.of, self.members = infos, [], []
        self.gender, self.names, self.heads = [], [], []   # heads: of the first names, at most info.WORDS_KEPT

    def allows(self, j, i):
        m, c = self.infos[j], self.of[i]
        if m.m.first >= self.infos[i].m.first and m.m.last <= self.infos[i].m.last and not m.reflexive:
            return False                                                   # i within i
        gender = self._gender(m)
        if gender and self.gender[c] and gender != self.gender[c]:
            return False
        if any(w in self.heads[c] for w in m.below):
            return False
        return not (self._full(m) and self.names[c] and self._full(m) != self.names[c])

    @staticmethod
    def _gender(m):
        """1 he, 2 she, 3 it; 0 not told by a pronoun."""
        return {info.HE: 1, info.SHE: 2, info.IT: 3}.get(m.pronoun, 0) if m.kind == info.PRONOUN else 0

    @staticmethod
    def _full(m):
        """First and last word of a person's full name."""
        if m.kind != info.PROPER or m.type != info.PERSON or m.m.together or len(m.name) < 2:
            return None
        return m.name

    def add(self, j, i):
        """i: None for a cluster of its own. Call with j = 0, 1, 2 ..."""
        m = self.infos[j]
        if i is None:
            self.of.append(len(self.members))
            self.members.append([j])
            self.gender.append(self._gender(m))
            self.names.append(self._full(m))
            self.heads.append([m.head] if m.kind == info.PROPER else [])
            return
        c = self.of[i]
        self.of.append(c)
        self.members[c].append(j)
        self.gender[c] = self.gender[c] or self._gender(m)
        self.names[c] = self.names[c] or self._full(m)
        if m.kind == info.PROPER and len(self.heads[c]) < info.WORDS_KEPT:
            self.heads[c].append(m.head)


def clusters(pair, new, s, infos, bias=0.0):
    """Members of each cluster. pair, new: scores of the sample s that holds every mention."""
    out = Clusters(infos)
    bounds = np.searchsorted(s.row, np.arange(len(infos) + 1))
    for j in range(len(infos)):
        a, b = bounds[j], bounds[j + 1]
        chosen = None
        for k in a + np.argsort(-pair[a:b], kind="stable"):   # of equal scores the nearer wins
            if pair[k] <= new[j] + bias:
                break
            if out.allows(j, int(s.a[k])):
                chosen = int(s.a[k])
                break
        out.add(j, chosen)
    return out.members


def gold_clusters(d):
    out = collections.defaultdict(list)
    for first, last, group in d.gold:
        out[group].append((first, last))
    return list(out.values())


def found_clusters(model, d, bias=0.0):
    s = sample(d)
    with torch.no_grad():
        pair, new = (np.asarray(x) for x in model(s))
    return clusters(pair, new, s, d.infos, bias)


def both(model, d, bias=0.0):
    """(gold, found) for scores.score."""
    spans = [(m.first, m.last) for m in d.found]
    return gold_clusters(d), [[spans[j] for j in c] for c in found_clusters(model, d, bias)]
