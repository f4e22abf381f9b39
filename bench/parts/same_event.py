"""Same event: do reports on one event stand in one canopy, and those on another in another? One threshold for all sets."""
import collections
import json
import lzma
import subprocess

from .figures import Figure
from .program import Absent, Broken


def lines(bench, *parts):
    with lzma.open(bench.data(*parts), 'rt', encoding='utf-8') as f:
        yield from map(json.loads, f)


def triplets(bench, full):
    for cluster in lines(bench, 'same-event', 'allsides-triplets-dev.jsonl.xz'):
        for r in cluster['reports']:
            if not full:
                yield cluster['id'], {'title': r['title'] or '', 'text': r['lead']}
            elif r.get('text'):
                yield cluster['id'], {'title': r['title'] or '', 'text': r['text'], 'published': r.get('date') or ''}


def basil(bench, dated):
    for cluster in lines(bench, 'same-event', 'basil-dev.jsonl.xz'):
        for r in cluster['reports']:
            yield cluster['id'], {'title': r['title'] or '', 'text': r['text'], 'published': (r['date'] or '') if dated else ''}


def headed(text):
    """A text whose first line is its headline."""
    title, _, rest = text.partition('\n')
    return {'title': title, 'text': rest or title}


def newswcl50(bench):
    for r in lines(bench, 'same-event', 'newswcl50-dev.jsonl.xz'):
        yield r['topic'], headed(r['text'])


def ecbplus(bench, part):
    for r in lines(bench, 'ecbplus', f'ecbplus-{part}.jsonl.xz'):
        yield r['subtopic'], headed(r['text'].partition('\n')[2] if r['subtopic'].endswith('plus') else r['text'])


def scores(gold, found):
    """(B-cubed F, pair F) of two lists of labels (Bagga and Baldwin 1998)."""
    g, f, both = collections.Counter(gold), collections.Counter(found), collections.Counter(zip(gold, found))
    precision = sum(n * n / f[k[1]] for k, n in both.items()) / len(gold)
    recall = sum(n * n / g[k[0]] for k, n in both.items()) / len(gold)

    def pairs(counts):
        return sum(n * (n - 1) for n in counts.values())
    whole = pairs(g) + pairs(f)
    return 2 * precision * recall / (precision + recall), 2 * pairs(both) / whole if whole else 0


def canopies(bench, items):
    tool = bench.program.parent / 'canopies_tool'
    if not tool.exists():
        raise Absent(f'{tool} is not built (setup/build release --target canopies_tool)')
    text = ''.join(json.dumps({'id': str(k), **d}) + '\n' for k, d in enumerate(items))
    done = subprocess.run([tool], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise Broken(f'canopies_tool failed: {done.stderr.strip()[-300:]}')
    return [json.loads(line)['canopy'] for line in done.stdout.splitlines()]


def same_event(bench):
    cosine = 'TF-IDF, average link'
    sets = (
        ('triplets, full text with dates', triplets(bench, True), .91, .77, (.899, .745), (.834, .49)),
        ('triplets, title and lead, no dates', triplets(bench, False), .78, .52, (.760, .483), (.717, .282)),
        ('BASIL, no dates', basil(bench, False), .95, None, (.955, .878), None),
        ('BASIL with dates', basil(bench, True), None, None, None, None),
        ('NewsWCL50', newswcl50(bench), None, None, (.909, .828), None),
        ('ECB+ dev, documents into subtopics', ecbplus(bench, 'dev'), .87, None, (.867, .765), None),
        ('ECB+ train, documents into subtopics', ecbplus(bench, 'train'), None, None, (.887, .832), None))
    out = []
    for name, items, b_cubed, pair, average, single in sets:
        gold, documents = zip(*items)
        found = scores(gold, canopies(bench, documents))
        for k, (measure, target) in enumerate((('B-cubed F', b_cubed), ('pair F', pair))):
            peers = [(cosine, average[k])] if average else []
            peers += [('single link', single[k])] if single else []
            out.append(Figure(f'same event: {name} ({len(gold)})', measure, found[k], target, tuple(peers)))
    return out
