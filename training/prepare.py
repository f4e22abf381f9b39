#!/usr/bin/python3
"""Turns the annotated corpora into arrays for train.py and evaluate.py.

usage: prepare.py DATA OUT      DATA: the folder shared/data; OUT gets NAME.npz for every part and labels.json

Only the training and development parts that DATA holds are read. Genres of GUM whose text is licensed for non-commercial use alone are
left out of training. An array file holds, for all tokens one after another: hash (of the norm), sub (rows of the sub-word table), shape,
quote (0 outside, 1 opening mark, 2 inside, 3 closing mark), gap (1: white space before it), upos, xpos, lemma, head (place in the
sentence from 1, 0 root), rel, name (a bit mask of the labels that may be right; 0 unknown); -1 where the corpus does not say. sent and par
and doc hold the number of the first token of each sentence, paragraph, document. forms holds the words, a line each.
"""
import collections
import json
import lzma
import pathlib
import re
import sys

import numpy as np

import features
import tokens

NC_GENRES = ("whow", "fiction", "essay", "letter", "podcast")
TYPES = ("person", "organisation", "government", "place", "media", "document", "people", "other", "date", "money")
TAGS = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BI"]

_GOVERNMENT = re.compile(
    r"\b(ministr\w+|department|parliament|senate|congress|assembly|government|court|tribunal|police|army|navy|air force|"
    r"armed forces|military|"
    r"commission|cabinet|council|embassy|customs|treasury|central bank|reserve bank|house of \w+|white house|pentagon|kremlin|state duma|"
    r"knesset|bundestag|authority|directorate|prosecutor\w*|office of the|bureau of|secretariat|municipality|guard|supreme|fbi|cia|nsa|"
    r"presidency|legislature|intelligence|security service|administration|agency for|federal)\b", re.I)
_MEDIA = re.compile(
    r"\b(news\w*|times|post|herald|tribune|gazette|journal|daily|weekly|tv|television|radio|broadcast\w*|press|telegraph|guardian|observer|"
    r"reuters|bbc|cnn|afp|ap|xinhua|tass|itar|bloomberg|magazine|al jazeera|cbs|nbc|abc|fox|media|channel|standard|monitor|mirror|"
    r"chronicle|inquirer|nation|sun|mail|independent|star|wire)\b", re.I)
_NOT_MEDIA = re.compile(r"\b(ministry|council|commission|club|bank|authority|association|united nations|party|company|group|force)\b", re.I)
_DOCUMENT = re.compile(r"\b(act|bill|report|agreement|treaty|constitution|accords?|resolution|convention|declaration|charter|protocol|law|"
                       r"code|decree|amendment|memorandum|pact|constitutional|directive|covenant|statute)\b", re.I)


def mask(prefix, types):
    return sum(1 << TAGS.index(f"{prefix}-{t}") for t in types)


class Outlets:
    """Names of media from the gazetteer, for the finer types that the name corpora do not have."""

    def __init__(self, data):
        self.names = set()
        for line in open(data / "gazetteer" / "outlets.jsonl", encoding="utf-8"):
            name = json.loads(line).get("name")
            if name and len(name) > 3:
                self.names.add(name.lower())
        for line in open(data / "gazetteer" / "news-agencies.tsv", encoding="utf-8").read().split("\n")[1:]:
            for cell in line.split("\t")[:3]:
                self.names.update(p.strip().lower() for p in cell.split(";") if len(p.strip()) > 1)

    def types(self, label, text):
        """The types that a name of a corpus label may have."""
        low = re.sub(r"^the ", "", text.lower())
        if label == "organisation":
            media = low in self.names or (_MEDIA.search(low) and not _NOT_MEDIA.search(low))
            if _GOVERNMENT.search(low) and not (media and low in self.names):
                return ("government",)
            return ("media",) if media else ("organisation", "government", "media")
        if label == "other":
            if low in self.names:
                return ("media", "other")
            return ("document",) if _DOCUMENT.search(low) else ("other", "document")
        return (label,)


class Rows:
    def __init__(self):
        self.forms = []
        self.columns = collections.defaultdict(list)
        self.starts = {"sent": [], "par": [], "doc": []}

    def start(self, *kinds):
        for k in kinds:
            if not self.starts[k] or self.starts[k][-1] != len(self.forms):
                self.starts[k].append(len(self.forms))

    def add(self, form, gap=True, upos=-1, xpos=-1, lemma=-1, head=-1, rel=-1, name=0):
        self.forms.append(form)
        for k, v in (("gap", gap), ("upos", upos), ("xpos", xpos), ("lemma", lemma), ("head", head), ("rel", rel), ("name", name)):
            self.columns[k].append(v)

    def arrays(self):
        n = len(self.forms)
        norms = [features.norm(w) for w in self.forms]
        sub = np.zeros((n, features.SUBWORDS), np.uint16)
        for i, w in enumerate(norms):
            rows = features.subword_rows(w)
            sub[i, :len(rows)] = rows
        kinds = {"gap": np.uint8, "upos": np.int8, "xpos": np.int8, "lemma": np.int16, "head": np.int16, "rel": np.int8, "name": np.int32}
        return {"hash": np.array([features.word_hash(w) for w in norms], np.uint64), "sub": sub,
                "shape": np.array([features.shape(w) for w in self.forms], np.uint16),
                "quote": quote_states(self.forms, self.starts["par"]),
                "forms": np.frombuffer("\n".join(self.forms).encode(), np.uint8),
                **{k: np.array(self.columns[k], d) for k, d in kinds.items()}, **{k: np.array(v, np.int32) for k, v in self.starts.items()}}

    def save(self, path):
        np.savez(path, **self.arrays())
        print(path.name, len(self.forms), "tokens", len(self.starts["sent"]), "sentences", len(self.starts["doc"]), "documents")


def quote_states(forms, paragraphs):
    """0 outside, 1 opening mark, 2 inside, 3 closing mark; double quotation marks only, closed at the paragraph's end."""
    out = np.zeros(len(forms), np.uint8)
    starts = set(paragraphs)
    inside = False
    for i, w in enumerate(forms):
        if i in starts:
            inside = False
        if w in ("“", "„", "«", "``"):
            out[i], inside = 1, True
        elif w in ("”", "»", "''") or w == '"':
            out[i] = 3 if inside else (1 if w == '"' else 0)
            inside = w == '"' and not inside
        else:
            out[i] = 2 if inside else 0
    return out


def lemma_rule(form, lemma):
    """How to make the lemma of the form: L lower it first or K keep it, how many characters to cut at the end, what to add; or "=lemma"."""
    for case, base in (("L", form.lower()), ("K", form)):
        k = 0
        while k < len(base) and k < len(lemma) and base[k] == lemma[k]:
            k += 1
        if k == len(base) == len(lemma):
            return f"{case}0"
        if k >= 1 and len(base) - k <= 5 and len(lemma) - k <= 5:
            return f"{case}{len(base) - k}{lemma[k:]}"
    return "=" + lemma


def apply_rule(rule, form):
    if rule.startswith("="):
        return rule[1:]
    base = form.lower() if rule[0] == "L" else form
    cut = int(rule[1])
    return (base[:len(base) - cut] if cut < len(base) else base[:1]) + rule[2:]


def conllu(path):
    """Sentences as (is new document, is new paragraph, document id, rows)."""
    name = ""
    for block in lzma.open(path, "rt", encoding="utf-8").read().split("\n\n"):
        lines = block.strip("\n").split("\n")
        if not block.strip():
            continue
        newdoc = newpar = False
        for line in lines:
            if line.startswith("# newdoc"):
                newdoc, name = True, line.split("=")[-1].strip()
            newpar = newpar or line.startswith("# newpar")
        yield newdoc, newpar or newdoc, name, [line.split("\t") for line in lines if not line.startswith("#")]


def treebank(path, labels, training, skip=()):
    rows = Rows()
    for newdoc, newpar, name, sentence in conllu(path):
        if any(f"_{g}_" in name for g in skip):
            continue
        rows.start("sent", *(["par"] if newpar else []), *(["doc"] if newdoc else []))
        glue, until = False, 0
        for c in sentence:
            if "." in c[0]:
                continue
            if "-" in c[0]:
                until = int(c[0].split("-")[1])
                range_glue = "SpaceAfter=No" in c[9]
                continue
            rule = lemma_rule(c[1], c[2])
            rel = c[7]
            rows.add(c[1], not glue, labels.get("upos", c[3], training), labels.get("xpos", c[4], training),
                     labels.get("lemma", rule, training), int(c[6]), labels.get("rel", rel, training))
            number = int(c[0])
            glue = (number < until) or (range_glue if number == until else "SpaceAfter=No" in c[9])
    return rows


class Labels:
    """Label sets, counted in the training treebanks first so that rare lemma rules can be left out."""

    def __init__(self, paths):
        counts = {k: collections.Counter() for k in ("upos", "xpos", "lemma", "rel", "rel1")}
        for path, skip in paths:
            for _, _, name, sentence in conllu(path):
                if any(f"_{g}_" in name for g in skip):
                    continue
                for c in sentence:
                    if c[0].isdigit():
                        counts["upos"][c[3]] += 1
                        counts["xpos"][c[4]] += 1
                        counts["lemma"][lemma_rule(c[1], c[2])] += 1
                        counts["rel"][c[7]] += 1
        least = {"lemma": 3, "rel": 2, "xpos": 2}
        self.lists = {k: [w for w, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least.get(k, 1)] for k, c in counts.items()}

    def get(self, kind, value, training):
        known = self.lists[kind]
        if not hasattr(self, "_at"):
            self._at = {k: {w: i for i, w in enumerate(v)} for k, v in self.lists.items()}
        at = self._at[kind].get(value, -1)
        return at if at >= 0 or training else len(known) + 20  # a label that no training part has can only be missed


_CLITICS = {"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "''", "``"}
_ABBREVIATED = re.compile(r"^(?:[A-Z]|[A-Za-z]+\.)$")


def rejoin(sentence):
    """Pairs of form and tag with what some corpora cut and we do not put together: "U . S ." "Mr ." "’ s"."""
    out = []
    i = 0
    while i < len(sentence):
        form, tag = sentence[i]
        j = i + 1
        if len(form) == 1 and form.isalpha():
            while j + 1 < len(sentence) and sentence[j][0] == "." and len(sentence[j + 1][0]) == 1 and sentence[j + 1][0].isalpha():
                j += 2
            j += j > i + 1 and j < len(sentence) and sentence[j][0] == "."
            j += j == i + 1 < len(sentence) - 1 and form.isupper() and form != "I" and sentence[j][0] == "."
        elif j + 1 < len(sentence) and sentence[j][0] == "." and form[0].isupper() and form.lower() in tokens.ABBREVIATIONS:
            j += 1
        elif form in ("’", "'") and j < len(sentence) and sentence[j][0] in ("s", "re", "ve", "ll"):
            j += 1
        out.append(("".join(f for f, _ in sentence[i:j]), tag))
        i = j
    return out


def recut(form, tag):
    """A token of another convention as ours: cut at hyphens and slashes."""
    if form in _CLITICS or len(form) < 3 or not re.search(r"[-/–—]", form):
        return [(form, tag, True)]
    pieces = [form[a:b] for a, b in tokens.spans(form)]
    inside = "I" + tag[1:] if tag[0] == "B" else tag
    return [(p, tag if i == 0 else inside, i == 0) for i, p in enumerate(pieces)] or [(form, tag, True)]


def sentence_ends(forms):
    """Where the name corpora hold a whole paragraph as one sentence: ends by the plainest rule."""
    out = [0]
    for i in range(1, len(forms)):
        before = forms[i - 1]
        if before in ('"', "”", ")") and i >= 2:
            before = forms[i - 2] if forms[i - 2] in (".", "!", "?") else ""
        if before in (".", "!", "?") and (forms[i][:1].isupper() or forms[i] in ('"', "“")) and forms[i] not in ("”",):
            if forms[i] == '"' and forms[i - 1] in (".", "!", "?") and forms[:i].count('"') % 2:
                continue
            out.append(i)
    return out


def names(path, mapping, outlets, fine):
    """A BIO file. mapping: its classes to our types, None for outside. fine: guess government, media, document; else masks stay wide."""
    rows = Rows()
    sentence = []

    def flush():
        if not sentence:
            return
        cut = [p for form, tag in rejoin(sentence) for p in recut(form, tag)]
        ends = set(sentence_ends([c[0] for c in cut]))
        masks = [1] * len(cut)
        i = 0
        while i < len(cut):
            if cut[i][1] == "O":
                i += 1
                continue
            j = i + 1
            while j < len(cut) and cut[j][1] == "I" + cut[i][1][1:]:
                j += 1
            types = mapping.get(cut[i][1][2:])
            if types is not None:
                if isinstance(types, str):
                    types = outlets.types(types, " ".join(c[0] for c in cut[i:j])) if fine else (types,)
                masks[i] = mask("B", types)
                masks[i + 1:j] = [mask("I", types)] * (j - i - 1)
            i = j
        rows.start("par")
        for i, (form, _, first) in enumerate(cut):
            if i in ends:
                rows.start("sent")
            rows.add(form, first, name=masks[i])
        sentence.clear()

    for line in lzma.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# doc"):
            flush()
            rows.start("doc")
        elif "\t" in line:
            form, tag = line.split("\t")[:2]
            sentence.append((form.strip() or "_", tag))
        else:
            flush()
    flush()
    return rows


WORLDWIDE = {"Person": "person", "Location": "place", "Organization": "organisation", "NORP": "people", "Date": "date", "Money": "money",
             "Facility": "place", "Misc": "other", "Product": "other"}
CROSSNER = {"politician": "person", "person": "person", "organisation": "organisation", "politicalparty": "organisation", "event": "other",
            "election": "other", "country": "place", "location": "place", "misc": ("other", "people", "document", "media")}
WIKIGOLD = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other"}
CORENLP = {"PERSON": "person", "LOCATION": "place", "ORGANIZATION": "organisation", "DATE": "date", "MONEY": "money",
           "MISC": ("other", "people", "document", "media")}


def corenlp(path):
    """Sentences of PolNeAR as CoreNLP annotated it: (document, comment lines, rows, code points from and to, names' classes or None)."""
    for block in lzma.open(path, "rt", encoding="utf-8").read().split("\n\n"):
        lines = block.strip("\n").split("\n")
        table = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if table:
            yield (next(line for line in lines if line.startswith("# doc")).split("=")[1].strip(), [line for line in lines if line.startswith("#")],
                   table, [(int(re.search(r"Start=(\d+)", c[9])[1]), int(re.search(r"End=(\d+)", c[9])[1])) for c in table],
                   [(re.search(r"(?:^|\|)NER=([A-Z]+)", c[9]) or [None, None])[1] for c in table])


def polnear(path, labels, outlets, training):
    """CoreNLP's own annotation, kept apart: Penn tags, names, and heads with relations of the older scheme ("rel1")."""
    rows = Rows()
    doc = None
    for name, _, table, spans, classes in corenlp(path):
        rows.start("sent", *(["doc", "par"] if name != doc else []))
        doc = name
        for i, c in enumerate(table):
            form = c[1].replace(" ", "")
            label = CORENLP.get(classes[i])
            bits = 1
            if label:
                first = i
                while first and classes[first - 1] == classes[i]:
                    first -= 1
                last = i
                while last + 1 < len(table) and classes[last + 1] == classes[i]:
                    last += 1
                types = label if isinstance(label, tuple) else outlets.types(label, " ".join(t[1] for t in table[first:last + 1]))
                bits = mask("B" if first == i else "I", types)
            gap = i == 0 or spans[i][0] > spans[i - 1][1]
            rows.add(form, gap, xpos=labels.get("xpos", c[4], False) if labels.get("xpos", c[4], True) >= 0 else -1, head=int(c[6]),
                     rel=labels.get("rel1", c[7], True), name=bits)
    return rows


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    ewt, gum = data / "ud-ewt", data / "gum"
    labels = Labels([(ewt / "en_ewt-ud-train.conllu.xz", ()), (gum / "gum-train.conllu.xz", NC_GENRES)])
    relations = collections.Counter()
    for line in lzma.open(data / "polnear" / "corenlp-train.conllu.xz", "rt", encoding="utf-8"):
        if line[:1].isdigit():
            relations[line.split("\t")[7]] += 1
    labels.lists["rel1"] = [r for r, n in sorted(relations.items(), key=lambda x: (-x[1], x[0])) if n >= 20]
    outlets = Outlets(data)
    json.dump({**labels.lists, "name": TAGS}, open(out / "labels.json", "w"), indent=0)
    treebank(ewt / "en_ewt-ud-train.conllu.xz", labels, True).save(out / "ewt-train.npz")
    treebank(ewt / "en_ewt-ud-dev.conllu.xz", labels, False).save(out / "ewt-dev.npz")
    treebank(gum / "gum-train.conllu.xz", labels, True, NC_GENRES).save(out / "gum-train.npz")
    treebank(gum / "gum-dev.conllu.xz", labels, False).save(out / "gum-dev.npz")
    others = tuple("academic bio conversation court essay fiction interview letter podcast speech textbook vlog voyage whow".split())
    treebank(gum / "gum-dev.conllu.xz", labels, False, others).save(out / "gum-news-dev.npz")
    for part in ("train", "dev"):
        names(data / "ner" / f"worldwide-{part}.bio.xz", WORLDWIDE, outlets, True).save(out / f"worldwide-{part}.npz")
        names(data / "ner" / f"crossner-politics-{part}.bio.xz", CROSSNER, outlets, True).save(out / f"crossner-{part}.npz")
        polnear(data / "polnear" / f"corenlp-{part}.conllu.xz", labels, outlets, part == "train").save(out / f"polnear-{part}.npz")
    names(data / "ner" / "wikigold-train.bio.xz", WIKIGOLD, outlets, False).save(out / "wikigold.npz")


if __name__ == "__main__":
    main()
