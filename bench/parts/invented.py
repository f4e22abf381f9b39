"""Invented case families: bench/sets/cases/NAME.json -> NAME/articles/*.html and NAME/gold.json (shared/eval/CASE_FORMAT.md).

A source is the gold in short: documents carry their `paragraphs` and are called "01", "02"; what follows from the rest (the four
numbers of a claim, the list of denials) is worked out here, so that it cannot contradict it.

    python3 -m parts.invented FILE.json...          check
    python3 -m parts.invented --out DIR FILE.json   check and write
"""
import argparse
import html
import json
import pathlib
import re
import sys

STANCES = {'asserts', 'alleges', 'denies', 'confirms', 'doubts', 'demands', 'commits', 'expects', 'believes', 'asks', 'declares'}
ROOT_KINDS = {'statement', 'witness', 'document', 'own_reporting', 'unknown'}
KINDS = {'person', 'organisation', 'government', 'media', 'document', 'unnamed', 'collective'}
HOW = {'verbatim', 'cut', 'light_edit', 'rewritten', 'translated', 'update', 'correction'}


def address(file):
    return f'articles/{file}.html'


def visible(document):
    return '\n'.join([document['title'], *document['paragraphs']])


def squeeze(text):
    return re.sub(r'\s+', ' ', text).strip()


def check(source):
    """What is wrong with it, a line each."""
    wrong = []
    texts = {d['file']: squeeze(visible(d)) for d in source['documents']}
    agents = {a['id']: a for a in source['agents']}
    for a in source['agents']:
        if a['kind'] not in KINDS:
            wrong.append(f'agent {a["id"]}: kind {a["kind"]}')
        if a.get('affiliation') and a['affiliation'] not in agents:
            wrong.append(f'agent {a["id"]}: affiliation {a["affiliation"]} is nobody')
    for d in source['documents']:
        for e in d.get('derived_from', []):
            if e['file'] not in texts or e['how'] not in HOW:
                wrong.append(f'document {d["file"]}: derived_from {e}')
        for f in d.get('reports_on', []):
            if f not in texts:
                wrong.append(f'document {d["file"]}: reports_on {f}')

    def stands(where, file, words):
        if file not in texts:
            return wrong.append(f'{where}: no document {file}')
        at = 0
        for piece in words.split(' ... '):
            found = texts[file].find(squeeze(piece), at)
            if found < 0:
                return wrong.append(f'{where}: not in {file}: {piece!r}')
            at = found + 1
    for c in source['claims']:
        roots = {r['id']: r for r in c['roots']}
        used = set()
        for r in c['roots']:
            if r['kind'] not in ROOT_KINDS or r['side'] not in ('supports', 'denies'):
                wrong.append(f'{c["id"]} {r["id"]}: kind or side')
            if r.get('agent') and r['agent'] not in agents:
                wrong.append(f'{c["id"]} {r["id"]}: agent {r["agent"]} is nobody')
        for n, m in enumerate(c['members']):
            where = f'{c["id"]} member {n}'
            for field in ('content', 'source', 'cue'):
                if m.get(field):
                    stands(f'{where} {field}', m['file'], m[field])
            if m['stance'] not in STANCES or m['side'] not in ('supports', 'denies', 'neutral'):
                wrong.append(f'{where}: stance or side')
            for a in [m.get('agent'), *m.get('via', [])]:
                if a is not None and a not in agents:
                    wrong.append(f'{where}: agent {a} is nobody')
            if m.get('root') is None:
                if m['side'] != 'neutral':
                    wrong.append(f'{where}: takes a side and has no root')
            elif m['root'] not in roots:
                wrong.append(f'{where}: root {m["root"]} is not in the list')
            else:
                used.add(m['root'])
                if m['side'] != 'neutral' and roots[m['root']]['side'] != m['side']:
                    wrong.append(f'{where}: its root is on the other side')
        wrong += [f'{c["id"]} {r}: no member rests on it' for r in roots if r not in used]
    for f in source.get('figures', []):
        for n, p in enumerate(f['series']):
            stands(f'figure {f["quantity"]} {n}', p['file'], p['text'])
    claims = {c['id'] for c in source['claims']}
    for t in source.get('timeline', []):
        wrong += [f'timeline {t["date"]}: no claim {c}' for c in t['claims'] if c not in claims]
    return wrong


def gold(source):
    """The same in the form of CASE_FORMAT.md."""
    out = json.loads(json.dumps(source))
    denials = {}
    for d in out['documents']:
        d['file'] = address(d['file'])
        d.pop('paragraphs')
        for e in d.setdefault('derived_from', []):
            e['file'] = address(e['file'])
        d['reports_on'] = [address(f) for f in d.get('reports_on', [])]
        for key, default in (('agency', None), ('authors', []), ('dateline', None), ('withdrawn', False), ('language', 'en')):
            d.setdefault(key, default)
    for c in out['claims']:
        count = dict.fromkeys(('supporting', 'supporting_unknown', 'denying', 'denying_unknown'), 0)
        for r in c['roots']:
            side = 'supporting' if r['side'] == 'supports' else 'denying'
            count[side + ('_unknown' if r['kind'] == 'unknown' else '')] += 1
        c['independent'] = count
        for m in c['members']:
            m['file'] = address(m['file'])
            for key, default in (('source', None), ('cue', None), ('agent', None), ('via', []), ('root', None)):
                m.setdefault(key, default)
            if m['stance'] == 'denies' and m['side'] == 'denies':
                denials.setdefault((m['file'], m['content']), []).append(c['id'])
    out['denials'] = [{'denial': {'file': f, 'content': content}, 'claims': c} for (f, content), c in denials.items()]
    for f in out.setdefault('figures', []):
        for p in f['series']:
            p['file'] = address(p['file'])
    out.setdefault('timeline', [])
    return out


def page(d):
    """One article as a site would print it."""
    about = {'@context': 'https://schema.org', '@type': 'NewsArticle', 'headline': d['title'],
             'publisher': {'@type': 'Organization', 'name': d['publisher']},
             'author': [{'@type': 'Person', 'name': a} for a in d.get('authors', [])]}
    if d.get('published'):
        about['datePublished'] = d['published']
    byline = f'<p class="byline">By {html.escape(" and ".join(d["authors"]))}</p>\n' if d.get('authors') else ''
    data = json.dumps(about, ensure_ascii=False).replace('</', '<\\/')
    body = '\n'.join(f'<p>{html.escape(p, quote=False)}</p>' for p in d['paragraphs'])
    return (f'<!DOCTYPE html>\n<html lang="{d.get("language", "en")}">\n<head>\n<meta charset="utf-8">\n'
            f'<title>{html.escape(d["title"])} | {html.escape(d["publisher"])}</title>\n'
            f'<script type="application/ld+json">{data}</script>\n</head>\n'
            f'<body>\n<article>\n<h1>{html.escape(d["title"], quote=False)}</h1>\n{byline}{body}\n</article>\n</body>\n</html>\n')


def write(source, folder):
    """NAME/articles and NAME/gold.json below `folder`; returns the path of NAME."""
    out = pathlib.Path(folder) / source['name']
    (out / 'articles').mkdir(parents=True, exist_ok=True)
    for d in source['documents']:
        (out / address(d['file'])).write_text(page(d), encoding='utf-8')
    (out / 'gold.json').write_text(json.dumps(gold(source), ensure_ascii=False, indent=1) + '\n', encoding='utf-8')
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--out')
    parser.add_argument('files', nargs='+')
    args = parser.parse_args()
    bad = False
    for file in args.files:
        source = json.loads(pathlib.Path(file).read_text(encoding='utf-8'))
        wrong = check(source)
        bad |= bool(wrong)
        print(file, f'{len(source["documents"])} documents, {len(source["claims"])} claims,',
              f'{sum(len(c["members"]) for c in source["claims"])} members:', 'good' if not wrong else '')
        print(*wrong, sep='\n') if wrong else None
        if args.out and not wrong:
            print(write(source, args.out))
    sys.exit(bad)


if __name__ == '__main__':
    main()
