"""Times: expressions found and their TIMEX3 values, on TempEval-3 (TBAQ-cleaned), WikiWars, MEANTIME and the cases of Recognizers-Text, and
the days of saying of the example case.

Spans and values are scored as TempEval-3 does (UzZaman et al. 2013): strict is the same span, relaxed an overlap, one to one; an
attribute's F1 counts the relaxed matches whose attribute is the same string. Of WikiWars the flat, valued expressions are scored; what
overlaps only an expression without a value counts neither way.
"""
import collections
import csv
import datetime
import json
import re

from .figures import Figure
from .program import ROOT, Absent

TEMPEVAL_PEERS = {
    'strict F1': (('SynTime, on the official test', .921), ('UWTime', .831), ('HeidelTime', .813)),
    'relaxed F1': (('SynTime, on the official test', .950), ('UWTime', .914), ('HeidelTime', .903)),
    'value F1': (('UWTime, on the official test', .824), ('HeidelTime', .776), ('SUTime', .674)),
}


def jsonl(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(line) for line in f if line.strip()]


def times_of(bench, name, documents):
    """{id: its times} of documents {"id", "text", "dct"}."""
    path = bench.texts(name, [{'id': d['id'], 'text': d['text'], **({'published': d['dct']} if d.get('dct') else {})} for d in documents])
    return {i: r['times'] for i, r in bench.read_texts(path).items()}


# ---------------------------------------------------------------- TIMEX3 sets

def matched(gold, found):
    """Pairs of overlapping (gold, found), one to one: the same span first, then in order of the text."""
    pairs, used = [], set()
    for same in (True, False):
        for g in gold:
            if any(p[0] is g for p in pairs):
                continue
            for k, f in enumerate(found):
                s, e = f['span']
                if k not in used and ((s, e) == (g['start'], g['end']) if same else s < g['end'] and g['start'] < e):
                    pairs.append((g, f))
                    used.add(k)
                    break
    return pairs


def f1(right, gold, found):
    return 2 * right / (gold + found) if gold + found else None


def timex(documents, times, flat=False):
    """{measure: value} over documents."""
    n = collections.Counter()
    for d in documents:
        gold = [g for g in d['timexes'] if not flat or (not g.get('nested') and g['value'] is not None)]
        found = times[d['id']]
        if flat:
            aside = [g for g in d['timexes'] if g not in gold]
            found = [f for f in found if any(f['span'][0] < g['end'] and g['start'] < f['span'][1] for g in gold)
                     or not any(f['span'][0] < g['end'] and g['start'] < f['span'][1] for g in aside)]
        n['gold'] += len(gold)
        n['found'] += len(found)
        for g, f in matched(gold, found):
            n['relaxed'] += 1
            n['strict'] += [g['start'], g['end']] == f['span']
            n['value'] += (g['value'] or '') == (f['value'] or '')
            n['type'] += g['type'].lower() == f['kind']
    return {f'{m} F1': f1(n[m], n['gold'], n['found']) for m in ('strict', 'relaxed', 'value', 'type')}, n['gold']


def annotated_part(documents, times):
    """What is found as far as the line of the last marked expression: only the first sentences of MEANTIME's documents are marked, and the
    line that is the day of writing (in the set as `dct`) is not among the marks."""
    out = {}
    for d in documents:
        last = max((g['end'] for g in d['timexes']), default=0)
        end = d['text'].find('\n', last)
        lines = {(m.start(), m.end()) for m in re.finditer(r'[^\n]+', d['text'])}
        out[d['id']] = [t for t in times[d['id']] if (end < 0 or t['span'][0] < end) and tuple(t['span']) not in lines]
    return out


def timex_section(bench, folder, file, words, targets, flat=False, peers=None, begun=False):
    documents = jsonl(bench.data(folder, file))
    times = times_of(bench, file.removesuffix('.jsonl'), documents)
    scores, gold = timex(documents, annotated_part(documents, times) if begun else times, flat)
    section = f'times: {words} ({len(documents)} documents, {gold} expressions)'
    return [Figure(section, m, v, targets.get(m), (peers or {}).get(m, ())) for m, v in scores.items()]


def timex_sets(bench):
    out = timex_section(bench, 'timex', 'tempeval3-dev.jsonl', 'TempEval-3, tenth held for development',
                        {'strict F1': .90, 'relaxed F1': .94, 'value F1': .80}, peers=TEMPEVAL_PEERS)
    out += timex_section(bench, 'timex', 'tempeval3-train.jsonl', 'TempEval-3, the rest (rules were made on it)', {})
    out += timex_section(bench, 'timex', 'wikiwars-train.jsonl', 'WikiWars 1 to 16, flat and valued', {'strict F1': .88}, flat=True)
    return out + timex_section(bench, 'meantime', 'meantime-timex-train.jsonl', 'MEANTIME, as far as its documents are marked', {},
                               begun=True)


# ---------------------------------------------------------------- the cases of Recognizers-Text

# Theirs: prepositions, articles and the words of a bound belong to the span; ours: they do not.
LEAD = re.compile(r'(?:in|on|at|by|from|for|since|after|before|until|till|within|during|between|around|about|circa|starting|beginning'
                  r'|as late as|as early as|the|this|more than|less than|no later than|later than|over|a|of|and|not|date|year|remaining'
                  r'|to|through|starting on|beginning on|greater than|any|all)\s+', re.I)
# A zone is an expression of its own there.
TAIL = re.compile(r'\s+(?:or later|and later|and after|and greater|or so|[Bb]eijing time|[A-Z]{2,4}|timezone)$')


def bare(text, start, end):
    """(start, end) without leading prepositions and articles and trailing bounds."""
    while text[start] in '=> ' or (m := LEAD.match(text, start, end)) and m.end() < end:
        start = start + 1 if text[start] in '=> ' else m.end()
    if m := TAIL.search(text[start:end]):
        end = start + m.start()
    return start, end


def plain(value):
    """A TIMEX of theirs in our writing."""
    v = re.sub(r'^(FY|SY)', '', value)
    v = re.sub(r'T(\d\d)$', r'T\1:00', v)
    v = re.sub(r'T(\d\d):00:00$', r'T\1:00', v)
    v = v.replace('TNT', 'TNI').replace('TMEL', 'TMI')
    v = re.sub(r'^P(T?)0\.5H$', 'PT30M', v)
    v = re.sub(r'^PT(\d+)\.5H$', r'PT\1H30M', v)
    v = re.sub(r'^P(\d+)\.5Y$', r'P\1Y6M', v)
    v = re.sub(r'^P(\d+)\.25Y$', r'P\1Y3M', v)
    return v


def agrees(ours, gold, value):
    """Whether our value is what one of their resolutions says."""
    theirs, mine = plain(value.get('timex') or ''), ours['value'] or ''
    if mine == theirs and mine:
        return True
    if {theirs, mine} == {'P1Q', 'P3M'}:
        return True
    if theirs.endswith('T23:59:59') and ours['mod'] == 'END' and mine in (theirs[:10], (value.get('value') or '')[:10]):
        return True                                # "the end of today"
    if m := re.fullmatch(r'XXXX-WXX-(\d)(T\w+)?', theirs):
        day = re.fullmatch(r'(\d{4}-\d\d-\d\d)(T[\w:]+)?', mine)
        return bool(day) and datetime.date.fromisoformat(day[1]).isoweekday() == int(m[1]) and (day[2] or '') == (m[2] or '')
    if theirs.startswith('XXXX-') and len(theirs) < 8 and re.fullmatch(r'\d{4}' + theirs[4:], mine):
        return True                                # a month that a bound is made of
    if not mine:                                   # neither resolves it: "30 February"
        return value.get('value') == 'not resolved' or value.get('value') is None and 'start' not in value and 'end' not in value
    if gold['type'].endswith('.set') and theirs.startswith('T'):
        return ours['kind'] == 'set' and mine.endswith(theirs)
    if theirs.startswith('P'):                     # "a few" is X here, 3 there
        few = re.fullmatch(r'P(T?)X(\w)', mine)
        return bool(few and re.fullmatch(rf'P{few[1]}[23]{few[2]}', theirs)) or re.sub('WD|BD', 'D', theirs) == mine
    if theirs.startswith('('):                     # "next 3 days": start, end, how long
        parts = theirs.strip('()').split(',')
        if len(parts) == 3 and plain(parts[2]).replace('BD', 'D') == mine and ours['kind'] == 'duration':
            return True
        few = re.fullmatch(r'P(T?)X(\w)', mine)
        if few and len(parts) == 3 and re.fullmatch(rf'P{few[1]}\d+{few[2]}', parts[2]):
            return True
        if len(parts) == 3 and ours['kind'] == 'duration' and re.fullmatch(r'P(\d+)Q', mine) and parts[2] == f'P{3 * int(mine[1:-1])}M':
            return True
    clock = re.search(r'T.*$', theirs)
    if clock and theirs.startswith('T') and mine.endswith(theirs):     # ours has the day besides
        return True
    start, end, at = value.get('start'), value.get('end'), value.get('value')
    if at and at != 'not resolved':
        spaced = mine.replace('T', ' ')
        if at in (spaced, spaced + ':00') or (re.fullmatch(r'T?\d\d:\d\d.*', at) and mine.endswith(at[:5]) and 'T' in mine):
            return True
        counted = ours['rule'] in ('hence', 'ago', 'later', 'from')
        if len(at) == 10 and counted and ours['earliest'] and ours['earliest'] <= at <= ours['latest']:
            return True                            # "in two months": a month here, a day there
    if start and end and len(start) == 10 and len(end) == 10 and ours['earliest']:
        last = (datetime.date.fromisoformat(end) - datetime.timedelta(days=1)).isoformat() if end[:4].isdigit() else end
        return (ours['earliest'], ours['latest']) == (start, last)
    if (start or end) and not (start and end) and len(start or end) == 10 and ours['earliest']:      # a bound: "before 2018"
        return (start or end) in (ours['earliest'], ours['latest'])
    tail = re.search(r'T[\w:]+$', theirs)
    if start and end and len(start) > 10 and ours['kind'] == 'time' and tail:
        return mine == start[:10] + tail[0]
    return False


def right_case(case, ours):
    text, expected = case['text'], case['results']
    gold = {bare(text, g['start'], g['end']): g for g in expected}
    found = {bare(text, *f['span']): f for f in ours}
    if set(gold) != set(found):
        return False
    def readings(g):
        return (g['resolution'] or {}).get('values') or [{}]
    return all(any(agrees(found[s], {**g, 'type': g['type'] or ''}, v) for v in readings(g)) for s, g in gold.items())


def recognizers(bench):
    models = ('DateTimeModel', 'DateTimeModelExtendedTypes')
    cases = [c for c in jsonl(bench.data('recognizers-specs', 'cases-dev.jsonl')) if c['model'] in models]
    with open(ROOT / 'bench' / 'sets' / 'recognizers-unsupported.tsv', encoding='utf-8') as f:
        unsupported = {row[0]: row[1] for row in csv.reader((line for line in f if not line.startswith('#')), delimiter='\t') if row}
    read = times_of(bench, 'recognizers', [{**c, 'dct': c.get('reference')} for c in cases])
    kept = [c for c in cases if c['id'] not in unsupported]
    right = sum(right_case(c, read[c['id']]) for c in kept)
    section = f'times: Recognizers-Text ({len(cases)} cases; {len(cases) - len(kept)} of another convention left out)'
    return [Figure(section, 'supported cases right', right / len(kept), .95),
            Figure(section, 'all cases right', sum(right_case(c, read[c['id']]) for c in cases) / len(cases))]


# ---------------------------------------------------------------- said when

def said_days(bench):
    """The day of saying of the example's members, where their page tells it."""
    example, table = ROOT / 'examples' / 'brannoch', ROOT / 'bench' / 'sets' / 'said-brannoch.tsv'
    if not (example / 'gold.json').exists():
        raise Absent(f'{example} is not there')
    with open(table, encoding='utf-8') as f:
        lines = (line for line in f if not line.startswith('#'))
        want = {(row[0], row[1]): row[3] for row in csv.reader(lines, delimiter='\t', quoting=csv.QUOTE_NONE) if row}
    scorer = bench.scorer('score_case.py')
    export, _ = bench.export(example / 'articles')
    pairs = matches(scorer, json.loads((example / 'gold.json').read_text(encoding='utf-8')), export)
    told = silent = right = quiet = 0
    for key, attribution in pairs:
        day = want.get((key[0], first_words(key[1])))
        if day is None or day == '?':
            continue
        if day == '-':
            silent += 1
            quiet += not attribution.get('said')
        else:
            told += 1
            right += attribution.get('said') == day
    section = f'said when: the example ({told} attributions found whose page tells the day, {silent} whose does not)'
    return [Figure(section, 'day told: right', right / told if told else None, .90),
            Figure(section, 'day not told: none given', quiet / silent if silent else None)]


def first_words(content):
    return ' '.join(content.split()[:6])


def matches(scorer, raw, export):
    """(gold key, exported attribution) of those that score_case.py finds: content F >= .5, greedily by content, cue and source F."""
    gold = scorer.Gold(raw)
    path_of = {d['id']: d.get('path') or '' for d in export['documents']}
    text_of = {d['id']: scorer.Text(d.get('text') or '') for d in export['documents']}
    file_of = {i: next((f for f in gold.files if p == f or p.endswith('/' + f)), None) for i, p in path_of.items()}
    by_file = collections.defaultdict(list)
    for a in export['attributions']:
        by_file[file_of[a['document']]].append(a)
    pairs = []
    for n, (key, m) in enumerate(gold.attrs.items()):
        for k, a in enumerate(by_file[key[0]]):
            t = text_of[a['document']]
            f = t.f(m['content'], a.get('content'))
            if f >= .5:
                rest = [-scorer.bag_f(scorer.words(m[r]), [t.words[i] for i in sorted(t.in_spans(a.get(r)))]) for r in ('cue', 'source')]
                pairs.append((-f, rest, n, k, key, a['id']))
    found, taken = {}, set()
    for *_, key, ident in sorted(pairs):
        if key not in found and ident not in taken:
            found[key] = ident
            taken.add(ident)
    by_id = {a['id']: a for a in export['attributions']}
    return [(key, by_id[i]) for key, i in found.items()]
