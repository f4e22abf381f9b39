"""Groups the errors of an attribution reader on PolNeAR, dev. Counts only: no text of the corpus is printed.

A gold and a found attribution are a pair as the scorer aligns them, if their cues share a word (or neither has one) or their contents have F >= 0.5;
what is in no pair is missed, or spurious. A pair may have several errors. A cue's kind is its head's: the word whose head in CoreNLP's
tree lies outside the cue. Its lemma was seen if a cue of that kind in the training half has it.
"""
import bisect
import collections
import json
import lzma

from .attribution import TYPES, polnear_dev
from .program import Absent

LEXICAL = ('verb', 'noun', 'other')                # of several heads of a cue the first of these counts: "in a statement, said" is a verb


class Words:
    """CoreNLP's words of one article by their place: (start, end, part of speech, lemma, head as an index, relation)."""

    def __init__(self):
        self.rows, self.base = [], 0

    def add(self, sentence):
        self.base = len(self.rows)
        for cells in sentence:
            place = dict(x.split('=', 1) for x in cells[9].split('|'))
            head = int(cells[6])
            self.rows.append((int(place['Start']), int(place['End']), cells[4], cells[2].lower(), self.base + head - 1 if head else None, cells[7]))

    def cue(self, spans):
        """(kind, lemma of the head) of a cue."""
        inside = set()
        for a, b in spans:
            i = bisect.bisect_left(self.rows, b, key=lambda r: r[0])
            while i > 0 and self.rows[i - 1][1] > a:
                i -= 1
                inside.add(i)
        words = [i for i in sorted(inside) if self.rows[i][3][:1].isalnum()]
        if not words:
            return ('punctuation' if spans else 'none'), ''
        tops = [i for i in words if self.rows[i][4] not in inside]
        return min(((self.kind(i), self.rows[i][3]) for i in tops or words), key=lambda k: LEXICAL.index(k[0]))

    def kind(self, i):
        _, _, tag, _, _, relation = self.rows[i]
        if relation in ('case', 'mark', 'mwe'):    # "according" to
            return 'other'
        return 'verb' if tag.startswith('VB') else 'noun' if tag.startswith('NN') else 'other'


def words_of(path):
    """{article: Words}"""
    out = collections.defaultdict(Words)
    with lzma.open(path, 'rt', encoding='utf-8') as f:
        for block in f.read().split('\n\n'):
            lines = block.split('\n')
            name = next((x.split('=', 1)[1].strip() for x in lines if x.startswith('# doc')), None)
            if name:
                out[name].add([x.split('\t') for x in lines if x and x[0] != '#'])
    return out


def seen_cues(bench):
    """(kind, lemma) of the cues of the training half."""
    words, out = words_of(bench.data('polnear', 'corenlp-train.conllu.xz')), set()
    with open(bench.data('polnear', 'train.jsonl'), encoding='utf-8') as f:
        for article in map(json.loads, f):
            out.update(words[article['id']].cue(a['cue']) for a in article['attributions'])
    return out


def edges(gold, found):
    """How a found span differs from the gold one: 'left too long', ... 'inside'; both are sets of words that share one."""
    out = []
    if min(found) != min(gold):
        out.append('left too long' if min(found) < min(gold) else 'left too short')
    if max(found) != max(gold):
        out.append('right too long' if max(found) > max(gold) else 'right too short')
    middle = range(max(min(gold), min(found)), min(max(gold), max(found)) + 1)
    if {i for i in gold if i in middle} != {i for i in found if i in middle}:
        out.append('a piece inside')
    return out


def pair_errors(g, p):
    """(role, what is wrong) of a pair."""
    for role in ('cue', 'source', 'content'):
        a, b = g.key[role], p.key[role]
        if a == b:
            continue
        if not a or not b:
            yield role, 'missing' if a else 'extra'
        elif not a & b:
            yield role, 'another'
        elif role == 'content':
            yield from ((role, e) for e in edges(a, b))
        else:
            yield role, 'longer' if a < b else 'shorter' if b < a else 'partly another'


class Counts:
    def __init__(self):
        self.errors = collections.Counter()        # (group, what, type)
        self.of = collections.Counter()            # (group, what): how many there are that could be missed
        self.types = collections.Counter()         # (what, type) of gold and of exact ones

    def add(self, scorer, article, words, found, seen):
        text = scorer.Article(article['text'])

        def label(raw):
            kind, lemma = words.cue(raw['cue'])
            if kind in LEXICAL:
                return f'{kind}, {"seen" if (kind, lemma) in seen else "not seen"} in training'
            return {'none': 'no cue'}.get(kind, kind)
        outer = [a for a in found if a['parent'] is None]
        gold, pred, inner = ([scorer.Attribution(text, a) for a in x] for x in (article['attributions'], outer, [a for a in found if a['parent'] is not None]))
        pairs = {i: j for i, j in scorer.align(gold, pred) if alike(gold[i], pred[j])}
        for i, g in enumerate(gold):
            what = label(article['attributions'][i])
            self.of['missed', what] += 1
            self.types['gold', g.type] += 1
            if i in pairs:
                self.types['exact', g.type] += g.exact(pred[pairs[i]])
                for group, error in pair_errors(g, pred[pairs[i]]):
                    self.errors[group, error, g.type] += 1
            elif any(alike(g, p) and g.key['content'] & p.key['content'] for p in inner):
                self.errors['missed', 'found, but inside another', g.type] += 1
            else:
                self.errors['missed', what, g.type] += 1
        for j, p in enumerate(pred):
            if j not in pairs.values():
                self.errors['spurious', label(outer[j]), p.type] += 1
            self.of['spurious', label(outer[j])] += 1


def alike(g, p):
    return bool(g.key['cue'] & p.key['cue']) or not (g.key['cue'] or p.key['cue']) or g.f(p, 'content') >= .5


TITLES = {'missed': 'missed: its cue is', 'spurious': 'spurious: its cue is', 'cue': 'cue', 'source': 'source', 'content': 'content'}


def table(counts):
    total = max(1, sum(counts.errors.values()))
    wide = 34
    lines = [f'{"error":{wide}} {"count":>6} {"share":>6} {"of":>6} ' + ' '.join(f'{t:>8}' for t in TYPES)]

    def line(title, keys, of=None):
        by_type = [sum(counts.errors[(*k, t)] for k in keys) for t in TYPES]
        n = sum(by_type)
        lines.append(f'{title:{wide}} {n:6} {100 * n / total:5.1f}% {"" if of is None else of:>6} ' + ' '.join(f'{x:8}' for x in by_type))
    for group, title in TITLES.items():
        whats = collections.Counter()
        for (g, what, _), n in counts.errors.items():
            if g == group:
                whats[what] += n
        line(title, [(group, w) for w in whats], sum(n for (g, _), n in counts.of.items() if g == group) or None)
        for what, _ in whats.most_common():
            line('  ' + what, [(group, what)], counts.of.get((group, what)))
    for what in ('gold', 'exact'):
        by_type = [counts.types[what, t] for t in TYPES]
        lines.append(f'{"all gold attributions" if what == "gold" else "right in every word":{wide}} {sum(by_type):6} {"":6} {"":6} '
                     + ' '.join(f'{x:8}' for x in by_type))
    return '\n'.join(lines)


def text(bench, floor=False):
    """The table for the program, or for the floor reader."""
    gold, texts = polnear_dev(bench)
    scorer = bench.scorer('score_attribution.py')
    words, seen = words_of(bench.data('polnear', 'corenlp-dev.conllu.xz')), seen_cues(bench)
    found = bench.floor_texts(texts) if floor else bench.read_texts(texts)
    if found is None:
        raise Absent(f'{bench.program.parent}/floor_reader is not built (setup/build release --target floor_reader)')
    counts = Counts()
    for ident, article in gold.items():
        counts.add(scorer, article, words[ident], found[ident]['attributions'], seen)
    return table(counts)
