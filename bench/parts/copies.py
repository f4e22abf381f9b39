"""copy-pairs: are reports that share text found to share it?"""
import json
import lzma
import subprocess

from .case import families
from .figures import Figure


def articles(bench):
    """The articles of the set as one JSONL file that `add` reads."""
    path = bench.folder / 'copy-pairs.jsonl'
    with lzma.open(bench.data('copy-pairs', 'articles-dev.jsonl.xz'), 'rt', encoding='utf-8') as f, \
            open(path, 'w', encoding='utf-8') as out:
        for a in map(json.loads, f):
            out.write(json.dumps({'id': a['id'], 'text': a['text'], 'published': a['date'], 'title': a['title'],
                                  'publisher': a['source']}) + '\n')
    return path


def found(bench, path, pairs, section):
    """Candidates, pairs with passages and words a second, by bench/copies_tool; nothing where it is not built."""
    tool = bench.program.parent / 'copies_tool'
    if not tool.exists():
        return []
    done = subprocess.run([tool, path], stdout=subprocess.PIPE, check=True)
    head, *kin = (json.loads(line) for line in done.stdout.splitlines())
    have = {frozenset((k['a'], k['b'])) for k in kin}
    chosen = [p for p in pairs if p['containment'] >= .2]
    return [
        Figure(section, f'containment >= 0.2, shared passages found ({len(chosen)})',
               sum(frozenset((p['a'], p['b'])) in have for p in chosen) / len(chosen), 1.0),
        Figure(section, 'candidates a document', head['candidates'] / head['documents'], 3, form='.2f', higher=False),
        Figure(section, 'words/s, one thread, fingerprints', head['words'] / head['fingerprint_seconds'], None, form=',.0f'),
        Figure(section, 'words/s, one thread, with verification', head['words'] / head['verify_seconds'], 10e6, form=',.0f'),
    ]


def copy_pairs(bench):
    with open(bench.data('copy-pairs', 'pairs-dev.jsonl'), encoding='utf-8') as f:
        pairs = [json.loads(line) for line in f]
    path = articles(bench)
    export, _ = bench.export(path)
    name = {d['id']: d['path'].rpartition('#')[2] for d in export['documents']}
    edges = {frozenset((name[d['id']], name[p['document']])) for d in export['documents'] for p in d['derived_from']}
    family = {name[d]: f for d, f in families(export).items()}
    section = f'copy-pairs, dev ({len(name)} articles, {len(pairs)} pairs)'

    def recall(chosen):
        hits = [family.get(p['a'], p['a']) == family.get(p['b'], p['b']) for p in chosen]
        return sum(hits) / len(hits) if hits else None
    out = []
    for least, minhash, fineweb in ((.2, .682, .023), (.3, .855, .042), (.5, .970, .118)):
        chosen = [p for p in pairs if p['containment'] >= least]
        out.append(Figure(section, f'containment >= {least}, in one family ({len(chosen)})', recall(chosen), None,
                          (('winnowed 5-grams as candidates', 1.0), ('MinHash 64x2', minhash), ('MinHash of FineWeb', fineweb))))
    own = [p for p in pairs if p['unquoted_shared'] >= .2]
    out.append(Figure(section, f'unquoted shared words >= 0.2, in one family ({len(own)})', recall(own)))
    listed = {frozenset((p['a'], p['b'])) for p in pairs}
    out.append(Figure(section, f'edges that share >= 0.2 ({len(edges)})', len(edges & listed) / len(edges) if edges else None))
    return out + found(bench, path, pairs, section)
