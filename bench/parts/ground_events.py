"""Who did what: the invented sentences of bench/sets/events.txt, and MEANTIME (its training half).

MEANTIME has no official scorer for this; ours counts, in the sentences that its annotators went through (up to the last one with
factuality values): an event is found where our predicate lies in the mention. Mentions of saying are left out on both sides: the reader makes
attributions of them. Participants are annotated only where they are entities, so precision says little. A quarter of the documents, by hash, was never looked at ("aside").
"""
import bisect
import collections
import hashlib
import json

from .figures import Figure
from .program import ROOT

SET = ROOT / 'bench' / 'sets' / 'events.txt'
ASIDE = 'aside'
ROLES = {'doer', 'undergoer', 'recipient'}
MODALITIES = {'will', 'must', 'might', 'would'}
ARTICLES = ('the ', 'a ', 'an ')


# ---------------------------------------------------------------- invented sentences

def plain(name):
    name = name.lower().strip()
    return next((name[len(a):] for a in ARTICLES if name.startswith(a)), name)


def parse_event(line):
    head, *slots = (x.strip() for x in line.split(';'))
    event = {'predicate': head.partition(' [')[0], 'class': head.partition('[')[2].rstrip(']'), 'roles': collections.defaultdict(list), 'others': [],
             'negated': False, 'modality': 'did', 'main': False}
    for slot in slots:
        key, colon, value = slot.partition(':')
        if key in ROLES:
            event['roles'][key] = sorted(plain(v) for v in value.split('&'))
        elif colon:
            event['others'].append((key.lower(), plain(value)))
        elif slot == 'not':
            event['negated'] = True
        elif slot == 'main':
            event['main'] = True
        elif slot in MODALITIES:
            event['modality'] = slot
        else:
            raise ValueError(f'{SET.name}: {slot}')
    return event


def invented():
    """[(kind, text, events)]"""
    out, kind = [], ''
    for line in SET.read_text(encoding='utf-8').split('\n'):
        if line.startswith('# kind:'):
            kind = line.partition(':')[2].strip()
        elif line.startswith('  '):
            out[-1][2].append(parse_event(line))
        elif line.strip() and not line.startswith('#'):
            out.append((kind, line, []))
    return out


def slots(gold, found):
    """[(slot, right)] of an event; all wrong without a found one."""
    def roles(role):
        return sorted(plain(p['name']) for p in found['participants'] if p['role'] == role)
    out = [('predicate', found is not None)]
    if gold['class']:
        out.append(('class', found is not None and found['class'] == gold['class']))
    for role in ('doer', 'undergoer', 'recipient'):
        if role != 'recipient' or gold['roles'][role] or (found and roles(role)):
            out.append((role, found is not None and roles(role) == gold['roles'][role]))
    for preposition, name in gold['others']:
        out.append(('other', found is not None and any(p['preposition'] == preposition and plain(p['name']) == name for p in found['participants'])))
    out.append(('polarity', found is not None and found['negated'] == gold['negated']))
    out.append(('modality', found is not None and found['modality'] == gold['modality']))
    if gold['main']:
        out.append(('main', found is not None and found['main']))
    return out


def matched(golds, found):
    """[(gold, found or None)]: those of one predicate in order."""
    left = list(found)
    out = []
    for g in golds:
        f = next((x for x in left if x['predicate'] == g['predicate']), None)
        if f is not None:
            left.remove(f)
        out.append((g, f))
    return out


def by_hand(bench, show=None):
    texts = invented()
    found = bench.read_texts(bench.texts('events', ({'id': str(i), 'text': t} for i, (_, t, _) in enumerate(texts))))
    right, total = collections.Counter(), collections.Counter()
    for i, (kind, text, golds) in enumerate(texts):
        part = ASIDE if kind == ASIDE else 'looked at'
        for g, f in matched(golds, found[str(i)]['events']):
            for slot, ok in slots(g, f):
                for key in ('slots', slot) + (('kind: ' + kind,) if part != ASIDE else ()):
                    total[part, key] += 1
                    right[part, key] += ok
                if show and not ok:
                    show(text, slot, g, f, found[str(i)]['events'])
    out = []
    for part, what in (('looked at', 'rules were tuned on'), (ASIDE, 'aside, written when the rules were done')):
        chosen = [t for t in texts if (t[0] == ASIDE) == (part == ASIDE)]
        section = f'events: invented sentences, {what} ({len(chosen)} texts, {sum(len(t[2]) for t in chosen)} events)'
        out += [Figure(section, f'{k}: right ({total[p, k]})', right[p, k] / total[p, k]) for p, k in total if p == part]
    return out


# ---------------------------------------------------------------- MEANTIME

def aside(ident):
    return hashlib.sha256(ident.encode()).digest()[0] % 4 == 0


class Article:
    def __init__(self, article, reading):
        self.events, self.cues = reading['events'], [tuple(s) for a in reading['attributions'] for s in a['cue']]
        self.starts = [t[0] for t in article['tokens']]
        self.sentences = [t[2] for t in article['tokens']]
        self.entities = {m['id']: m for m in article['markables'] if 'start' in m}
        told = [m for m in article['markables'] if m['tag'] == 'EVENT_MENTION']
        last = max((self.sentence(m['start']) for m in told if m.get('polarity')), default=-1)
        self.gold = [m for m in told if self.sentence(m['start']) <= last and not self.cue(m['start'], m['end'])]
        self.found = [e for e in self.events if self.sentence(e['span'][0]) <= last and not self.cue(*e['span'])]
        self.roles = collections.defaultdict(list)
        for r in article['relations']:
            if r['type'] == 'HAS_PARTICIPANT':
                for s in r['source']:
                    self.roles[s] += [(r.get('sem_role'), self.same(article, t)) for t in r['target'] if t in self.entities]

    def same(self, article, mention):
        """The mention and the others of its instance in its sentence: "which" and what it stands for."""
        if not hasattr(self, 'instance'):
            self.instance = {s: t for r in article['relations'] if r['type'] == 'REFERS_TO' for s in r['source'] for t in r['target']}
        here, what = self.entities[mention], self.instance.get(mention)
        at = self.sentence(here['start'])
        return [here] + [m for i, m in self.entities.items() if what and i != mention and self.instance.get(i) == what and self.sentence(m['start']) == at]

    def sentence(self, at):
        return self.sentences[max(0, bisect.bisect_right(self.starts, at) - 1)]

    def cue(self, start, end):
        return any(s < end and start < e for s, e in self.cues)

    def pairs(self):
        """[(mention, event)]"""
        out = []
        for m in self.gold:
            e = next((e for e in self.found if m['start'] < e['span'][1] and e['span'][0] < m['end']), None)
            if e is not None:
                out.append((m, e))
        return out


def overlap(participant, mention):
    return participant['span'][0] < mention['end'] and mention['start'] < participant['span'][1]


def counts(articles):
    n = collections.Counter()
    for a in articles:
        pairs = a.pairs()
        hit = {id(e) for _, e in pairs}
        n['gold'] += len(a.gold)
        n['gold verbs'] += sum(m.get('pos') == 'VERB' for m in a.gold)
        n['found'] += len(a.found)
        n['hit'] += len(pairs)
        n['events right'] += len(hit)
        n['hit verbs'] += sum(m.get('pos') == 'VERB' for m, _ in pairs)
        for rule in ('verb', 'other'):
            chosen = [e for e in a.found if (e['rule'] == 'verb') == (rule == 'verb')]
            n['found', rule] += len(chosen)
            n['right', rule] += sum(id(e) in hit for e in chosen)
        for m, e in pairs:
            for label, role in (('Arg0', 'doer'), ('Arg1', 'undergoer')):
                golds = [g for r, g in a.roles[m['id']] if r == label]
                ours = [p for p in e['participants'] if p['role'] == role]
                n['gold', role] += len(golds)
                n['ours', role] += len(ours)
                n['both', role] += sum(any(overlap(p, g) for p in ours for g in same) for same in golds)
                n['both p', role] += sum(any(overlap(p, g) for same in golds for g in same) for p in ours)
            if m.get('polarity') in ('POS', 'NEG'):
                negative = m['polarity'] == 'NEG'
                n['polarity'] += 1
                n['polarity right'] += negative == e['negated']
                n['negative gold'] += negative
                n['negative ours'] += e['negated']
                n['negative both'] += negative and e['negated']
            if m.get('certainty') in ('CERTAIN', 'PROBABLE', 'POSSIBLE') and m.get('time') in ('FUTURE', 'NON_FUTURE'):
                fact = m['certainty'] == 'CERTAIN' and m['time'] == 'NON_FUTURE'
                n['modality'] += 1
                n['modality right'] += fact == (e['modality'] == 'did')
                n['open gold'] += not fact
                n['open ours'] += e['modality'] != 'did'
                n['open both'] += not fact and e['modality'] != 'did'
    return n


def f1(right, gold, found):
    return 2 * right / (gold + found) if gold + found else None


def two_sided(right_gold, gold, right_found, found):
    p, r = right_found / found if found else 0, right_gold / gold if gold else 0
    return 2 * p * r / (p + r) if p + r else 0


def meantime_articles(bench):
    with open(bench.data('meantime', 'meantime-train.jsonl'), encoding='utf-8') as f:
        articles = [json.loads(line) for line in f]
    texts = bench.texts('meantime-events', ({'id': a['id'], 'text': a['text'], 'published': a['dct']} for a in articles))
    readings = bench.read_texts(texts)
    return [(a, Article(a, readings[a['id']])) for a in articles]


def meantime(bench):
    every = meantime_articles(bench)
    out = []
    for what, chosen in (('looked at', [a for x, a in every if not aside(x['id'])]), ('aside', [a for x, a in every if aside(x['id'])])):
        n = counts(chosen)
        section = f'events: MEANTIME train, {what} ({len(chosen)} documents, {n["gold"]} mentions)'
        rows = [('verbs: recall', n['hit verbs'] / n['gold verbs']), ('all: recall', n['hit'] / n['gold']), ('all: precision', n['events right'] / n['found']),
                ('rule verb: precision', n['right', 'verb'] / n['found', 'verb']), ('nouns, copulas and others: precision', n['right', 'other'] / n['found', 'other'])]
        for role in ('doer', 'undergoer'):
            rows += [(f'{role} F1, of found events', two_sided(n['both', role], n['gold', role], n['both p', role], n['ours', role])),
                     (f'{role}: recall', n['both', role] / n['gold', role])]
        rows += [('polarity: right', n['polarity right'] / n['polarity']), (f'negative: F1 ({n["negative gold"]})', f1(n['negative both'], n['negative gold'], n['negative ours'])),
                 ('certain and not future, or not: right', n['modality right'] / n['modality']),
                 (f'uncertain or future: F1 ({n["open gold"]})', f1(n['open both'], n['open gold'], n['open ours']))]
        out += [Figure(section, measure, value) for measure, value in rows]
    return out


def events(bench):
    return by_hand(bench) + meantime(bench)
