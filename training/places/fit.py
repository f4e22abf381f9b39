#!/usr/bin/python3
"""Learns the weights of places: which candidates are places, and which reading of a name is meant.

usage: fit.py TOOL DATA [--check]     TOOL: places_tool (setup/build release --target places_tool); DATA: shared/data/geo

Writes mentions.tsv, readings_alone.tsv and readings_together.tsv into src/claims/ground/places. With --check it writes nothing and prints
what weights learned on other documents reach, by four-fold cross-validation over documents.

Learned from lgl-train, trnews-dev and geowebnews-dev. GeoVirus marks no peoples and has the points of Wikipedia: left out.
"""
import collections
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import zlib

import learn

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'src/claims/ground/places'
SETS = ('lgl-train', 'trnews-dev', 'geowebnews-dev')
NOT_TOPONYMS = {'Literal_Expression', 'Non_Lit_Expression', 'Non_Toponym'}   # of GeoWebNews
NEAR = 161
# How far a gold point may lie from ours in learning: that of a wide place is a convention, not a place.
REACH = {'continent': 4000, 'region': 2000, 'water': 4000, 'country': 1500, 'division': 800, 'mountain': 800, 'island': 300}
FOLDS = 4


def kilometres(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    return 12742 * math.asin(min(1, math.sqrt(math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2)))


class Texts:
    def __init__(self, data):
        self.lines, self.gold, self.set = [], {}, {}
        for name in SETS:
            for line in open(pathlib.Path(data) / f'{name}.jsonl', encoding='utf-8'):
                d = json.loads(line)
                self.lines.append({'id': d['id'], 'text': d['text'], 'title': d.get('title') or ''})
                self.gold[d['id']] = {(p['start'], p['end']): p for p in d['places'] if p.get('class') not in NOT_TOPONYMS}
                self.set[d['id']] = name


def run(tool, arguments, lines):
    with tempfile.TemporaryFile() as f:
        f.write('\n'.join(map(json.dumps, lines)).encode() + b'\n')
        f.seek(0)
        done = subprocess.run([tool, *arguments], stdin=f, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def only(rows, features):
    return [f for f in rows if f in features]


def fit_mentions(texts, found):
    keep = learn.kept(((d['id'], m['features']) for d in found for m in d['mentions']), 3)
    return learn.rounded(learn.two_way((only(m['features'], keep), tuple(m['span']) in texts.gold[d['id']]) for d in found for m in d['mentions']))


def right(candidates, points, reach):
    """Which candidates are meant. In learning (`reach` given): the very row if it is among them, else what lies near, else what is wide."""
    def near(within):
        return [any(kilometres(c['lat'], c['lon'], p['lat'], p['lon']) <= within(c) for p in points) for c in candidates]
    if not reach:
        return near(lambda c: NEAR)
    for ok in ([any(c['geonames'] and c['geonames'] == p['geonameid'] for p in points) for c in candidates], near(lambda c: NEAR)):
        if any(ok):
            return ok
    return near(lambda c: reach.get(c['feature'], NEAR))


def choices(texts, found, which, reach=REACH):
    """A list of (features, is it right) for each name whose place is known; none of them is right where all lie elsewhere."""
    for d in found:
        for n in d['names']:
            points = [texts.gold[d['id']].get(tuple(s)) for s in n['spans']]
            points = [p for p in points if p and p['lat'] is not None]
            if not points:
                continue
            ok = right(n['choices'][:-1], points, reach)
            yield d['id'], len(points), list(zip((c[which] for c in n['choices']), ok + [not any(ok)]))


def fit_choices(texts, found, which):
    rows = list(choices(texts, found, which))
    keep = learn.kept(((i, f) for i, _, candidates in rows for f, _ in candidates), 3)
    return learn.rounded(learn.choice([[(only(f, keep), ok) for f, ok in candidates] for _, _, candidates in rows]))


def write(name, weights, what):
    head = f'# {what}, learned by training/places/fit.py: feature, weight.\n'
    (FOLDER / name).write_text(head + ''.join(f'{f}\t{w:g}\n' for f, w in weights.items()), encoding='utf-8')


def selected(mentions, weights):
    out = []
    for z, a, b in sorted((-sum(weights.get(f, 0) for f in m['features']), *m['span']) for m in mentions):
        if z < 0 and not any(c < b and a < d for c, d in out):
            out.append((a, b))
    return set(out)


def check(texts, found):
    counts = collections.defaultdict(collections.Counter)
    for k in range(FOLDS):
        inside = [d for d in found if zlib.crc32(d['id'].encode()) % FOLDS == k]
        weights = fit_mentions(texts, [d for d in found if zlib.crc32(d['id'].encode()) % FOLDS != k])
        for d in inside:
            ours, gold = selected(d['mentions'], weights), set(texts.gold[d['id']])
            counts[texts.set[d['id']]].update(right=len(ours & gold), found=len(ours), gold=len(gold))
    for name, c in counts.items():
        p, r = c['right'] / c['found'], c['right'] / c['gold']
        print(f'{name}: mentions P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f} (cross-validated)')


def check_choices(texts, found, which):
    counts = collections.defaultdict(collections.Counter)
    for k in range(FOLDS):
        inside = [d for d in found if zlib.crc32(d['id'].encode()) % FOLDS == k]
        weights = fit_choices(texts, [d for d in found if zlib.crc32(d['id'].encode()) % FOLDS != k], which)
        for i, number, candidates in choices(texts, inside, which, reach={}):
            best = max(range(len(candidates)), key=lambda c: sum(weights.get(f, 0) for f in candidates[c][0]))
            right = candidates[best][1] and best < len(candidates) - 1
            counts[texts.set[i]].update(names=1, right=right, mentions=number, right_mentions=number * right,
                                        known=number * any(ok for _, ok in candidates[:-1]))
    for name, c in counts.items():
        print(f"{name}: {which}: names {c['right'] / c['names']:.3f}, mentions {c['right_mentions'] / c['mentions']:.3f} within {NEAR} km; "
              f"best possible {c['known'] / c['mentions']:.3f} (cross-validated)")


def main(tool, data, checking=False):
    texts = Texts(data)
    found = run(tool, ['mentions'], texts.lines)
    if checking:
        check(texts, found)
    else:
        write('mentions.tsv', fit_mentions(texts, found), 'Whether a candidate is a place')
    with tempfile.NamedTemporaryFile() as nothing:
        found = run(tool, ['readings', FOLDER / 'mentions.tsv', nothing.name], texts.lines)
    if checking:
        check_choices(texts, found, 'alone')
    else:
        write('readings_alone.tsv', fit_choices(texts, found, 'alone'), 'Which reading of a name is meant, before the others are placed')
    found = run(tool, ['readings', FOLDER / 'mentions.tsv', FOLDER / 'readings_alone.tsv'], texts.lines)
    if checking:
        check_choices(texts, found, 'together')
    else:
        write('readings_together.tsv', fit_choices(texts, found, 'together'), 'Which reading of a name is meant, when the others are placed')


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], '--check' in sys.argv)
