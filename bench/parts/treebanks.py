"""Tokens, sentences, tags and trees from raw text, against treebanks of Universal Dependencies."""
import json
import lzma

from .figures import Figure
from .program import Broken

BLANK = set('\u200b\ufeff\u200e\u200f')   # what belongs to no token


def solid(text):
    return ''.join(c for c in text if not c.isspace() and c not in BLANK)


def blocks(text):
    """[(comments, rows)] of CoNLL-U."""
    for block in text.split('\n\n'):
        lines = [line for line in block.split('\n') if line]
        if lines:
            yield [x for x in lines if x[0] == '#'], [x.split('\t') for x in lines if x[0] != '#']


class Treebank:
    """Words as {(first, one past last): (tag, place of the head or None, relation)}, by their characters that are no white space."""

    def __init__(self):
        self.words, self.sentences, self.size = {}, [], 0

    def add(self, words, heads, tags, relations):
        """words: their lengths in characters, or (first, last) inside the sentence for the parts of one written word."""
        places = [(self.size + a, self.size + b) for a, b in words]
        for i, place in enumerate(places):
            self.words[place] = (tags[i], places[heads[i] - 1] if heads[i] else None, relations[i])
        self.sentences.append((places[0][0], places[-1][1]))
        self.size = places[-1][1]


def gold_of(text):
    """(Treebank, paragraphs)"""
    out, paragraphs = Treebank(), ['']
    for comments, rows in blocks(text):
        if any(c.startswith(('# newpar', '# newdoc')) for c in comments):
            paragraphs.append('')
        if paragraphs[-1] and not paragraphs[-1].endswith(' '):
            paragraphs[-1] += ' '
        spans, at, until = [], 0, 0
        kept = [r for r in rows if '.' not in r[0]]
        for r in kept:
            if '-' in r[0]:
                until, end = int(r[0].split('-')[1]), at + len(solid(r[1]))
            if '-' in r[0] or int(r[0]) > until:
                paragraphs[-1] += r[1] + ('' if 'SpaceAfter=No' in r[9] else ' ')
            if '-' not in r[0]:
                last = end if int(r[0]) == until else at + len(solid(r[1]))
                spans.append((at, last))
                at = last
        words = [r for r in kept if '-' not in r[0]]
        out.add(spans, [int(r[6]) for r in words], [r[3] for r in words], [r[7] for r in words])
    return out, [p.strip() for p in paragraphs if p.strip()]


def ours_of(text):
    out = Treebank()
    for _, rows in blocks(text):
        spans, at = [], 0
        for r in rows:
            spans.append((at, at + len(solid(r[1]))))
            at = spans[-1][1]
        out.add(spans, [int(r[6]) for r in rows], [r[3] for r in rows], [r[7] for r in rows])
    return out


def f1(right, gold, found):
    return 200 * right / max(1, gold + found)


def scored(bench, section, path, targets):
    gold, paragraphs = gold_of(lzma.open(path, 'rt', encoding='utf-8').read())
    source = bench.folder / 'treebank.jsonl'
    source.write_text(json.dumps({'id': 'all', 'text': '\n\n'.join(paragraphs), 'language': 'en'}) + '\n', encoding='utf-8')
    done = bench.run('dump', '--stage=lang', source)
    if done.returncode != 0:
        raise Broken(f'stemma dump ended with {done.returncode}: {done.stderr.decode(errors="replace")[-300:]}')
    ours = ours_of(done.stdout.decode())
    if ours.size != gold.size:
        raise Broken(f'{path.name}: {ours.size} characters read of {gold.size}')
    both = [(gold.words[w], ours.words[w]) for w in gold.words.keys() & ours.words.keys()]
    counts = (('tokens', len(both)), ('UPOS', sum(g[0] == o[0] for g, o in both)), ('UAS', sum(g[1] == o[1] for g, o in both)),
              ('LAS', sum(g[1:] == o[1:] for g, o in both)))
    out = [Figure(section, f'{name} F1, from raw text', f1(n, len(gold.words), len(ours.words)), targets.get(name), form='.1f')
           for name, n in counts]
    same = len(set(gold.sentences) & set(ours.sentences))
    out.append(Figure(section, 'sentences F1, from raw text', f1(same, len(gold.sentences), len(ours.sentences)), targets.get('sentences'),
                      form='.1f'))
    return out


def treebanks(bench):
    return (scored(bench, 'UD English EWT, dev', bench.data('ud-ewt', 'en_ewt-ud-dev.conllu.xz'), {'UPOS': 94, 'LAS': 81}) +
            scored(bench, 'GUM, dev', bench.data('gum', 'gum-dev.conllu.xz'), {}))
