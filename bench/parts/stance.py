"""How a source stands on what it says, where the words are given: hand-labelled attributions of news and of other kinds of text.

Needs bench/stance_tool beside the program (cmake --build build/release --target stance_tool).
"""
import importlib
import sys

from .figures import Figure
from .program import ROOT, Absent, Broken

SETS = (('stance-dev', 'PolNeAR train'), ('elsewhere', 'other kinds of text, invented'))


def corpus():
    """training/stance/corpus.py."""
    sys.path.append(str(ROOT / 'training' / 'stance'))
    return importlib.import_module('corpus')


def f1(gold, found, label):
    """F1 of a label; None if neither has it."""
    right = sum(g == f == label for g, f in zip(gold, found))
    both = sum(g == label for g in gold) + sum(f == label for f in found)
    return 2 * right / both if both else None


def macro(gold, found, labels):
    values = [v for v in (f1(gold, found, x) for x in labels) if v is not None]
    return sum(values) / len(values)


def agreement(gold, found):
    return sum(g == f for g, f in zip(gold, found)) / len(gold)


def stance(bench):
    read = corpus()
    tool = bench.program.parent / 'stance_tool'
    if not tool.exists():
        raise Absent(f'{tool} is not built (cmake --build {tool.parent.name} --target stance_tool)')
    bench.data('polnear', 'train.jsonl')
    texts = {'stance-dev': read.polnear(ROOT / 'bench' / 'sets' / 'stance-dev.tsv', bench.shared),
             'elsewhere': read.marked_texts(ROOT / 'bench' / 'sets' / 'elsewhere.txt')}
    out = []
    for name, what in SETS:
        try:
            found = read.answers(tool, ['read', str(ROOT / 'models' / 'stance.model')], texts[name])
        except RuntimeError as e:
            raise Broken(str(e)) from None
        gold, negated, certainty = zip(*read.labels(texts[name]))
        ours, floor = [a['stance'] for a in found], [a['floor'] for a in found]
        section = f'stance, words given: {name} ({len(gold)} attributions of {what})'
        target = name == 'stance-dev'
        out.append(Figure(section, 'stance: macro F1', macro(gold, ours, read.STANCES), .75 if target else None,
                          (('floor rules', macro(gold, floor, read.STANCES)),)))
        out.append(Figure(section, 'stance: right', agreement(gold, ours), None, (('floor rules', agreement(gold, floor)), ('always asserts', agreement(gold, ['asserts'] * len(gold))))))
        for s in read.STANCES:
            out.append(Figure(section, f'{s}: F1', f1(gold, ours, s), .80 if target and s == 'denies' else None, (('floor rules', f1(gold, floor, s) or 0),)))
        out.append(Figure(section, 'negated: F1', f1(negated, [a['negated'] for a in found], True)))
        out.append(Figure(section, 'certainty: right', agreement(certainty, [a['certainty'] for a in found]), None,
                          (('always certain', agreement(certainty, ['certain'] * len(gold))),)))
        out.append(Figure(section, 'certainty: macro F1', macro(certainty, [a['certainty'] for a in found], read.CERTAINTIES)))
    return out
