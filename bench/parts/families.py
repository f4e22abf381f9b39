"""Counting in cases of known genealogy (parts/genealogies.py): how the count holds when cases grow and copies are edited more and more.

Each line is a size or an edit strength; the straw men count the outlets, or the copy families, among the gold's supporting members."""
import collections
import json
import statistics
import subprocess

from . import genealogies, invented
from .figures import Figure

COUNTED = ('supporting', 'supporting_unknown', 'denying', 'denying_unknown')


def kin(edges):
    """Pairs of which one descends from the other, or both from a third. `edges`: (child, parent)."""
    parents, below = collections.defaultdict(set), collections.defaultdict(set)
    for child, parent in edges:
        parents[child].add(parent)
    for d in {d for e in edges for d in e}:
        todo, seen = [d], set()
        while todo:
            x = todo.pop()
            if x not in seen:
                seen.add(x)
                below[x].add(d)
                todo += parents[x]
    return {(a, b) for all_below in below.values() for a in all_below for b in all_below if a < b}


def f1(gold, ours):
    return 1. if not gold and not ours else 2 * len(gold & ours) / (len(gold) + len(ours))


def matched(score_case, gold, export, file_of):
    """{gold claim id: exported claim}, one to one, by the members that are found in their documents (content F of .5 or more)."""
    text = {d['id']: d for d in export['documents']}
    by_file = collections.defaultdict(list)
    for a in export['attributions']:
        by_file[file_of.get(a['document'])].append(a)
    claims_of = collections.defaultdict(list)
    for c in export['claims']:
        for m in c['members']:
            claims_of[m['attribution']].append(c['id'])
    texts, common = {}, collections.Counter()
    for c in gold['claims']:
        for m in c['members']:
            candidates = by_file[m['file']]
            if not candidates:
                continue
            if m['file'] not in texts:
                texts[m['file']] = score_case.Text(text[candidates[0]['document']]['text'])
            f, a = max(((texts[m['file']].f(m['content'], a['content']), a) for a in candidates), key=lambda x: x[0])
            for e in claims_of[a['id']] if f >= .5 else ():
                common[c['id'], e] += 1
    order = [c['id'] for c in export['claims']]
    by_id = {c['id']: c for c in export['claims']}
    return {g: by_id[e] for g, e in score_case.one_to_one(common, [c['id'] for c in gold['claims']], order).items()}


def straw(gold):
    """{claim: (outlets, families)} among its supporting members."""
    publisher = {d['file']: d['publisher'] for d in gold['documents']}
    head = {}
    for d in gold['documents']:  # a parent stands before its copies
        head[d['file']] = head[d['derived_from'][0]['file']] if d['derived_from'] else d['file']
    out = {}
    for c in gold['claims']:
        files = {m['file'] for m in c['members'] if m['side'] == 'supports'}
        out[c['id']] = (len({publisher[f] for f in files}), len({head[f] for f in files}))
    return out


def measure(bench, size, strength, seed):
    """Lists of figures of one case: shares of pairs and edges once, the rest by claim."""
    source = genealogies.source(size, strength, seed)
    folder = invented.write(source, bench.folder / f'genealogies-{seed}')
    gold = json.loads((folder / 'gold.json').read_text(encoding='utf-8'))
    export, _ = bench.export(folder / 'articles')
    file_of = {d['id']: 'articles/' + d['path'].rsplit('/', 1)[-1] for d in export['documents']}
    g_edges = {(d['file'], p['file']) for d in gold['documents'] for p in d['derived_from']}
    o_edges = {(file_of[d['id']], file_of[p['document']]) for d in export['documents'] for p in d['derived_from']}
    g_relies = {(d['file'], f) for d in gold['documents'] for f in d['reports_on']}
    o_relies = {(file_of[d['id']], file_of[f]) for d in export['documents'] for f in d['reports_on']}
    out = {'pairs': [f1(kin(g_edges), kin(o_edges))], 'edges': [f1(g_edges, o_edges)], 'relies': [f1(g_relies, o_relies)],
           'direction': [e in o_edges for e in g_edges if e in o_edges or e[::-1] in o_edges]}
    ours, men = matched(bench.scorer('score_case.py'), gold, export, file_of), straw(gold)
    for c in gold['claims']:
        got = ours[c['id']]['independent'] if c['id'] in ours else dict.fromkeys(COUNTED, 0)
        want = c['independent']
        for key, value in (('exact', got['supporting'] == want['supporting']), ('all four', all(got[k] == want[k] for k in COUNTED)),
                           ('error', abs(got['supporting'] - want['supporting'])), ('outlets', men[c['id']][0] == want['supporting']),
                           ('families', men[c['id']][1] == want['supporting']), ('outlets error', abs(men[c['id']][0] - want['supporting'])),
                           ('families error', abs(men[c['id']][1] - want['supporting']))):
            out.setdefault(key, []).append(value)
    tool = bench.program.parent / 'roots_tool'
    if tool.exists():
        done = subprocess.run([tool, folder], stdout=subprocess.PIPE, check=True)
        out['on gold claims'] = [line['want'] == line['got'] for line in map(json.loads, done.stdout.splitlines())]
    return out


SHOWN = (('pairs', 'family pairs F1', None), ('edges', 'parent edges F1', None), ('direction', 'direction right, of edges found', None), ('relies', '"relies on" F1', None),
         ('exact', 'claims whose supporting roots are exact', None), ('all four', 'claims whose four numbers are exact', None),
         ('on gold claims', 'the same, claims and sides given', None), ('error', 'supporting roots, mean absolute error', None))


def seeds(size):
    """Small cases are drawn several times."""
    return range(1, 1 + max(1, 60 // size))


def figures(section, runs):
    """Of all claims of the runs together; pairs, edges and reliance are means of cases."""
    all_runs = {key: [v for r in runs for v in r.get(key, ())] for key in {k for r in runs for k in r}}
    out = []
    for key, words, target in SHOWN:
        if not all_runs.get(key):
            continue
        peers = ()
        if key == 'exact':
            peers = (('count outlets', statistics.fmean(all_runs['outlets'])), ('count families', statistics.fmean(all_runs['families'])))
        if key == 'error':
            peers = (('count outlets', statistics.fmean(all_runs['outlets error'])), ('count families', statistics.fmean(all_runs['families error'])))
        out.append(Figure(section, words, statistics.fmean(all_runs[key]), target, peers, '.2f' if key == 'error' else '.3f', key != 'error'))
    return out


def known_genealogies(bench):
    """Against size at one strength, and against strength at one size: nine cases and their draws, a few minutes."""
    sizes, strengths = [n for n in genealogies.SIZES if n <= 1000], genealogies.STRENGTHS
    out = []
    for size in sizes:
        runs = [measure(bench, size, .2, seed) for seed in seeds(size)]
        out += figures(f'known genealogy, {size:,} documents, edit strength .2 ({len(runs)} drawn)', runs)
    for strength in strengths:
        if strength != .2:
            out += figures(f'known genealogy, 100 documents, edit strength {strength:g}', [measure(bench, 100, strength, seed) for seed in (1, 2)])
    return out
