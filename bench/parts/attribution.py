"""PolNeAR: source, cue and content of what is said, in plain text."""
import json

from .figures import Figure
from .program import Absent, Broken

# Exact span F1 source / cue / content. The published ones are on the test half, the annotators' on 18 articles.
ANNOTATORS = 'two annotators'
SPANS = {
    'source': (80, (('BERT+CofeNet', 83.2), (ANNOTATORS, 77.3), ('BiLSTM+CofeNet', 73.3), ('CRF', 50.6), ('CoreNLP', 13.9),
                    ('rules', 10.7))),
    'cue': (73, (('BERT+CofeNet', 75.3), (ANNOTATORS, 70.7), ('BiLSTM+CofeNet', 66.2), ('CRF', 53.4), ('rules', 22.8))),
    'content': (67, (('BERT+CofeNet', 72.9), (ANNOTATORS, 69.5), ('BiLSTM+CofeNet', 63.6), ('CRF', 28.6), ('CoreNLP', 17.5),
                     ('rules', 5.6))),
}


def polnear(bench):
    gold = bench.data('polnear', 'dev.jsonl')
    scorer = bench.need('eval', 'score_attribution.py').name
    texts, predicted = bench.folder / 'polnear.jsonl', bench.folder / 'polnear-read.jsonl'
    with open(gold, encoding='utf-8') as f, open(texts, 'w', encoding='utf-8') as out:
        for line in f:
            a = json.loads(line)
            out.write(json.dumps({'id': a['id'], 'text': a['text'], 'published': a['date'], 'title': a['title']}) + '\n')
    with open(texts, 'rb') as f:
        lines, code = bench.read_lines('--from', 'jsonl', '-', stdin=f)
    if code != 0:
        raise Broken(f'stemma read --from jsonl ended with {code}')
    with open(predicted, 'w', encoding='utf-8') as out:
        for r in lines:
            # The corpus marks the outermost attribution only: what stands inside another's content is left out here.
            outer = [{k: a[k] for k in ('source', 'cue', 'content')} for a in r['attributions'] if a['parent'] is None]
            out.write(json.dumps({'id': r['id'], 'attributions': outer}) + '\n')
    s = bench.score(scorer, gold, predicted)['scores']

    def percent(name, key='f'):
        return None if s[name][key] is None else 100 * s[name][key]
    section = f'PolNeAR, dev ({len(lines)} articles, {s["attributions/exact"]["gold"]} attributions)'
    out = [Figure(section, f'{role}: exact span F1', percent(f'spans/{role}/exact'), target, peers, '.1f')
           for role, (target, peers) in SPANS.items()]
    out += [Figure(section, f'{role}: overlap {word}', percent(f'spans/{role}/overlap', key), form='.1f')
            for role in SPANS for key, word in (('p', 'precision'), ('r', 'recall'))]
    out.append(Figure(section, 'attribution F1, exact', percent('attributions/exact'), 58, ((ANNOTATORS, 60.7),), '.1f'))
    out.append(Figure(section, 'attribution F1, relaxed', percent('attributions/relaxed'), 77, ((ANNOTATORS, 75.6),), '.1f'))
    for kind, target, human in (('direct', 94, 98.2), ('mixed', 87, 88.6), ('indirect', 70, 67.1)):
        out.append(Figure(section, f'relaxed F1, {kind} content', percent(f'type/{kind}/relaxed'), target, ((ANNOTATORS, human),), '.1f'))
    return out
