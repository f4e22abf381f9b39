"""The example case: everything that score_case.py measures, and two ways of counting sources that must be beaten."""
import collections
import copy
import json

from .figures import Figure
from .program import ROOT, Absent

EXAMPLE = ROOT / 'examples' / 'brannoch'
SHOWN = (                              # measure of score_case.py, in words, target of an issue
    ('documents/publisher', 'publisher right', None),
    ('documents/agency', 'agency right', None),
    ('documents/published', 'date right', None),
    ('documents/authors', 'authors right', None),
    ('derivation/pairs/f', 'family pairs F1', .95),
    ('derivation/edges/f', 'parent edges F1', .85),
    ('derivation/reports_on/f', '"relies on" F1', .75),
    ('attributions/recall', 'attributions found', .85),
    ('attributions/source', 'source right', .85),
    ('attributions/stance', 'stance right', .85),
    ('agents/f', 'agents B-cubed F1', .90),
    ('claims/f', 'claims B-cubed F1', .80),
    ('sides', 'side right', .90),
    ('roots/f', 'roots B-cubed F1', .80),
    ('independent/exact', 'claims whose four numbers are exact', .60),
    ('denials/f', 'denials F1', .75),
    ('figures/found', 'figures found', .90),
    ('figures/grouped', 'figures grouped', .80),
    ('timeline', 'timeline', None),
)


def families(export):
    """{document: a name for its copy family}"""
    head = {d['id']: d['id'] for d in export['documents']}

    def find(x):
        while head[x] != x:
            x = head[x]
        return x
    for d in export['documents']:
        for p in d['derived_from']:
            head[find(d['id'])] = find(p['document'])
    return {d: find(d) for d in head}


def counted_by(export, label):
    """The export with `supporting` replaced by a count of the distinct labels of the documents that support the claim."""
    out = copy.deepcopy(export)
    document = {a['id']: a['document'] for a in out['attributions']}
    for c in out['claims']:
        who = {label[document[m['attribution']]] for m in c['members'] if m['side'] == 'supports'}
        c['independent'] = {**c['independent'], 'supporting': len(who)}
    return out


def outlets(export):
    return {d['id']: d['publisher'] or d['id'] for d in export['documents']}


def example(bench):
    score_case = bench.scorer('score_case.py')
    gold_path = EXAMPLE / 'gold.json'
    if not gold_path.exists():
        raise Absent(f'{gold_path} is not there')
    raw = json.loads(gold_path.read_text(encoding='utf-8'))
    export, path = bench.export(EXAMPLE / 'articles')
    s = bench.score('score_case.py', gold_path, path)['scores']
    section = f'example case ({len(raw["documents"])} documents, {len(raw["claims"])} claims)'
    out = [Figure(section, words, s[key], target) for key, words, target in SHOWN]

    def error(e):
        return score_case.score(raw, e)['scores']['independent/supporting_mae']
    perfect = score_case.gold_export(raw, EXAMPLE)
    straw = (('count outlets, on our claims', error(counted_by(export, outlets(export)))),
             ('count families, on our claims', error(counted_by(export, families(export)))),
             ('count outlets, on the gold', error(counted_by(perfect, outlets(perfect)))),
             ('count families, on the gold', error(counted_by(perfect, families(perfect)))))
    out.append(Figure(section, 'supporting roots, mean absolute error', s['independent/supporting_mae'], .5, straw, '.2f', higher=False))
    return out
