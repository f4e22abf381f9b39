"""ECB+, dev: HUMAN mentions across documents. Gold mentions are given; who is the same is the product's own merging (src/link/agents.h).

Needs bench/agents_tool beside the program (cmake --build build/release --target agents_tool). Mentions of validated sentences without pronouns;
clusters that do not cross documents are kept inside each; mentions alone count. A subtopic is a matter.
"""
import collections
import json
import lzma
import re
import subprocess

from .agents import scorer
from .figures import Figure
from .program import Absent, Broken

PRONOUNS = set('i me my mine myself we us our ours you your he him his himself she her hers herself it its itself they them their theirs '
               'themselves who whom whose which that this these those'.split())


def conll(scores, gold, found):
    """MUC, B-cubed, CEAF-e F1 and their mean of two labellings {mention: label}; clusters of one are kept."""
    def clusters(labels):
        out = collections.defaultdict(list)
        for mention, label in labels.items():
            out[label].append(mention)
        return list(out.values())
    golds, ours = clusters(gold), clusters(found)
    in_gold, in_ours = ({m: i for i, c in enumerate(x) for m in c} for x in (golds, ours))

    def f(p, pn, r, rn):
        p, r = p / max(1, pn), r / max(1, rn)
        return 2 * p * r / (p + r) if p + r else 0.0
    similar = scores._ceaf(golds, in_ours, ours)
    out = {'MUC': f(*scores._muc(ours, in_gold), *scores._muc(golds, in_ours)),
           'B-cubed': f(*scores._b3(ours, in_gold), *scores._b3(golds, in_ours)),
           'CEAF-e': f(similar, len(ours), similar, len(golds))}
    return {**out, 'CoNLL': sum(out.values()) / 3}


def mentions(documents):
    """{(document, number): (mention, gold cluster)}"""
    out = {}
    for d in documents:
        for k, m in enumerate(d['mentions']):
            if m['tag'].startswith('HUMAN') and m['sentence'] in d['coref_sentences'] and m['text'].lower() not in PRONOUNS:
                out[d['id'], k] = (m, m['cluster'] if m.get('cross') else f'{d["id"]} {m.get("cluster") or m["id"]}')
    return out


def merged(bench, documents, chosen):
    """What the tool says: {mention: label} of agents joined, and with those whom nothing tells apart."""
    tool = bench.program.parent / 'agents_tool'
    if not tool.exists():
        raise Absent(f'{tool} is not built (cmake --build {tool.parent.name} --target agents_tool)')
    of = collections.defaultdict(list)
    for key in chosen:
        of[key[0]].append(key)
    lines, order = [], sorted(documents, key=lambda d: (d['subtopic'], d['id']))
    for d in order:
        spans = [[chosen[k][0]['start'], chosen[k][0]['end']] for k in of[d['id']]]
        lines.append(json.dumps({'id': d['id'], 'matter': d['subtopic'], 'text': d['text'], 'mentions': spans}) + '\n')
    done = subprocess.run([tool], input=''.join(lines), capture_output=True, text=True, timeout=600)
    if done.returncode != 0 or done.stdout.count('\n') != len(order):
        raise Broken(f'agents_tool ended with {done.returncode}: {done.stderr.strip()[-300:]}')
    joined, alike = {}, {}
    for d, line in zip(order, map(json.loads, done.stdout.splitlines())):
        for key, a, b in zip(of[d['id']], line['agents'], line['alike']):
            joined[key], alike[key] = (d['subtopic'], a), (d['subtopic'], b)
    return joined, alike


def ecb_humans(bench):
    scores = scorer()
    documents = [json.loads(line) for line in lzma.open(bench.data('ecbplus', 'ecbplus-dev.jsonl.xz'), 'rt', encoding='utf-8')]
    chosen = mentions(documents)
    gold = {k: cluster for k, (_, cluster) in chosen.items()}
    subtopic = {d['id']: d['subtopic'] for d in documents}

    def last_word(text):
        return re.sub(r"['’]s?$", '', text.lower().split()[-1].strip('",.;'))
    naive = conll(scores, gold, {k: (subtopic[k[0]], last_word(m['text'])) for k, (m, _) in chosen.items()})
    joined, alike = (conll(scores, gold, x) for x in merged(bench, documents, chosen))
    section = f'ECB+, dev: HUMAN mentions across documents ({len(chosen)}, gold spans)'
    out = [Figure(section, 'people whom nothing tells apart taken together: CoNLL F1', alike['CoNLL'], .78, (('same last word', naive['CoNLL']),))]
    out += [Figure(section, f'  {k} F1', alike[k], None, (('same last word', naive[k]),)) for k in ('MUC', 'B-cubed', 'CEAF-e')]
    return out + [Figure(section, 'joined as one agent only: CoNLL F1', joined['CoNLL'])]
