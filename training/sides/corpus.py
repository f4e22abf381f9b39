"""Sets of stances as lines for bench/sides_tool, and their labels."""
import json
import lzma
import random
import subprocess

STANCES = ('for', 'against', 'observing', 'unrelated')
OF_FNC = {'agree': 'for', 'disagree': 'against', 'discuss': 'observing', 'unrelated': 'unrelated'}
FOLDS = 10


def emergent(data):
    """[(claim, headline, stance, claim's id)]"""
    with open(data / 'stance' / 'emergent-train.jsonl', encoding='utf-8') as f:
        return [(j['claim'], j['headline'], j['stance'], j['claim_id']) for j in map(json.loads, f)]


def fnc(data):
    """[(headline, body, stance, split)]"""
    with lzma.open(data / 'stance' / 'fnc1-bodies-train.jsonl.xz', 'rt', encoding='utf-8') as f:
        bodies = {b['id']: b['text'] for b in map(json.loads, f)}
    with lzma.open(data / 'stance' / 'fnc1-stances-train.jsonl.xz', 'rt', encoding='utf-8') as f:
        return [(s['headline'], bodies[s['body']], OF_FNC[s['stance']], s['split']) for s in map(json.loads, f)]


def folds(claims):
    """The fold of each pair: a claim is in one fold."""
    order = sorted(set(claims))
    random.Random(8).shuffle(order)
    of = {c: n % FOLDS for n, c in enumerate(order)}
    return [of[c] for c in claims]


def ask(tool, arguments, pairs):
    """The tool's answer to each (claim, text)."""
    ids, lines = {}, []
    for pair in pairs:
        for text in pair[:2]:
            if text not in ids:
                ids[text] = str(len(ids))
                lines.append(json.dumps({'id': ids[text], 'text': text}))
    lines += [json.dumps({'claim': ids[p[0]], 'text': ids[p[1]]}) for p in pairs]
    done = subprocess.run([tool, *map(str, arguments)], input='\n'.join(lines).encode(), capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f'{tool} failed: {done.stderr.decode(errors="replace").strip()[-300:]}')
    return [json.loads(line) for line in done.stdout.splitlines()]
