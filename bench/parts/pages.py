"""Page sets: a line for each page, no crash; article bodies; title, authors, date."""
import datetime
import json
import re
import unicodedata

from .figures import Figure
from .program import PAGE_SETS, Absent, article_body

PLAIN = str.maketrans({'‘': "'", '’': "'", '“': '"', '”': '"', '–': '-', '—': '-', '‐': '-', '‑': '-'})


def fold(s):
    """For comparing: compatibility forms, case, typographic quotes and dashes, and white space make no difference."""
    return ' '.join(unicodedata.normalize('NFKC', s or '').translate(PLAIN).casefold().split())


def share(hits):
    return sum(hits) / len(hits) if hits else None


def crash_free(bench):
    out, total, lines, crashes, flawed, disputed, absent = [], 0, 0, 0, 0, 0, []
    for name in PAGE_SETS:
        try:
            readings, _, crashed = bench.read_pages(name)
        except Absent as e:
            absent.append(e)
            continue
        total += len(bench.pages(name))
        lines += len(readings)
        crashes += len(crashed)
        flawed += sum(bool(r.get('flaws')) for r in readings.values())
        disputed += sum(bool(r.get('conflicts')) for r in readings.values())
    if not total:
        raise absent[0]
    section = f'all page sets ({total} pages)'
    out.append(Figure(section, 'pages that give a line', lines, total, form='d'))
    out.append(Figure(section, 'pages that stop the program', crashes, 0, form='d', higher=False))
    out.append(Figure(section, 'pages flagged as flawed captures', flawed, form='d'))
    out.append(Figure(section, 'pages whose metadata disagree', disputed, form='d'))
    return out


# ---------------------------------------------------------------- article bodies

def bodies(bench, name):
    """Score of score_extraction.py on a set, through the program's own reading."""
    gold = bench.data(name, 'ground-truth-dev.json')
    readings, _, _ = bench.read_pages(name)
    predicted = bench.folder / f'bodies-{name}.json'
    predicted.write_text(json.dumps({i: article_body(r) for i, r in readings.items()}), encoding='utf-8')
    return bench.score('score_extraction.py', gold, predicted)


def extraction(bench):
    out = []
    s = bodies(bench, 'article-extraction-benchmark')
    section = f'article-extraction-benchmark, dev ({s["pages"]} pages)'
    out.append(Figure(section, 'body F1', s['f1'], .975,
                      (('rs_trafilatura', .979), ('AutoExtract', .973), ('newspaper', .971), ('trafilatura', .959))))
    out.append(Figure(section, 'body precision', s['precision'], None,
                      (('AutoExtract', .985), ('newspaper', .983), ('rs_trafilatura', .963))))
    out.append(Figure(section, 'body recall', s['recall'], None,
                      (('rs_trafilatura', .995), ('AutoExtract', .960), ('newspaper', .959))))
    s = bodies(bench, 'fundus-evaluation')
    out.append(Figure(f'fundus-evaluation, dev ({s["pages"]} pages)', 'body F1', s['f1'], .960,
                      (('Fundus (rules for each site)', .939), ('trafilatura', .936), ('news-please', .930))))
    return out


# ---------------------------------------------------------------- metadata

def same_names(ours, gold):
    return {fold(a) for a in ours} == {fold(a) for a in gold}


def moment(s):
    try:
        t = datetime.datetime.fromisoformat(s.replace('Z', '+00:00'))
    except ValueError:
        return None
    return t.timestamp() if t.tzinfo else None


def same_day(ours, gold):
    """The day as printed, or the very instant if both give their zone."""
    ours, gold = ours or '', gold or ''
    if not ours or not gold:
        return ours == gold
    return ours[:10] == gold[:10] or (moment(ours) is not None and moment(ours) == moment(gold))


def fundus_pages(bench):
    gold = json.loads(bench.data('fundus-pages', 'ground-truth-dev.json').read_text(encoding='utf-8'))
    readings, _, _ = bench.read_pages('fundus-pages')
    got = {i: readings.get(i, {}) for i in gold}
    section = f'fundus-pages, dev ({len(gold)} pages)'
    return [
        Figure(section, 'title right', share([fold(got[i].get('title')) == fold(g['title']) for i, g in gold.items()]), .97),
        Figure(section, 'set of authors right', share([same_names(got[i].get('authors', []), g['authors']) for i, g in gold.items()]),
               .90),
        Figure(section, 'publication day right',
               share([same_day(got[i].get('published'), g['publishing_date']) for i, g in gold.items()]), .95),
        Figure(section, 'body F1', bodies(bench, 'fundus-pages')['f1']),
    ]


def date_scores(pairs):
    """(F, accuracy) as htmldate's evaluation has it: a wrong day is a false positive, none a false negative."""
    right = sum(ours == gold for ours, gold in pairs)
    wrong = sum(bool(ours) and ours != gold for ours, gold in pairs)
    none = len(pairs) - right - wrong
    p, r = right / max(1, right + wrong), right / max(1, right + none)
    return (2 * p * r / (p + r) if p + r else 0.0), right / max(1, len(pairs))


def segment_scores(items):
    """(F, precision, recall) as trafilatura's evaluation has it: a wanted segment that stands in the text is a true positive, an
    unwanted one a false positive, a wanted one that is missing a false negative."""
    tp = fp = fn = 0
    for body, wanted, unwanted in items:
        hits = sum(s in body for s in wanted)
        tp, fn = tp + hits, fn + len(wanted) - hits
        fp += sum(s in body for s in unwanted)
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return (2 * p * r / (p + r) if p + r else 0.0), p, r


def page_metadata(bench):
    with open(bench.data('page-metadata', 'index-dev.jsonl'), encoding='utf-8') as f:
        rows = [json.loads(line) for line in f]
    readings, _, _ = bench.read_pages('page-metadata')
    none = {'text': '', 'blocks': []}
    got = {r['file']: readings.get(r['file'], none) for r in rows}
    section = f'page-metadata, dev ({len(rows)} pages)'
    dated = [(r, d) for r in rows for d in [r.get('date_htmldate') or r.get('date')] if isinstance(d, str)]
    f, accuracy = date_scores([((got[r['file']].get('published') or '')[:10], d) for r, d in dated])
    seg, p, r = segment_scores([(article_body(got[x['file']]), x['with'], x['without']) for x in rows if 'with' in x])
    names = [(x, x['author'] if isinstance(x['author'], list) else re.split(r'; | and ', x['author'])) for x in rows if 'author' in x]
    htmldate = ('htmldate extensive', .949), ('htmldate fast', .925), ('newspaper4k', .810)
    return [
        Figure(section, f'publication day F ({len(dated)})', f, .95, htmldate),
        Figure(section, 'publication day accuracy', accuracy, None, (('htmldate extensive', .903),)),
        Figure(section, 'title right (91)', share([fold(got[x['file']].get('title')) == fold(x['title']) for x in rows if 'title' in x]),
               .97),
        Figure(section, 'set of authors right (69)', share([same_names(got[x['file']].get('authors', []), a) for x, a in names]), .90),
        Figure(section, 'segments F (110)', seg, .924, (('trafilatura', .924), ('magic-html', .889), ('jusText', .862))),
        Figure(section, 'segments precision', p),
        Figure(section, 'segments recall', r),
    ]


def readability_pages(bench):
    with open(bench.data('readability-pages', 'index-dev.jsonl'), encoding='utf-8') as f:
        rows = [json.loads(line) for line in f]
    readings, missing, _ = bench.read_pages('readability-pages')
    got = {r['id']: readings.get(r['id'], {}) for r in rows}
    section = f'readability-pages, dev ({len(rows)} pages)'

    def title_right(r):                            # the expected one often has the site's name before or behind it
        ours, expected = fold(got[r['id']].get('title')), fold(r['title'])
        return ours in expected and 2 * len(ours.split()) >= len(expected.split())

    def byline_right(r):
        names = [fold(a) for a in got[r['id']].get('authors', [])]
        return bool(names) and all(n in fold(r['byline']) for n in names)
    return [
        Figure(section, 'pages that give a line', len(rows) - len(missing), len(rows), form='d'),
        Figure(section, 'title stands in the expected one', share([title_right(r) for r in rows if r['title']])),
        Figure(section, 'authors stand in the byline', share([byline_right(r) for r in rows if r['byline']])),
    ]
