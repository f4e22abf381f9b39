"""Agents inside a document: coreference on OntoGUM's development part, from plain text, and who "he" and "she" are on PolNeAR's.

The program's `dump --stage=lang` prints CoNLL-U with `Entity=` brackets as OntoGUM has them. A mention counts if it covers exactly the gold
one's characters; white space aside, so that both sides may cut tokens differently.
"""
import bisect
import collections
import importlib
import json
import lzma
import re
import sys

from .figures import Figure
from .program import ROOT, Absent, Broken

MENTION = re.compile(r'(\()?(\d+)(?:-[^()|]*)?(\))?')
RULES, TRANSFORMER = 'rule system', 'with a pretrained transformer'
HE = {'he', 'him', 'his', 'himself', 'she', 'her', 'hers', 'herself'}


def scorer():
    """training/agents/scores.py, which needs numpy."""
    sys.path.append(str(ROOT / 'training' / 'agents'))
    try:
        return importlib.import_module('scores')
    except ImportError as e:
        raise Absent(f'numpy is not installed ({e})') from None


class Text:
    """Words with their characters counted without white space, and clusters of (first, one past last) in these characters."""

    def __init__(self):
        self.characters, self.words, self.pieces = '', [], []
        self.clusters = collections.defaultdict(list)
        self.opened = collections.defaultdict(list)

    def add(self, form, misc, before):
        form = ''.join(form.split())
        first, end = len(self.characters), len(self.characters) + len(form)
        self.characters += form
        self.words.append((first, end, form))
        self.pieces.append(before + form)
        cell = re.search(r'(?:^|\|)Entity=([^|]*)', misc)
        for opens, group, closes in MENTION.findall(cell[1]) if cell else []:
            if opens:
                self.opened[group].append(first)
            if closes:
                self.clusters[group].append((self.opened[group].pop(), end))

    def plain(self):
        return ''.join(self.pieces).strip() + '\n'


def texts(lines):
    """{document: Text} of CoNLL-U lines; words inside a multi-word token are joined as its surface is."""
    out, before, glue_until, joined = {}, '', 0, False
    name = ''
    for line in lines:
        if line.startswith('# newdoc'):
            name = line.split('=')[-1].strip()
            out[name] = Text()
        elif line.startswith('# newpar'):
            before = '\n\n'
        cells = line.rstrip('\n').split('\t')
        if len(cells) != 10 or '.' in cells[0]:
            continue
        if '-' in cells[0]:
            glue_until, joined = int(cells[0].split('-')[1]), 'SpaceAfter=No' in cells[9]
            continue
        out.setdefault(name, Text()).add(cells[1], cells[9], before)
        number = int(cells[0])
        glued = number < glue_until or (joined if number == glue_until else 'SpaceAfter=No' in cells[9])
        before = '' if glued else ' '
        glue_until = 0 if number >= glue_until else glue_until
    return out


def read(bench, name, text):
    """The program's Text of a plain text."""
    path = bench.folder / f'{name}.txt'
    path.write_text(text, encoding='utf-8')
    done = bench.run('dump', '--stage=lang', str(path))
    if done.returncode != 0:
        raise Broken(f'stemma dump --stage=lang ended with {done.returncode}: {done.stderr.decode(errors="replace").strip()[-300:]}')
    found = list(texts(done.stdout.decode('utf-8').split('\n')).values())
    if len(found) != 1:
        raise Broken(f'stemma dump --stage=lang prints {len(found)} documents for {name}')
    return found[0]


def ontogum(bench):
    scores = scorer()
    gold = texts(lzma.open(bench.data('gum', 'ontogum-dev.conllu.xz'), 'rt', encoding='utf-8'))
    pairs = {}
    for name, text in gold.items():
        found = read(bench, name, text.plain())
        if found.characters != text.characters:
            raise Broken(f'{name}: the program does not keep all characters of a plain text')
        pairs[name] = (list(text.clusters.values()), list(found.clusters.values()))
    section = f'OntoGUM, dev ({len(gold)} documents), from plain text'
    every = scores.score(pairs.values())
    news = scores.score([p for n, p in pairs.items() if n.split('_')[1] in ('news', 'interview')])
    out = [Figure(section, 'coreference: CoNLL F1', every['conll'], 45, ((TRANSFORMER, 65), (RULES, 40)), '.1f')]
    out += [Figure(section, f'coreference: {label} F1', every[k][2], form='.1f')
            for k, label in (('muc', 'MUC'), ('b3', 'B3'), ('ceaf', 'CEAF-phi4'), ('mentions', 'mentions'))]
    return out + [Figure(section, 'coreference: CoNLL F1, news and interviews', news['conll'], form='.1f')] + speakers(bench)


def silver(bench):
    """{article: [(offset of a pronoun that is a source, last word of the silver chain's name)]}."""
    sources = {}
    for a in map(json.loads, open(bench.data('polnear', 'dev.jsonl'), encoding='utf-8')):
        sources[a['id']] = (a['text'], {tuple(x['source'][0]) for x in a['attributions'] if len(x['source']) == 1})
    rows = lzma.open(bench.data('polnear', 'corenlp-dev.conllu.xz'), 'rt', encoding='utf-8').read().split('\n\n')
    chains = collections.defaultdict(lambda: collections.defaultdict(list))
    for block in rows:
        lines = [x for x in block.split('\n') if x]
        cells = [x.split('\t') for x in lines if x[0] != '#']
        name = next((x.split('=')[1].strip() for x in lines if x.startswith('# doc')), None)
        for x in (x for x in lines if x.startswith('# coref')):
            for chain, first, last in re.findall(r'(\d+):(\d+)-(\d+)@', x):
                chains[name][chain].append(cells[int(first) - 1:int(last)])
    return {n: (sources[n][0], list(cases(c, sources[n][1]))) for n, c in chains.items() if n in sources}


def cases(chains, sources):
    def offset(c, key):
        return int(re.search(key + r'=(\d+)', c[9])[1])
    for mentions in chains.values():
        names = collections.Counter(m[-1][1].lower() for m in mentions if len(m) <= 4 and all('NER=PERSON' in c[9] for c in m))
        for m in mentions:
            span = (offset(m[0], 'Start'), offset(m[-1], 'End'))
            if names and len(m) == 1 and m[0][1].lower() in HE and span in sources:
                yield span[0], names.most_common(1)[0][0]


def speakers(bench):
    """Right: of the capitalised words that begin the mentions of the pronoun's cluster, none is more frequent than the silver surname."""
    right = total = 0
    for name, (text, wanted) in silver(bench).items():
        if not wanted:
            continue
        found = read(bench, name, text)
        if found.characters != ''.join(text.split()):
            raise Broken(f'{name}: the program does not keep all characters of a plain text')
        words = {first: form for first, _, form in found.words}
        for at, surname in wanted:
            place = len(''.join(text[:at].split()))
            cluster = next((c for c in found.clusters.values() if (place, place + len(words.get(place, ''))) in c), [])
            names = collections.Counter(w.lower() for f, e in cluster for s, t, w in found.words[bisect.bisect_left(found.words, (f,)):]
                                        [:4] if t <= e and w[0].isupper() and w.lower() not in HE)
            total += 1
            right += names[surname] > 0 and names[surname] == max(names.values())
    section = 'PolNeAR, dev: who "he" and "she" are, by CoreNLP\'s chains (silver)'
    return [Figure(section, f'speaker of a pronoun is the silver one ({total} cases)', 100 * right / max(1, total), 85, form='.1f')]
