"""The example case and the invented families: what score_case.py measures, and two ways of counting sources that must be beaten."""
import copy
import json
import statistics

from . import invented
from .figures import Figure
from .program import ROOT, Absent, Broken

EXAMPLE = ROOT / 'examples' / 'brannoch'
FAMILIES = ROOT / 'bench' / 'sets' / 'cases'
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


def straw_men(score_case, gold, folder, export):
    """Mean absolute error of `supporting` for whoever counts outlets or copy families, on our claims and on the gold's."""
    def error(e):
        return score_case.score(gold, e)['scores']['independent/supporting_mae']
    perfect = score_case.gold_export(gold, folder)
    return (('count outlets, on our claims', error(counted_by(export, outlets(export)))),
            ('count families, on our claims', error(counted_by(export, families(export)))),
            ('count outlets, on the gold', error(counted_by(perfect, outlets(perfect)))),
            ('count families, on the gold', error(counted_by(perfect, families(perfect)))))


def score(bench, folder):
    """(gold, scores, straw men) of a folder with articles and gold.json."""
    gold = json.loads((folder / 'gold.json').read_text(encoding='utf-8'))
    export, path = bench.export(folder / 'articles')
    scores = bench.score('score_case.py', folder / 'gold.json', path)['scores']
    return gold, scores, straw_men(bench.scorer('score_case.py'), gold, folder, export)


def figures(section, scores, straw):
    out = [Figure(section, words, scores[key], target) for key, words, target in SHOWN]
    out.append(Figure(section, 'supporting roots, mean absolute error', scores['independent/supporting_mae'], .5, straw, '.2f', higher=False))
    return out


def example(bench):
    if not (EXAMPLE / 'gold.json').exists():
        raise Absent(f'{EXAMPLE / "gold.json"} is not there')
    gold, scores, straw = score(bench, EXAMPLE)
    return figures(f'example case ({len(gold["documents"])} documents, {len(gold["claims"])} claims)', scores, straw)


def invented_families(bench, folder, about):
    """Means over the families of a folder."""
    golds, scores, straws = [], [], []
    for file in sorted(folder.glob('*.json')):
        source = json.loads(file.read_text(encoding='utf-8'))
        if wrong := invented.check(source):
            raise Broken(f'{file}: {wrong[0]}')
        gold, s, straw = score(bench, invented.write(source, bench.folder / 'cases'))
        golds.append(gold)
        scores.append(s)
        straws.append(straw)
    if not golds:
        raise Absent(f'no families in {folder}')
    mean = {key: statistics.fmean(s[key] for s in scores if s[key] is not None) if any(s[key] is not None for s in scores) else None
            for key in (*(k for k, *_ in SHOWN), 'independent/supporting_mae')}
    straw = tuple((words[0][0], statistics.fmean(v for _, v in words)) for words in zip(*straws))
    count = [sum(len(g[k]) for g in golds) for k in ('documents', 'claims')]
    return figures(f'{about} ({len(golds)} families, {count[0]} documents, {count[1]} claims; means)', mean, straw)


def families_looked_at(bench):
    return invented_families(bench, FAMILIES, 'invented families')


def families_held(bench):
    return invented_families(bench, FAMILIES / 'held', 'invented families, aside, read by nobody who tuned')
