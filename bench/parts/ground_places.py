"""Places: which words of a news report name one, and which place is meant.

Scored as the guide to geoparsing does (Gritta, Pilehvar, Collier 2019): geotagging by exact spans; geocoding by the share of our spans that are
gold spans with coordinates whose likeliest place lies within 161 km (100 miles). A place without coordinates of ours counts as wrong there.
Gold of GeoWebNews: its eleven classes of toponyms. All kinds of ours are taken (LGL, TR-News and GeoWebNews mark peoples and seats of power), but
for GeoVirus, which marks no peoples; addresses of ours are no toponyms.
"""
import json
import math

from .figures import Figure

NOT_TOPONYMS = {'Literal_Expression', 'Non_Lit_Expression', 'Non_Toponym'}
NEAR = 161
# name, targets (detection F1, share within 161 km), peers of both: shared/data/geo/README.md
SETS = (
    ('lgl-train', (.82, .88), (), (('Mordecai 3, gold toponyms given', .827),)),
    ('trnews-dev', (.82, .88), (), (('Mordecai 3, gold toponyms given', .873),)),
    ('geowebnews-dev', (.82, .88), (('Google Cloud NLP', .855), ('spaCy 2018', .773), ('EMM', .586)),
     (('Mordecai 3, gold toponyms given', .941), ('Edinburgh, of the .331 it found', .945))),
    ('geovirus-train', (None, None), (), ()),
)


def kilometres(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    return 12742 * math.asin(min(1, math.sqrt(math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2)))


def overlap(one, many):
    return any(a < one[1] and one[0] < b for a, b in many)


def score(gold, found):
    """Counts of one document. gold: {span: place}, found: {span: place}"""
    right = gold.keys() & found.keys()
    placed = [(gold[s], found[s]['matches']) for s in right if gold[s]['lat'] is not None]
    near = [m and kilometres(g['lat'], g['lon'], m[0]['latitude'], m[0]['longitude']) <= NEAR for g, m in placed]
    alternatives = [any(kilometres(g['lat'], g['lon'], m['latitude'], m['longitude']) <= NEAR for m in ms) for g, ms in placed]
    return {'gold': len(gold), 'found': len(found), 'right': len(right), 'placed': len(placed), 'near': sum(map(bool, near)), 'empty': sum(not m for _, m in placed),
            'alternatives': sum(alternatives), 'loose_gold': sum(overlap(s, found) for s in gold), 'loose_found': sum(overlap(s, gold) for s in found)}


def metonyms(gold, found):
    """(right, ours, theirs) of one document, among spans found; what the set calls mixed is left out."""
    both = [(gold[s]['class'] == 'Metonymic', found[s]['kind'] == 'metonym') for s in gold.keys() & found.keys() if gold[s]['class'] != 'Mixed']
    return sum(g and f for g, f in both), sum(f for _, f in both), sum(g for g, _ in both)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0


def places(bench):
    out = []
    for name, targets, tagging_peers, coding_peers in SETS:
        lines = [json.loads(line) for line in open(bench.data('geo', f'{name}.jsonl'), encoding='utf-8')]
        articles = [{'id': d['id'], 'text': d['text'], 'title': d.get('title') or ''} | ({'published': d['date']} if d.get('date') else {}) for d in lines]
        readings = bench.read_texts(bench.texts(f'geo-{name}', articles))
        total, acting = {}, []
        for d in lines:
            gold = {(p['start'], p['end']): p for p in d['places'] if p.get('class') not in NOT_TOPONYMS}
            found = {tuple(p['span']): p for p in readings[d['id']]['places']
                     if not p['address'] and not (name == 'geovirus-train' and p['kind'] == 'demonym')}
            if name == 'geowebnews-dev':
                acting.append(metonyms(gold, found))
            for k, v in score(gold, found).items():
                total[k] = total.get(k, 0) + v
        section = f"places: {name} ({total['gold']} toponyms in {len(lines)} documents)"
        precision, recall = total['right'] / total['found'], total['right'] / total['gold']
        out.append(Figure(section, 'toponyms: precision', precision))
        out.append(Figure(section, 'toponyms: recall', recall))
        out.append(Figure(section, 'toponyms: F1', f1(precision, recall), targets[0], tagging_peers))
        out.append(Figure(section, 'toponyms, any overlap: F1', f1(total['loose_found'] / total['found'], total['loose_gold'] / total['gold'])))
        out.append(Figure(section, f'within {NEAR} km, of those found', total['near'] / total['placed'], targets[1], coding_peers))
        out.append(Figure(section, f'one of five within {NEAR} km', total['alternatives'] / total['placed']))
        out.append(Figure(section, 'left without a place', total['empty'] / total['placed']))
        if acting:
            right, ours, theirs = map(sum, zip(*acting))
            out.append(Figure(section, 'who acts, not where: precision', right / ours if ours else 0))
            out.append(Figure(section, 'who acts, not where: recall', right / theirs))
    return out
