"""Documents with their analysis, as find_agents() of the program sees them: trees, tags, names, quotation state, one vector a token.

`gum(path)` and `polnear(path)` read corpora; `analyse(documents, encoder)` adds what the encoder says. Places are token numbers of the
document; a span is (first, last), both inside it.
"""
import collections
import dataclasses
import pathlib
import re
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import batches     # noqa: E402
import evaluate    # noqa: E402
import prepare     # noqa: E402

GOLD_TREES = "gold"


@dataclasses.dataclass(eq=False)
class Document:
    name: str
    genre: str
    forms: list = dataclasses.field(default_factory=list)
    gap: list = dataclasses.field(default_factory=list)          # white space before the token
    starts: list = dataclasses.field(default_factory=list)       # first token of each sentence
    paragraphs: list = dataclasses.field(default_factory=list)   # first token of each paragraph
    offsets: list = dataclasses.field(default_factory=list)      # (first, last + 1) code points, where the corpus says
    upos: list = dataclasses.field(default_factory=list)
    xpos: list = dataclasses.field(default_factory=list)
    head: list = dataclasses.field(default_factory=list)         # token number, -1 root
    rel: list = dataclasses.field(default_factory=list)
    names: list = dataclasses.field(default_factory=list)        # (first, last, type)
    quote: list = dataclasses.field(default_factory=list)        # 0 outside, 1 opening mark, 2 inside, 3 closing mark
    gold: list = dataclasses.field(default_factory=list)         # (first, last, group)
    vectors: object = None                                       # tokens x width, float32

    def sentences(self):
        return list(zip(self.starts, self.starts[1:] + [len(self.forms)]))


def _mentions(rows, base):
    """(first, last, group) of the brackets in one sentence's MISC."""
    out, opened = [], collections.defaultdict(list)
    for i, row in enumerate(rows):
        cell = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opens, group, closes in re.findall(r"(\()?(\d+)(\))?", cell[1]) if cell else []:
            if opens:
                opened[group].append(i)
            if closes:
                out.append((base + opened[group].pop(), base + i, group))
    return out


def gum(path, skip=()):
    """Documents of an OntoGUM file, with gold trees; skip: genres."""
    out = []
    for newdoc, newpar, name, rows in prepare.conllu(path):
        if newdoc:
            out.append(Document(name, name.split("_")[1]))
        d = out[-1]
        base = len(d.forms)
        if newpar:
            d.paragraphs.append(base)
        d.starts.append(base)
        glue, until, range_glue, words = False, 0, False, []
        for c in rows:
            if "." in c[0]:
                continue
            if "-" in c[0]:
                until, range_glue = int(c[0].split("-")[1]), "SpaceAfter=No" in c[9]
                continue
            number = int(c[0])
            d.forms.append(c[1])
            d.gap.append(not glue)
            glue = number < until or (range_glue if number == until else "SpaceAfter=No" in c[9])
            d.upos.append(c[3])
            d.xpos.append(c[4])
            d.head.append(base + int(c[6]) - 1 if c[6] != "0" else -1)
            d.rel.append(c[7])
            words.append(c)
        d.gold += _mentions(words, base)
    return [d for d in out if d.genre not in skip]


def polnear(path, count=None):
    """Documents of PolNeAR as CoreNLP cut it; gold: its own chains (silver), spans and heads as (first, last, chain)."""
    out = []
    for name, comments, rows, offsets, classes in prepare.corenlp(path):
        if not out or out[-1].name != name:
            if count is not None and len(out) == count:
                break
            out.append(Document(name, "polnear"))
        d = out[-1]
        base = len(d.forms)
        d.starts.append(base)
        for c, (first, end), kind in zip(rows, offsets, classes):
            d.gap.append(not d.offsets or first > d.offsets[-1][1])
            d.offsets.append((first, end))
            d.forms.append(c[1].replace(" ", ""))
            d.names.append(kind)
        for line in comments:
            if line.startswith("# coref ="):
                for chain, first, last in re.findall(r"(\d+):(\d+)-(\d+)@", line):
                    d.gold.append((base + int(first) - 1, base + int(last) - 1, chain))
        d.paragraphs = [0]
    return out


def paragraphs_of(document, text):
    """Sets where paragraphs begin: after a line break of the text."""
    document.paragraphs = [i for i, (first, _) in enumerate(document.offsets)
                           if i == 0 or "\n" in text[document.offsets[i - 1][1]:first]]


class Encoder:
    """A checkpoint of train.py with what belongs to it."""

    def __init__(self, folder, checkpoint):
        self.model, self.vocabulary, self.labels = evaluate.load(folder, checkpoint)
        self.width = self.model.upos.in_features


def _rows(document):
    rows = prepare.Rows()
    starts, paragraphs = set(document.starts), set(document.paragraphs)
    for i, form in enumerate(document.forms):
        if i == 0:
            rows.start("doc")
        if i in paragraphs:
            rows.start("par")
        if i in starts:
            rows.start("sent")
        rows.add(form, document.gap[i])
    return rows


def analyse(documents, encoder, trees="predicted"):
    """Fills in vectors, quotation state and names, and unless trees is GOLD_TREES the tags and trees too, from the encoder."""
    for d in documents:
        corpus = batches.Corpus(_rows(d).arrays(), encoder.vocabulary)
        d.quote = corpus.quote.tolist()
        out = evaluate.run(encoder.model, corpus)
        d.vectors = evaluate.encoded(encoder.model, corpus)
        d.names = []
        for first, end in d.sentences():
            spans = evaluate.entities([prepare.TAGS[t] for t in out["name"][first:end]])
            d.names += sorted((first + a, first + b - 1, kind) for a, b, kind in spans)
            if trees != GOLD_TREES:
                d.head += [first + h - 1 if h > 0 else -1 for h in out["head"][first:end].tolist()]
        if trees != GOLD_TREES:
            d.upos, d.xpos, d.rel = ([encoder.labels[k][i] for i in out[k]] for k in ("upos", "xpos", "rel"))
    return documents
