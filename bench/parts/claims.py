"""Emergent: are headlines that say the same, for or against, put into one claim?"""
import collections
import json

from .figures import Figure


def bcubed(gold, ours):
    """(precision, recall, F) of two lists of clusters, an item each."""
    g, p, both = collections.Counter(gold), collections.Counter(ours), collections.Counter(zip(gold, ours))
    precision = sum(both[a, b] / p[b] for a, b in zip(gold, ours)) / len(gold)
    recall = sum(both[a, b] / g[a] for a, b in zip(gold, ours)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pair_f(gold, ours):
    def pairs(counts):
        return sum(n * (n - 1) // 2 for n in counts.values())
    both = pairs(collections.Counter(zip(gold, ours)))
    return 2 * both / (pairs(collections.Counter(gold)) + pairs(collections.Counter(ours)))


def headlines(bench):
    """{headline: claim}; the few that two claims share are left out."""
    out, twice = {}, set()
    with open(bench.data('stance', 'emergent-train.jsonl'), encoding='utf-8') as f:
        for p in map(json.loads, f):
            if out.setdefault(p['headline'], p['claim_id']) != p['claim_id']:
                twice.add(p['headline'])
    return {h: c for h, c in out.items() if h not in twice}


def export_headlines(bench, items):
    """The case in which each headline is a document of its own that holds nothing else."""
    path = bench.folder / 'emergent.jsonl'
    with open(path, 'w', encoding='utf-8') as out:
        for n, (headline, _) in enumerate(items):
            out.write(json.dumps({'id': str(n), 'text': headline, 'title': headline, 'publisher': f'Outlet {n}'}) + '\n')
    return bench.export(path)[0]


def emergent(bench):
    """The cluster of a headline is the claim of the most of its attributions."""
    items = list(headlines(bench).items())
    export = export_headlines(bench, items)
    number = {d['id']: int(d['path'].rpartition('#')[2]) for d in export['documents']}
    of = {a['id']: number[a['document']] for a in export['attributions']}
    found = collections.defaultdict(collections.Counter)
    for c in export['claims']:
        for m in c['members']:
            found[of[m['attribution']]][c['id']] += len(c['members']) > 1
    ours = [max(found[n], key=lambda c: (found[n][c], c)) if found[n] else f'alone {n}' for n in range(len(items))]
    gold = [c for _, c in items]
    section = f'claims: Emergent headlines ({len(items)}, {len(set(gold))} claims)'
    p, r, f = bcubed(gold, ours)
    return [Figure(section, 'B-cubed F1', f, .90, (('char 4-grams, average link', .879), ('words, single link', .773))),
            Figure(section, 'B-cubed precision', p), Figure(section, 'B-cubed recall', r),
            Figure(section, 'pairs F1', pair_f(gold, ours), None, (('char 4-grams, average link', .842),)),
            Figure(section, 'headlines in a claim of several', sum(bool(+found[n]) for n in range(len(items))) / len(items))]
