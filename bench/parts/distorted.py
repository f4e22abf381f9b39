"""Distorted claims: what contradicts a claim in nearly its own words must not support it.

Sentences that are true of their case are said by two people in two papers. A third paper prints a distortion of it, in the mouth of a third:
negated, with another number, another name, or with doer and undergoer changed. It must not stand among the supporters of the claim. The same
is done with restatements: what the gold puts on the same side of the same claim in other words, and Emergent's headlines that are for the claim.
"""
import json
import random
import re

from . import case, invented
from .figures import Figure
from .program import ROOT

PAPERS = ('Quay Courier', 'Harbour Gazette', 'Northern Post')
FIRST = 'Ada Tomas Mirela Jonas Petra Silas Vera Anton Greta Milo Norah Edmund'.split()
LAST = 'Brunnick Quell Stroud Harrow Lindqvist Marsh Okonjo Tarrant Vance Weldon Pryor Ashby Dunmore Fell Garrick Hobday Ivers Kemble'.split()
TRADES = 'surveyor baker nurse'.split()
AUXILIARY = re.compile(r'\b(was|were|is|are|has|had|have|will|would|can|could)\b(?! not\b)')
PRONOUN = re.compile(r'\b(I|me|we|us|you|he|him|she|her|it|they|them|who|that|which|one|this)\b', re.I)
WORD_NUMBERS = {w: n for n, w in enumerate('two three four five six seven eight nine ten eleven twelve'.split(), 2)}
LOG = []
MOST = 60                              # sentences of each source


def subject(sentence):
    """Its first word with a capital that does not begin it."""
    return next((w for w in sentence.split()[1:] if w[0].isupper()), sentence)


def sentences(bench):
    """[(family or subject, sentence, restatements)]: gold contents that assert something on the supporting side, then Emergent's claims."""
    random_order = random.Random(8)
    out = []
    folders = [case.EXAMPLE / 'gold.json', *sorted(case.FAMILIES.glob('*.json'))]
    for path in folders:
        raw = json.loads(path.read_text(encoding='utf-8'))
        for c in raw['claims']:
            said = [m['content'] for m in c['members'] if m['side'] == 'supports' and m['stance'] in ('asserts', 'alleges', 'confirms')]
            said = list(dict.fromkeys(s.strip('“”"\'., ') for s in said if ' ... ' not in s and 6 <= len(s.split()) <= 30 and s[-1] not in '?'))
            said = [s for s in said if '“' not in s and '"' not in s and ';' not in s]
            if said:
                out.append((raw['name'] if 'name' in raw else path.parent.name, said[0], said[1:3]))
    emergent = {}
    for line in bench.data('stance', 'emergent-train.jsonl').read_text(encoding='utf-8').splitlines():
        j = json.loads(line)
        emergent.setdefault(j['claim'].strip(' .'), []).extend([j['headline']] if j['stance'] == 'for' else [])
    rest = [(subject(c), c, h[:2]) for c, h in sorted(emergent.items()) if 5 <= len(c.split()) <= 30]
    out = list({s: (which, s, more) for which, s, more in out}.values())
    random_order.shuffle(rest)
    random_order.shuffle(out)
    return out[:2 * MOST] + rest[:MOST]


def span(text, s):
    return text[s[0]:s[1]]


def negated(text, reading):
    for e in reading['events']:
        s, end = e['span']
        before = AUXILIARY.search(text[:s])
        words = text[s:end].split()
        if e['negated'] or e['modality'] != 'did' and e['modality'] != 'will':
            continue
        if AUXILIARY.match(words[0]):
            return text[:s] + words[0] + ' not' + text[s + len(words[0]):]
        if before and not re.search(r'\b(who|which|that|and|but|where|when)\b', text[before.end():s]):
            return text[:before.end()] + ' not' + text[before.end():]
        if re.search(r'ed$|ght$|^(killed|left|found|held|broke|fell|rose|went|came|gave|took|made|sold|lost|won|shot|died)$', words[0]):
            return text[:s] + 'never ' + text[s:]
    found = AUXILIARY.search(text)
    return text[:found.end()] + ' not' + text[found.end():] if found else None


def other_number(text, reading):
    for f in reading['figures']:
        s, e = f.get('number_span') or f['span']
        word = text[s:e]
        if re.fullmatch(r'\d{1,3}', word):
            return text[:s] + str(int(word) * 3 + 4) + text[e:]
        if word.lower() in WORD_NUMBERS:
            return text[:s] + str(WORD_NUMBERS[word.lower()] * 3 + 4) + text[e:]
    return None


def swapped(text, reading):
    """Doer and undergoer of one happening changed."""
    for e in reading['events']:
        who = {p['role']: p['span'] for p in e['participants'] if p['role'] in ('doer', 'undergoer')}
        if len(who) == 2:
            a, b = sorted(who.values())
            if a[1] < e['span'][0] < b[0] and all(1 <= len(span(text, x).split()) <= 6 and not PRONOUN.search(span(text, x)) for x in (a, b)):
                return text[:a[0]] + span(text, b) + text[a[1]:b[0]] + span(text, a) + text[b[1]:]
    return None


def other_name(text, reading):
    """A named doer, undergoer or place, given another name of its kind."""
    for e in reading['events']:
        for p in e['participants']:
            s, end = p['span']
            if p['role'] in ('doer', 'undergoer') and re.fullmatch(r'[A-Z][a-z]+ [A-Z][a-z]+', text[s:end]):
                return text[:s] + 'Ines Calloway' + text[end:]
    for p in reading['places']:
        s, end = p['span']
        if p['kind'] == 'literal' and re.fullmatch(r'[A-Z][a-z]+', text[s:end]):
            return text[:s] + ('Norwich' if text[s:end] != 'Norwich' else 'Leeds') + text[end:]
    return None


DISTORTIONS = (('negated', negated), ('another number', other_number), ('doer and undergoer swapped', swapped), ('another name', other_name))


FRAMES = ('Rain on the lower quay.\n{speaker}, said on Monday that {content}.', 'Snow at the market.\n{speaker}, said that {content}.',
          'A late bus.\nAccording to {speaker}, {content}.')


def speaker(n, k):
    """Nobody speaks of two matters."""
    number = 3 * n + k
    return f'{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}{"" if number < len(FIRST) * len(LAST) else "-Roe"}, a {TRADES[k]}'


def page(n, k, content):
    """An article, and where the content stands in it."""
    file = f'{n}-{k}'
    text = FRAMES[k].format(speaker=speaker(n, k), content=lower(content))
    return {'id': file, 'publisher': PAPERS[k], 'published': '2031-05-05', 'title': text.split('\n')[0].rstrip('.'), 'text': text}, text.index(lower(content))


def lower(content):
    """As it goes on behind "that": capitals of sentences only."""
    first = content.split()[0]
    return content[0].lower() + content[1:] if first.lower() in ('the', 'a', 'an', 'two', 'some', 'at', 'three', 'no', 'more', 'its', 'his', 'her', 'people', 'guards', 'there') else content


def apart(pairs):
    """Small cases: pairs of different families, and of different subjects, together, 8 at most."""
    cases = []
    for pair in pairs:
        for c in cases:
            if len(c) < 8 and all(p[0] != pair[0] for p in c):
                c.append(pair)
                break
        else:
            cases.append([pair])
    return [[p[1:] for p in c] for c in cases]


def kept_out(bench, name, pairs):
    return [side for n, some in enumerate(apart(pairs)) for side in kept_out_of_one(bench, f'{name} {n}', some)]


def kept_out_of_one(bench, name, pairs):
    """How each changed sentence stands: [side in a claim of the original, None if it is in another one]. One case for all pairs.

    A sentence that says two things is in two claims: it supports the original if it supports both.
    """
    path = bench.folder / f'distorted-{name.replace(" ", "-")}.jsonl'
    begins = {}
    with open(path, 'w', encoding='utf-8') as out:
        for n, (original, other) in enumerate(pairs):
            for k, content in enumerate((original, original, other)):
                line, begins[f'{n}-{k}'] = page(n, k, content)
                out.write(json.dumps(line) + '\n')
    export, _ = bench.export(path)
    document = {d['id']: d['path'].rpartition('#')[2] for d in export['documents']}
    of = {a['id']: document[a['document']] for a in export['attributions'] if a['content'][-1][1] > begins[document[a['document']]]}
    where = {}                         # document -> {claim: side}
    for c in export['claims']:
        for m in c['members']:
            if m['attribution'] in of:
                where.setdefault(of[m['attribution']], {})[c['id']] = m['side']
    out = []
    for n in range(len(pairs)):
        claim = {c for k in (0, 1) for c, side in where.get(f'{n}-{k}', {}).items() if side == 'supports'}
        if not claim:
            out.append('unread')
            continue
        found = where.get(f'{n}-2', {})
        sides = [found.get(c) for c in sorted(claim)]
        other = [side for side in sides if side != 'supports']
        out.append('supports' if not other else next((side for side in other if side), None))
        LOG.append((name, out[-1], pairs[n], sides))
    return out


def distorted(bench):
    bench.need_program()
    given = sentences(bench)
    path = bench.texts('distorted-sentences', ({'id': str(n), 'text': s[0].upper() + s[1:] + '.'} for n, (_, s, _) in enumerate(given)))
    readings = bench.read_texts(path)
    section = f'distorted claims ({len(given)} sentences of invented cases and of Emergent)'
    out, total, right = [], 0, 0
    for name, change in DISTORTIONS:
        pairs = []
        for n, (which, s, _) in enumerate(given):
            text = readings[str(n)]['text']
            other = change(text, readings[str(n)])
            if other and other != text:
                pairs.append((which, text.rstrip('.'), other.rstrip('.')))
        sides = [s for s in kept_out(bench, name, pairs) if s != 'unread']
        good = sum(s != 'supports' for s in sides)
        total, right = total + len(sides), right + good
        out.append(Figure(section, f'{name}: not among the supporters ({len(sides)})', good / len(sides) if sides else None))
        out.append(Figure(section, f'{name}: shown on the denying side', sum(s == 'denies' for s in sides) / len(sides) if sides else None))
    out.insert(0, Figure(section, f'all: not among the supporters ({total})', right / total if total else None, .90, (('corroborate-mcp', 2 / 6),)))
    same = [(which, s, r) for which, s, more in given for r in more]
    sides = [s for s in kept_out(bench, 'restated', same) if s not in ('unread', None)]
    out.append(Figure(section, f'restated, joined to the claim, but put on the denying side ({len(sides)})',
                      sum(s == 'denies' for s in sides) / len(sides) if sides else None, None, higher=False))
    verbatim = [s for s in kept_out(bench, 'verbatim', [(which, s, s) for which, s, _ in given]) if s != 'unread']
    out.append(Figure(section, f'said again in the same words, but not among the supporters ({len(verbatim)})',
                      sum(s != 'supports' for s in verbatim) / len(verbatim) if verbatim else None, None, higher=False))
    return out
