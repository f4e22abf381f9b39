"""Texts with what the language encoder made of them, and who says what in them, on the device that trains."""
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import batches
import evaluate
import model as model_
import prepare
import tokens

ROLES = ("source", "cue", "content")
TAGS = ("upos", "xpos", "rel", "name")
PAD = 2


def rows_of(texts):
    """Texts, a paragraph a line, as prepare.Rows with sentences by the plain rule; and first and end, in code points, of each token."""
    rows, places = prepare.Rows(), []
    for text in texts:
        rows.start("doc")
        base = 0
        for paragraph in text.split("\n"):
            spans = tokens.spans(paragraph)
            if spans:
                rows.start("par")
            starts = {0, *prepare.sentence_ends([paragraph[a:b] for a, b in spans])}
            last = 0
            for i, (a, b) in enumerate(spans):
                if i in starts:
                    rows.start("sent")
                rows.add(paragraph[a:b], a > last or a == 0)
                places.append((base + a, base + b))
                last = b
            base += len(paragraph) + 1
    return rows, np.array(places, np.int32)


def inside(places, first, last, spans):
    """Rows first .. last - 1 that share a character with one of the spans, ascending."""
    out = set()
    for s, e in spans:
        out.update(range(first + int(np.searchsorted(places[first:last, 1], s, side="right")), first + int(np.searchsorted(places[first:last, 0], e, side="left"))))
    return np.array(sorted(out), np.int64)


class Corpus:
    """n tokens one after another. On `device`: encoded (f16, width), embed (f16), the tags, head (row; n: none), quote, first (1 of sentence, 2 of
    paragraph), sent, par (numbers), word, sub, shape. doc: first rows of documents and n, on the processor.
    attributions[d]: [(trigger row, rows of source, of cue, of content, outermost only)]."""

    def __init__(self, forms, arrays, doc, par, sent, device):
        self.forms, self.doc, self.device = forms, doc, device
        n = len(forms)
        first = np.zeros(n, np.int64)
        first[sent[:-1]] = 1
        first[par[:-1]] = 2
        rows = np.arange(n)
        arrays = dict(arrays, first=first, sent=np.searchsorted(sent, rows, side="right"), par=np.searchsorted(par, rows, side="right"))
        arrays["head"] = np.where(arrays["head"] >= 0, arrays["head"], n)
        for k, v in arrays.items():
            v = torch.as_tensor(v)
            setattr(self, k, v.to(device) if v.dtype in (torch.float16, torch.int16, torch.int32) else v.long().to(device))
        self.own_head = arrays["head"] if isinstance(arrays["head"], np.ndarray) else arrays["head"].cpu().numpy()
        self.own_upos = np.asarray(arrays["upos"])
        self.attributions = [[] for _ in range(len(doc) - 1)]
        self.outermost = True

    def add(self, d, source, cue, content):
        self.attributions[d].append((self.trigger(cue, content), source, cue, content))

    def trigger(self, cue, content):
        """The token of the cue that stands highest in its tree, of several the last; the first of the content where there is no cue."""
        if len(cue) == 0:
            return int(content[0])
        inside = set(cue.tolist())
        tops = [int(t) for t in cue if int(self.own_head[t]) not in inside and self.own_upos[t] != PUNCT]
        return tops[-1] if tops else int(cue[-1])

    def pieces(self, longest):
        """[(first row, one past the last, document)]: documents, cut at paragraphs (or at sentences, or anywhere) into pieces of at most `longest` tokens."""
        par, sent = (np.flatnonzero(np.diff(getattr(self, k).cpu().numpy(), prepend=-1)) for k in ("par", "sent"))
        out = []
        for d in range(len(self.doc) - 1):
            at, end = int(self.doc[d]), int(self.doc[d + 1])
            while at < end:
                cut = end
                if end - at > longest:
                    for bounds in (par, sent):
                        k = bounds[np.searchsorted(bounds, at + longest, side="right") - 1]
                        if k > at + longest // 4:
                            cut = int(k)
                            break
                    else:
                        cut = at + longest
                out.append((at, cut, d))
                at = cut
        return out


PUNCT = 1  # index of the tag in labels.json


def to(batch, device):
    return {k: v.to(device) if isinstance(v, torch.Tensor) else v for k, v in batch.items()}


def encode(language, corpus, device, longest=600, tags=False, group=24):
    """encoded and embed of a batches.Corpus, f16, and where `tags`: upos, xpos, rel, name, head by the best of each (no trees, no votes)."""
    n = len(corpus.forms)
    out = {"encoded": torch.zeros(n, language.upos.in_features, dtype=torch.float16, device=device),
           "embed": torch.zeros(n, model_.INPUT - model_.FLAG, dtype=torch.float16, device=device)}
    if tags:
        out.update({k: torch.zeros(n, dtype=torch.int64, device=device) for k in TAGS}, head=torch.full((n,), -1, dtype=torch.int64, device=device))
    language.eval()
    chunks = corpus.chunks(longest)
    with torch.no_grad():
        for i in range(0, len(chunks), group):
            batch = to(corpus.batch(chunks[i:i + group]), device)
            real = torch.from_numpy(batch["index"] >= 0).to(device)
            rows = torch.from_numpy(batch["index"]).to(device)
            embed = language.embed(batch)
            x = language.encode(batch, embed)
            out["encoded"][rows[real]] = x[real].half()
            out["embed"][rows[real]] = embed[real].half()
            if tags:
                for k, logits in (("upos", language.upos(x)), ("xpos", language.xpos(x)), ("name", language.name(x))):
                    out[k][rows[real]] = logits.argmax(1)[real]
                at, lengths = batch["at"], batch["lengths"]
                arcs = language.parsers["ud2"].arcs(x, at)
                place = torch.arange(at.shape[1], device=device)
                allowed = torch.cat([torch.ones(len(at), 1, dtype=torch.bool, device=device), place[None] < lengths[:, None]], 1)
                arcs = arcs.masked_fill(~allowed[:, None, :], -1e9)
                arcs[:, place, place + 1] = -1e9
                best = arcs.argmax(2)
                ok = place[None] < lengths[:, None]
                head = torch.where(best > 0, at.gather(1, (best - 1).clamp(min=0)), torch.full_like(best, -1))
                dep, head = at[ok], head[ok]
                rel = language.parsers["ud2"].relations(x, dep, head).argmax(1)
                out["rel"][rows[dep]] = rel
                out["head"][rows[dep]] = torch.where(head >= 0, rows[head.clamp(min=0)], torch.full_like(head, -1))
    return out


def inputs(corpus):
    """word, sub, shape, quote of a batches.Corpus."""
    return {"word": corpus.word.astype(np.int32), "sub": corpus.sub.astype(np.int32), "shape": corpus.shape.astype(np.int32), "quote": corpus.quote.astype(np.int64)}


def load_language(folder, checkpoint, device):
    """The language encoder (Model) and its vocabulary."""
    language, vocabulary, _ = evaluate.load(folder, checkpoint)
    return language.to(device).eval(), vocabulary


def polnear(path, language, vocabulary, device):
    """What polnear.py wrote: tags, trees and names as the program has them; the encoder's vectors are made here."""
    data = np.load(path)
    forms = bytes(data["forms"]).decode().split("\n")
    rows = prepare.Rows()
    rows.starts.update(sent=data["sent"][:-1].tolist(), par=data["par"][:-1].tolist(), doc=data["doc"][:-1].tolist())
    for form, gap in zip(forms, data["gap"]):
        rows.add(form, bool(gap))
    base = batches.Corpus(rows.arrays(), vocabulary)
    arrays = {**{k: data[k].astype(np.int64) for k in TAGS}, "head": data["head"].astype(np.int64), **inputs(base), **encode(language, base, device)}
    out = Corpus(forms, arrays, data["doc"], data["par"], data["sent"], device)
    rows, at = data["role_rows"], data["role_at"]
    for i, d in enumerate(data["doc_of"]):
        out.add(d, *(rows[at[3 * i + k]:at[3 * i + k + 1]] for k in range(3)))
    return out


def raw_rows(lines, longest=480):
    """Paragraphs of raw_text.py's file as documents of at most `longest` tokens, prepare.Rows; a paragraph longer than that is left out."""
    rows, held = prepare.Rows(), 0
    rows.start("doc", "par", "sent")
    for line in lines:
        forms = line.split()
        if not forms or held + len(forms) > longest:
            rows.start("doc")
            held = 0
        if not forms or len(forms) > longest:
            continue
        rows.start("par")
        ends = set(prepare.sentence_ends(forms))
        for i, form in enumerate(forms):
            if i in ends or i == 0:
                rows.start("sent")
            rows.add(form)
        held += len(forms)
    for k in rows.starts:
        if rows.starts[k] and rows.starts[k][-1] == len(rows.forms):
            rows.starts[k].pop()
    return rows


def raw_base(lines, vocabulary):
    return batches.Corpus(raw_rows(lines).arrays(), vocabulary)


def raw(base, language, device):
    par = np.flatnonzero(base.par_starts[:len(base.forms)])
    arrays = {**encode(language, base, device, tags=True), **inputs(base)}
    head = arrays.pop("head").cpu().numpy()
    arrays = {k: v.cpu().numpy() if k == "upos" else v for k, v in arrays.items()}
    return Corpus(base.forms, {**arrays, "head": head}, base.doc, np.append(par, len(base.forms)), base.sent, device)
