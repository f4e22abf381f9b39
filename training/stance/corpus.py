"""Attributions with their stance, as texts for bench/stance_tool and labels: marked texts, and labelled attributions of PolNeAR.

An example is {"id", "text", "title"?, "attributions": [{"source", "cue", "content", "stance", "negated", "certainty"}]}, spans in code points.
"""
import collections
import csv
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / 'shared'
sys.path.append(str(ROOT / 'training' / 'marked'))
import marked  # noqa: E402

STANCES, CERTAINTIES = marked.STANCES, marked.CERTAINTIES
TRAIN = ('stances', 'denials', 'nesting', 'gaps')


def marked_texts(path):
    """The texts of a file of marked texts."""
    texts = [{'id': f'{pathlib.Path(path).stem}:{number}', **text} for number, text in marked.read(path)]
    return [t for t in texts if t['attributions']]


def polnear(path, shared=SHARED):
    """The attributions of PolNeAR train that a table lists, with the texts from `shared`. Every column of the table stays with them."""
    with open(path, encoding='utf-8', newline='') as f:
        rows = list(csv.DictReader((x for x in f if not x.startswith('#')), delimiter='\t', quoting=csv.QUOTE_NONE))
    wanted = collections.defaultdict(list)
    for r in rows:
        wanted[r['article']].append(r)
    out = []
    with open(shared / 'data' / 'polnear' / 'train.jsonl', encoding='utf-8') as f:
        for line in f:
            article = json.loads(line)
            if article['id'] not in wanted:
                continue
            spans = {a['id']: a for a in article['attributions']}
            found = [{**spans[r['attribution']], **r, 'negated': r['negated'] == '1'} for r in wanted[article['id']]]
            out.append({'id': article['id'], 'text': article['text'], 'title': article['title'], 'attributions': found})
    return out


def labels(texts):
    """[(stance, negated, certainty)] of all attributions, in order."""
    return [(a['stance'], a['negated'], a['certainty']) for t in texts for a in t['attributions']]


def answers(tool, arguments, texts):
    """What the tool says of each attribution, in order."""
    keys = ('source', 'cue', 'content')
    lines = ''.join(json.dumps({**{k: t[k] for k in ('id', 'text', 'title') if k in t}, 'attributions': [{k: a[k] for k in keys} for a in t['attributions']]}) + '\n'
                    for t in texts)
    done = subprocess.run([tool, *arguments], input=lines.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f'{tool} ended with {done.returncode}: {done.stderr.decode(errors="replace").strip()[-300:]}')
    return [a for line in done.stdout.splitlines() for a in json.loads(line)['attributions']]
