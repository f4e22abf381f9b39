"""How a text stands to a claim: headlines (Emergent, ten folds by claim) and articles (FNC-1, hold-out bodies).

Needs bench/sides_tool beside the program (cmake --build build/release --target sides_tool), which reads with the program's own code.
"""
import importlib
import sys

from .figures import Figure
from .program import ROOT, Absent, Broken
from .stance import agreement, f1, macro


def answers(corpus, tool, model, kind, pairs):
    try:
        return [a['stance'] for a in corpus.ask(tool, ['read', model, kind], pairs)]
    except RuntimeError as e:
        raise Broken(str(e)) from None


def tool_and_corpus(bench):
    tool = bench.program.parent / 'sides_tool'
    if not tool.exists():
        raise Absent(f'{tool} is not built (cmake --build {tool.parent.name} --target sides_tool)')
    spec = importlib.util.spec_from_file_location('sides_corpus', ROOT / 'training' / 'sides' / 'corpus.py')
    corpus = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(corpus)
    return tool, corpus


def emergent(bench):
    tool, corpus = tool_and_corpus(bench)
    bench.data('stance', 'emergent-train.jsonl')
    pairs = corpus.emergent(bench.shared / 'data')
    fold = corpus.folds([p[3] for p in pairs])
    found = [None] * len(pairs)
    for k in range(corpus.FOLDS):
        chosen = [i for i, f in enumerate(fold) if f == k]
        for i, a in zip(chosen, answers(corpus, tool, ROOT / 'bench' / 'sets' / 'sides' / f'{k}.model', 'headline', [pairs[i] for i in chosen])):
            found[i] = a
    gold = [p[2] for p in pairs]
    section = f'Emergent, stance of headlines ({len(pairs)}), ten folds by claim'
    return [Figure(section, 'right', agreement(gold, found), .77, (('14 lexical features', .755), ('always for', agreement(gold, ['for'] * len(gold))))),
            Figure(section, 'against: F1', f1(gold, found, 'against'), .77, (('14 lexical features', .750),)),
            Figure(section, 'for: F1', f1(gold, found, 'for'), None, (('14 lexical features', .806),)),
            Figure(section, 'observing: F1', f1(gold, found, 'observing'), None, (('14 lexical features', .665),))]


def fnc(bench):
    tool, corpus = tool_and_corpus(bench)
    bench.data('stance', 'fnc1-bodies-train.jsonl.xz')
    pairs = [p for p in corpus.fnc(bench.shared / 'data') if p[3] == 'dev']
    found, gold = answers(corpus, tool, ROOT / 'models' / 'sides.model', 'article', pairs), [p[2] for p in pairs]
    section = f'FNC-1, stance of articles, hold-out bodies ({len(pairs)} pairs)'
    before = {'for': .541, 'against': .248, 'observing': .689, 'unrelated': .985}
    out = [Figure(section, 'macro F1', macro(gold, found, corpus.STANCES), .64, (('44 features, two stages', .616),))]
    return out + [Figure(section, f'{s}: F1', f1(gold, found, s), None, (('44 features, two stages', before[s]),)) for s in corpus.STANCES]


def sides(bench):
    return emergent(bench) + fnc(bench)
