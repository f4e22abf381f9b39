"""The sets that were invented and marked by hand (bench/sets, format in training/marked/README.md): other registers, and nesting."""
import collections
import functools
import sys

from .attribution import PERCENT, best_first, every_level, outermost, percent, polnear_scores, sourced
from .figures import Figure
from .program import ROOT, Absent

SETS = ROOT / 'bench' / 'sets'
sys.path.append(str(ROOT / 'training' / 'marked'))
import marked  # noqa: E402


@functools.cache
def articles(name):
    """{id: article as the scorer's gold has it; besides `group`, the comment line above it, and the labels of marked.py}"""
    out, group = {}, ''
    for number, line in enumerate((SETS / name).read_text(encoding='utf-8').split('\n'), 1):
        if line.startswith('#'):
            group = line.lstrip('# ')
        elif line.strip():
            out[f'{name}:{number}'] = {**marked.parse(line), 'group': group}
    return out


@functools.cache
def readings(bench, name):
    """Readings by the program and by the floor (None where it is not built)."""
    texts = bench.texts(name, ({'id': i, 'text': a['text']} for i, a in articles(name).items()))
    return sourced(bench.read_texts(texts)), sourced(bench.floor_texts(texts))


def only_outermost(gold):
    return {i: {**a, 'attributions': [x for x in a['attributions'] if x['parent'] is None]} for i, a in gold.items()}


# ---------------------------------------------------------------- other registers

def elsewhere(bench):
    scorer, gold = bench.scorer('score_attribution.py'), articles('elsewhere.txt')
    ours, floor = readings(bench, 'elsewhere.txt')
    outer = only_outermost(gold)
    count = {w: sum(len(a['attributions']) for a in g.values()) for w, g in (('all', gold), ('outer', outer))}
    section = f'elsewhere: other registers ({len(gold)} invented texts, {count["all"]} attributions, {count["outer"]} of them outermost)'

    def scores(of, chosen, level):
        return of and scorer.score(chosen, {i: a for i, a in level(of).items() if i in chosen})['scores']

    def pair(chosen, level):
        return scores(ours, chosen, level), scores(floor, chosen, level)
    whole = pair(outer, outermost)
    try:
        home = polnear_scores(bench)
    except Absent:
        home = None, None
    out = []
    for role in ('source', 'cue'):
        name = f'spans/{role}/overlap'
        here, there = ([percent(s, name, 'r') for s in both] for both in (whole, home))
        out.append(Figure(section, f'{role}s: overlap recall', here[0], None, best_first({'PolNeAR, dev': there[0], 'the floor': here[1]}), PERCENT))
        lost = [None if h is None or t is None else t - h for h, t in zip(here, there)]
        out.append(Figure(section, f'{role}s: points of it lost against PolNeAR', lost[0], 10, best_first({'the floor': lost[1]}), PERCENT, higher=False))
    kinds = collections.defaultdict(dict)
    for i, a in outer.items():
        kinds[a['group'].removeprefix('kind: ').partition(' (')[0]][i] = a
    for kind, chosen in kinds.items():
        s, f = pair(chosen, outermost)
        out += [Figure(section, f'{role}s: overlap recall, {kind} ({len(chosen)} texts)', percent(s, f'spans/{role}/overlap', 'r'), None,
                       best_first({'the floor': percent(f, f'spans/{role}/overlap', 'r')}), PERCENT) for role in ('source', 'cue')]
    s, f = pair(gold, every_level)
    lines = [(f'{role}s: overlap recall, all levels', f'spans/{role}/overlap', (s, f), 'r') for role in ('source', 'cue')]
    lines += [('attributions found, relaxed', 'attributions/relaxed', whole, 'r'), ('attributions found, relaxed, all levels', 'attributions/relaxed', (s, f), 'r'),
              ('attribution F1, relaxed, all levels', 'attributions/relaxed', (s, f), 'f')]
    out += [Figure(section, measure, percent(a, name, key), None, best_first({'the floor': percent(b, name, key)}), PERCENT) for measure, name, (a, b), key in lines]
    for same_source, what in ((False, 'all aligned'), (True, 'where the source is right')):
        (right, total), (floor_right, floor_total) = (source_kinds(scorer, gold, r, same_source) for r in (ours, floor))
        out.append(Figure(section, f'source kind, {what} ({total})', 100 * right / total if total else None, None,
                          best_first({'the floor': 100 * floor_right / floor_total if floor_total else None}), PERCENT))
    return out


def sides(scorer, article, reading):
    """Gold and predicted attributions of one text as the scorer has them."""
    text = scorer.Article(article['text'])
    return [scorer.Attribution(text, a) for a in article['attributions']], [scorer.Attribution(text, a) for a in reading['attributions']]


def source_kinds(scorer, gold, found, same_source):
    """(right, all) over aligned attributions of all levels; with `same_source` where the sources share a word, or neither has one."""
    right = total = 0
    for i, article in gold.items() if found else ():
        a, b = sides(scorer, article, found[i])
        for g, p in scorer.align(a, b):
            if same_source and not shared(a[g], b[p], 'source'):
                continue
            total += 1
            right += article['attributions'][g]['kind'] == found[i]['attributions'][p]['source_kind'].replace(' ', '_')
    return right, total


def shared(gold, found, role):
    return bool(gold.key[role] & found.key[role]) or not (gold.key[role] or found.key[role])


# ---------------------------------------------------------------- nesting

def same_attributions(gold, found):
    """{index of a gold attribution: index of the found one that is it}: content F >= 0.5 and a common word of the cue; the best pairs first."""
    pairs = sorted(([-g.f(p, r) for r in ('content', 'cue', 'source')], i, j) for i, g in enumerate(gold) for j, p in enumerate(found)
                   if g.f(p, 'content') >= .5 and shared(g, p, 'cue'))
    out = {}
    for _, i, j in pairs:
        if i not in out and j not in out.values():
            out[i] = j
    return out


def parents(attributions, key):
    """Index of each one's parent, None for the outermost."""
    at = {a[key]: i for i, a in enumerate(attributions)}
    return [at.get(a['parent']) for a in attributions]


def depth(parent, i):
    return 0 if parent[i] is None else 1 + depth(parent, parent[i])


def nesting_counts(scorer, gold, found):
    n = collections.Counter()
    for ident, article in gold.items():
        same = same_attributions(*sides(scorer, article, found[ident]))
        up, found_up = parents(article['attributions'], 'number'), parents(found[ident]['attributions'], 'id')
        n['nested found'] += sum(p is not None for p in found_up)
        for i, p in enumerate(up):
            level = min(depth(up, i), 3)
            n['gold', level] += 1
            n['found', level] += i in same
            n['nested gold'] += p is not None
            n['parent right'] += p is not None and i in same and found_up[same[i]] is not None and same.get(p) == found_up[same[i]]
        if article['group'].startswith('side by side'):
            n['beside'] += len(found_up)
            n['nested beside'] += sum(p is not None for p in found_up)
    return n


def rate(part, whole):
    return part / whole if whole else None


def nesting(bench):
    scorer, gold = bench.scorer('score_attribution.py'), articles('nesting.txt')
    ours, floor = (r and nesting_counts(scorer, gold, r) for r in readings(bench, 'nesting.txt'))
    section = f'nesting ({len(gold)} invented texts, {ours["nested gold"]} attributions inside others)'

    def figure(measure, of, target=None, form='.3f', higher=True):
        return Figure(section, measure, of(ours), target, best_first({'the floor': floor and of(floor)}), form, higher)
    out = [
        figure('parent F1', lambda n: rate(2 * n['parent right'], n['nested found'] + n['nested gold']), .70),
        figure('parent precision', lambda n: rate(n['parent right'], n['nested found'])),
        figure('parent recall', lambda n: rate(n['parent right'], n['nested gold'])),
    ]
    for level, words in enumerate(('outermost', 'inside one', 'inside two', 'inside three or more')):
        out.append(figure(f'found, {words} ({ours["gold", level]})', lambda n, k=level: rate(n['found', k], n['gold', k])))
    beside = sum(a['group'].startswith('side by side') for a in gold.values())
    return out + [figure(f'nested by mistake, of what is found in {beside} flat texts', lambda n: rate(n['nested beside'], n['beside']), higher=False)]
