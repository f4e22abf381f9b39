"""CheckThat! 2020: is the claim found that a post is about?"""
import csv
import json
import lzma
import subprocess

from .figures import Figure
from .program import Absent, Broken


def average_precision(found, relevant, most=5):
    """Of the best `most`, over as many as could be there."""
    hits, total = 0, 0
    for rank, claim in enumerate(found[:most], 1):
        if claim in relevant:
            hits += 1
            total += hits / rank
    return total / min(most, len(relevant))


def claims(bench):
    path = bench.folder / 'verified-claims.jsonl'
    with lzma.open(bench.data('claim-retrieval', 'verified_claims.docs.tsv.xz'), 'rt', encoding='utf-8', newline='') as f, \
            open(path, 'w', encoding='utf-8') as out:
        for number, vclaim, title in list(csv.reader(f, delimiter='\t'))[1:]:
            out.write(json.dumps({'id': number, 'text': f'{title}\n{vclaim}'}) + '\n')
    return path


def claim_retrieval(bench):
    tool, path = bench.program.parent / 'claim_search_tool', claims(bench)
    if not tool.exists():
        raise Absent(f'{tool} is not built (setup/build release --target claim_search_tool)')
    out = []
    for part, target, bm25 in (('dev', .85, .823), ('train', None, None)):
        with open(bench.data('claim-retrieval', f'{part}.tweets.queries.tsv'), encoding='utf-8', newline='') as f:
            queries = list(csv.reader(f, delimiter='\t'))[1:]
        relevant = {}
        for line in open(bench.data('claim-retrieval', f'{part}.tweet-vclaim-pairs.qrels'), encoding='utf-8'):
            query, _, claim, _ = line.split()
            relevant.setdefault(query, set()).add(claim)
        done = subprocess.run([tool, path], input=''.join(json.dumps({'id': q, 'text': t}) + '\n' for q, t in queries), capture_output=True, text=True)
        if done.returncode != 0:
            raise Broken(f'claim_search_tool failed: {done.stderr.strip()[-300:]}')
        found = {r['id']: r['claims'] for r in map(json.loads, done.stdout.splitlines())}
        judged = [q for q, _ in queries if q in relevant]
        section = f'claim retrieval: CheckThat! 2020 {part} ({len(judged)} posts)'
        peers = (('stems and 4-grams', .838), ('BM25', bm25)) if bm25 else ()
        out.append(Figure(section, 'MAP@5', sum(average_precision(found[q], relevant[q]) for q in judged) / len(judged), target, peers))
        out.append(Figure(section, 'recall in 20', sum(len(relevant[q] & set(found[q])) / len(relevant[q]) for q in judged) / len(judged)))
    return out
