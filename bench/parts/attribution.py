"""PolNeAR: source, cue and content of what is said, in plain text. And what is shared by all sections about attributions."""
import functools
import json

from .figures import Figure

ROLES = ('source', 'cue', 'content')
TYPES = ('direct', 'mixed', 'indirect')
PERCENT = '.1f'

# Exact span F1 source / cue / content: target, then others. The published ones are on the test half, the annotators' on 18 articles.
SPANS = {
    'source': (80, {'stretch': 82, 'BERT+CofeNet': 83.2, 'prototype BiLSTM': 77.8, 'two annotators': 77.3, 'BiLSTM x2+CofeNet': 73.3, 'CRF': 50.6,
                    'CoreNLP': 13.9, 'rules': 10.7}),
    'cue': (73, {'stretch': 75, 'BERT+CofeNet': 75.3, 'two annotators': 70.7, 'prototype BiLSTM': 70.4, 'BiLSTM x2+CofeNet': 66.2, 'CRF': 53.4,
                 'rules': 22.8}),
    'content': (67, {'stretch': 71, 'BERT+CofeNet': 72.9, 'two annotators': 69.5, 'BiLSTM x2+CofeNet': 63.6, 'prototype BiLSTM': 61.6, 'CRF': 28.6,
                     'CoreNLP': 17.5, 'rules': 5.6}),
}
WHOLE = {
    'exact': (58, {'two annotators': 60.7, 'prototype BiLSTM': 54.4}),
    'relaxed': (77, {'stretch': 80, 'two annotators': 75.6, 'prototype BiLSTM': 73.3}),
}
BY_TYPE = {
    'direct': (94, {'two annotators': 98.2, 'prototype BiLSTM': 90.9}),
    'mixed': (87, {'two annotators': 88.6, 'prototype BiLSTM': 83.9}),
    'indirect': (70, {'two annotators': 67.1, 'prototype BiLSTM': 66.0}),
}


def best_first(others):
    return tuple(sorted(((n, v) for n, v in others.items() if v is not None), key=lambda p: -p[1]))


def sourced(readings):
    """Readings without what a text says in its own voice: the corpora mark only what somebody else is said to say. None stays None."""
    return readings and {i: {**r, 'attributions': [a for a in r['attributions'] if a['rule'] != 'own-voice' or a['agent'] is not None]}
                         for i, r in readings.items()}


def outermost(readings):
    """{id: attributions} as PolNeAR marks them: what stands inside another's content is left out."""
    return {i: [a for a in r['attributions'] if a['parent'] is None] for i, r in readings.items()}


def every_level(readings):
    return {i: r['attributions'] for i, r in readings.items()}


@functools.cache
def polnear_dev(bench):
    """(gold articles by id, file of their texts)"""
    with open(bench.data('polnear', 'dev.jsonl'), encoding='utf-8') as f:
        gold = {a['id']: a for a in map(json.loads, f)}
    return gold, bench.texts('polnear', ({'id': a['id'], 'text': a['text'], 'published': a['date'], 'title': a['title']} for a in gold.values()))


@functools.cache
def polnear_scores(bench):
    """Scores of the program on PolNeAR's development half, and of the floor (None where it is not built)."""
    gold, texts = polnear_dev(bench)
    score = bench.scorer('score_attribution.py').score
    return tuple(r and score(gold, outermost(r))['scores'] for r in (sourced(bench.read_texts(texts)), sourced(bench.floor_texts(texts))))


def percent(scores, name, key='f'):
    return None if scores is None or scores[name][key] is None else 100 * scores[name][key]


def polnear(bench):
    ours, floor = polnear_scores(bench)
    section = f'PolNeAR, dev ({len(polnear_dev(bench)[0])} articles, {ours["attributions/exact"]["gold"]} attributions)'

    def figure(measure, name, key='f', target=None, others={}):
        return Figure(section, measure, percent(ours, name, key), target, best_first({**others, 'the floor': percent(floor, name, key)}), PERCENT)
    out = [figure(f'{role}: exact span F1', f'spans/{role}/exact', 'f', *SPANS[role]) for role in ROLES]
    out += [figure(f'{role}: overlap {word}', f'spans/{role}/overlap', key)
            for role in ROLES for key, word in (('p', 'precision'), ('r', 'recall'))]
    out += [figure(f'attribution F1, {how}', f'attributions/{how}', 'f', *WHOLE[how]) for how in WHOLE]
    out += [figure(f'attribution {word}, relaxed', 'attributions/relaxed', key) for key, word in (('p', 'precision'), ('r', 'recall'))]
    return out + [figure(f'relaxed F1, {kind} content', f'type/{kind}/relaxed', 'f', *BY_TYPE[kind]) for kind in TYPES]
