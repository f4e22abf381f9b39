"""The language reader: tags, trees, sentence ends and names, from the program's own output."""
import json

from . import conllu
from .figures import Figure
from .program import Broken

SPACY = 'spaCy sm 3.8'   # bench/peers/spacy_pipeline.py
KINDS = {'person': 'PER', 'place': 'LOC', 'organisation': 'ORG', 'government': 'ORG', 'media': 'ORG'}
WORLDWIDE = {'Person': 'PER', 'Location': 'LOC', 'Facility': 'LOC', 'Organization': 'ORG'}
CROSSNER = {'politician': 'PER', 'person': 'PER', 'organisation': 'ORG', 'politicalparty': 'ORG', 'country': 'LOC', 'location': 'LOC'}
WIKIGOLD = {'PER': 'PER', 'LOC': 'LOC', 'ORG': 'ORG'}


def f1(right, gold, found):
    return 200 * right / max(1, gold + found)


def analyses(bench, documents):
    """What the program makes of the documents' texts: {id: Document}."""
    texts = bench.folder / 'language.jsonl'
    with open(texts, 'w', encoding='utf-8') as out:
        for d in documents:
            out.write(json.dumps({'id': d.ident, 'text': '\n\n'.join(p.strip() for p in d.paragraphs)}) + '\n')
    return _dump(bench, 'jsonl', texts)


def _dump(bench, form, path):
    done = bench.run('dump', '--stage=lang', '--from', form, str(path))
    if done.returncode != 0:
        raise Broken(f'stemma dump --stage=lang --from {form} ended with {done.returncode}: {done.stderr.decode(errors="replace").strip()[-300:]}')
    return {d.ident: d for d in conllu.read(done.stdout.decode().split('\n'))}


def on_gold_tokens(bench, path):
    """(UPOS, UAS, LAS, lemma) in percent where the program is given the treebank's words and sentences."""
    plain = bench.folder / 'gold.conllu'
    plain.write_text('\n'.join(conllu.lines_of(path)) + '\n', encoding='utf-8')
    found = _dump(bench, 'conllu', plain)
    words = upos = uas = las = lemma = 0
    for gold in conllu.read(conllu.lines_of(path)):
        for g, f in zip(gold.sentences, found[gold.ident].sentences, strict=True):
            for a, b in zip(g, f, strict=True):
                words, upos, lemma = words + 1, upos + (a.upos == b.upos), lemma + (a.lemma == b.lemma)
                uas, las = uas + (a.head == b.head), las + (a.head == b.head and a.relation == b.relation)
    return [100 * n / words for n in (upos, uas, las, lemma)]


def from_text(bench, path, chosen=lambda ident: True):
    """F1 in percent of tokens, sentences, UPOS, UAS, LAS, as the CoNLL 2018 evaluation counts them."""
    golds = [d for d in conllu.read(conllu.lines_of(path)) if chosen(d.ident)]
    found = analyses(bench, golds)
    total = token = upos = uas = las = right = sentences = 0
    for gold in golds:
        mine = found[gold.ident]
        at = {(w.start, w.end): (w, s) for s in gold.sentences for w in s}
        total += len(gold.words()) + len(mine.words())
        for s in mine.sentences:
            for w in s:
                g, gs = at.get((w.start, w.end), (None, None))
                if g is None:
                    continue
                token, upos = token + 1, upos + (g.upos == w.upos)
                head, ghead = (None if x.head < 0 else (y[x.head].start, y[x.head].end) for x, y in ((w, s), (g, gs)))
                uas, las = uas + (head == ghead), las + (head == ghead and w.relation == g.relation)
        ends = [{(s[0].start, s[-1].end) for s in d.sentences} for d in (gold, mine)]
        right, sentences = right + len(ends[0] & ends[1]), sentences + len(ends[0]) + len(ends[1])
    return [200 * token / total, 200 * right / sentences] + [200 * n / total for n in (upos, uas, las)]


def naming(bench, path, kinds):
    golds = list(conllu.bio(path))
    for i, d in enumerate(golds):
        d.ident = str(i)
    found = analyses(bench, golds)
    pairs = [(conllu.names(d, kinds), conllu.names(found[d.ident], KINDS)) for d in golds]
    right, gold, mine = (sum(len(x) for x in column) for column in zip(*((g & f, g, f) for g, f in pairs)))
    return f1(right, gold, mine), 100 * right / max(1, mine), 100 * right / max(1, gold)


def language(bench):
    ewt, gum = bench.data('ud-ewt', 'en_ewt-ud-dev.conllu.xz'), bench.data('gum', 'gum-dev.conllu.xz')
    out = []

    def add(section, measure, ours, target=None, peers=()):
        out.append(Figure(section, measure, ours, target, peers, '.1f'))
    section = 'UD English EWT, dev'
    upos, uas, las, lemma = on_gold_tokens(bench, ewt)
    add(section, 'UPOS, gold tokens', upos, 95.5)
    add(section, 'UAS, gold tokens', uas)
    add(section, 'LAS, gold tokens', las, 84)
    add(section, 'lemmas, gold tokens', lemma)
    token, sentence, upos, uas, las = from_text(bench, ewt)
    add(section, 'tokens, from text', token)
    add(section, 'sentences, from text', sentence, None, ((SPACY, 69.8),))
    add(section, 'UPOS, from text', upos, 94, ((SPACY, 90.3),))
    add(section, 'LAS, from text', las, 81)
    section = 'GUM, dev'
    token, sentence, upos, uas, las = from_text(bench, gum)
    add(section, 'sentences, from text', sentence, None, ((SPACY, 82.9),))
    add(section, 'UPOS, from text', upos, None, ((SPACY, 94.7),))
    add(section, 'LAS, from text', las)
    add(section, 'sentences of its two news documents, from text', from_text(bench, gum, lambda ident: '_news_' in ident)[1], 93, ((SPACY, 85.2),))
    section = 'names: PER, LOC, ORG, exact, from text'
    for name, file, kinds, target, peer in (('worldwide', 'worldwide-dev.bio.xz', WORLDWIDE, 82, 61.5),
                                            ('wikigold, never trained on', 'wikigold-train.bio.xz', WIKIGOLD, 75, 54.6),
                                            ('CrossNER politics', 'crossner-politics-dev.bio.xz', CROSSNER, None, 44.4)):
        f, p, r = naming(bench, bench.data('ner', file), kinds)
        add(section, f'{name}: F1', f, target, ((SPACY, peer),))
        add(section, f'{name}: precision', p)
        add(section, f'{name}: recall', r)
    return out
