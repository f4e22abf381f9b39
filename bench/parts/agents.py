"""Agents inside a document: coreference on OntoGUM's development part, from plain text, and who "he" and "she" are on PolNeAR's.

The program's `dump --stage=lang` prints `Entity=` brackets as OntoGUM has them. A mention counts if it covers exactly the gold one's
characters; white space aside, so that both sides may cut tokens differently.
"""
import bisect
import collections
import importlib
import json
import lzma
import re
import sys

from . import conllu, language
from .figures import Figure
from .program import ROOT, Absent

MENTION = re.compile(r'(\()?(\d+)(?:-[^()|]*)?(\))?')
PRONOUNS = set('i me my mine myself we us our you your they them their who it its'.split())   # with a capital no names either
HE = {'he', 'him', 'his', 'himself', 'she', 'her', 'hers', 'herself'}


def scorer():
    """training/agents/scores.py, which needs numpy."""
    sys.path.append(str(ROOT / 'training' / 'agents'))
    try:
        return importlib.import_module('scores')
    except ImportError as e:
        raise Absent(f'numpy is not installed ({e})') from None


def clusters(document):
    """Lists of (start, end) of the mentions of one agent, in characters that are not white space."""
    out, opened = collections.defaultdict(list), collections.defaultdict(list)
    for word in document.words():
        for opens, group, closes in MENTION.findall(word.misc.get('Entity', '')):
            if opens:
                opened[group].append(word.start)
            if closes and opened[group]:
                out[group].append((opened[group].pop(), word.end))
    return list(out.values())


def ontogum(bench):
    scores = scorer()
    golds = list(conllu.read(conllu.lines_of(bench.data('gum', 'ontogum-dev.conllu.xz'))))
    found = language.analyses(bench, golds)
    pairs = {d.ident: (clusters(d), clusters(found[d.ident])) for d in golds}
    section = f'OntoGUM, dev ({len(golds)} documents), from plain text'
    every = scores.score(pairs.values())
    news = scores.score([p for n, p in pairs.items() if n.split('_')[1] in ('news', 'interview')])
    peers = (('with a pretrained transformer', 65), ('rule system', 40))
    out = [Figure(section, 'coreference: CoNLL F1', every['conll'], 45, peers, '.1f')]
    out += [Figure(section, f'coreference: {label} F1', every[k][2], form='.1f')
            for k, label in (('muc', 'MUC'), ('b3', 'B3'), ('ceaf', 'CEAF-phi4'), ('mentions', 'mentions'))]
    return out + [Figure(section, 'coreference: CoNLL F1, news and interviews', news['conll'], form='.1f')] + speakers(bench)


def offset(cells, key):
    return int(re.search(key + r'=(\d+)', cells[9])[1])


def chains(path):
    """{article: {chain: mentions as lists of rows}} of CoreNLP's annotation."""
    out = collections.defaultdict(lambda: collections.defaultdict(list))
    for block in lzma.open(path, 'rt', encoding='utf-8').read().split('\n\n'):
        lines = [x for x in block.split('\n') if x]
        cells = [x.split('\t') for x in lines if x[0] != '#']
        name = next((x.split('=')[1].strip() for x in lines if x.startswith('# doc')), None)
        for x in (x for x in lines if x.startswith('# coref')):
            for chain, first, last in re.findall(r'(\d+):(\d+)-(\d+)@', x):
                out[name][chain].append(cells[int(first) - 1:int(last)])
    return out


def cases(article, sources):
    """(offset of a pronoun that is the source of an attribution, last word of the name in its chain)."""
    for mentions in article.values():
        names = collections.Counter(m[-1][1].lower() for m in mentions if len(m) <= 4 and all('NER=PERSON' in c[9] for c in m))
        for m in mentions:
            pronoun = len(m) == 1 and m[0][1].lower() in HE
            if names and pronoun and (offset(m[0], 'Start'), offset(m[0], 'End')) in sources:
                yield offset(m[0], 'Start'), names.most_common(1)[0][0]


def names_of(cluster, words):
    """How often the mentions of a cluster begin with each capitalised word, pronouns left out: their first four words are looked at."""
    out = collections.Counter()
    for start, end in cluster:
        at = bisect.bisect_left(words, start, key=lambda w: w.start)
        out.update(w.form.lower() for w in words[at:at + 4] if w.end <= end and w.form[0].isupper() and w.form.lower() not in HE | PRONOUNS)
    return out


def speakers(bench):
    """Right: no capitalised word is more frequent in the pronoun's cluster than the silver surname."""
    silver = chains(bench.data('polnear', 'corenlp-dev.conllu.xz'))
    articles = []
    for a in map(json.loads, open(bench.data('polnear', 'dev.jsonl'), encoding='utf-8')):
        sources = {tuple(x['source'][0]) for x in a['attributions'] if len(x['source']) == 1}
        articles.append((conllu.Document(a['id'], paragraphs=a['text'].split('\n')), a['text'], list(cases(silver[a['id']], sources))))
    found = language.analyses(bench, [d for d, _, _ in articles])
    right = total = 0
    for document, text, wanted in articles:
        mine, words = clusters(found[document.ident]), found[document.ident].words()
        for at, surname in wanted:
            place = conllu.size(text[:at])
            end = next((w.end for w in words if w.start == place), None)
            names = names_of(next((c for c in mine if (place, end) in c), []), words)
            total += 1
            right += names[surname] > 0 and names[surname] == max(names.values())
    section = 'PolNeAR, dev: who "he" and "she" are, by CoreNLP\'s chains (silver)'
    return [Figure(section, f'a pronoun\'s speaker is the silver one ({total} cases)', 100 * right / max(1, total), 85, form='.1f')]
