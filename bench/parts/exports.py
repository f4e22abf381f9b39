"""What each form of `stemma export` takes of a case of 10,000 documents, and the dossier of three of its claims. Every row count is compared with the case."""
import json
import re
import shutil

from .answers import DOCUMENTS, big_case
from .figures import Figure
from .program import Broken
from .timing import once

COUNTED = 'counted again in the files: the same'
# What a run says that it has written, of the parts of the case. An attribution is one row, annotation or line wherever it stands.
ROWS = {
    'csv': {'documents': 'documents', 'attributions': 'attributions', 'agents': 'agents', 'claims': 'claims'},
    'jsonl': {'documents': 'documents', 'attributions': 'attributions', 'agents': 'agents', 'claims': 'claims'},
    'ftm': {'documents': 'documents', 'attributions': 'attributions', 'agents': 'agents', 'claims': 'claims'},
    'annotations': {'annotations': 'attributions'},
    'wacz': {'pages': 'documents'},
    'warc': {},
    'prov': {},
    'graphml': {},
    'claimreview': {},
}


def counts(said):
    """{"attributions": 218921} of "..., 218921 attributions, ..."; the first of each name."""
    out = {}
    for number, what in re.findall(r'(\d+) ([a-zA-Z][a-zA-Z -]*)', said.split('\n')[0]):
        out.setdefault(what.strip(), int(number))
    return out


def expect(form, what, got, wanted):
    if got != wanted:
        raise Broken(f'export as {form}: {got} {what} instead of {wanted}')


def exports(bench):
    case = bench.folder / 'exported.stemma'
    shutil.copy(big_case(bench), case)  # each export is noted in the log of its case
    out = bench.folder / 'exported'
    whole = once(bench, 'export', case, '--format', 'json', '-o', out)
    with open(out, encoding='utf-8') as f:
        held = json.load(f)
    there = {key: len(held[key]) for key in ('documents', 'attributions', 'agents', 'claims', 'denials')}
    chosen = [c['id'] for c in held['claims'][:3]]
    del held
    size = out.stat().st_size
    out.unlink()
    expect('json', 'documents', there['documents'], DOCUMENTS)
    for what, n in there.items():
        expect('json', f'{what} told', counts(whole.err.split(': ', 2)[-1])[what], n)
    section = f'exports ({there["documents"]:,} documents, {there["claims"]:,} claims, {there["attributions"]:,} attributions)'
    figures = []

    def add(name, run, size):
        figures.append(Figure(section, f'{name}: processor s', run.cpu, None, (), ',.1f', False, f'{run.wall:,.1f} s with the disk; {size / 1e6:,.0f} MB'))
        figures.append(Figure(section, f'{name}: peak MiB', run.peak_mb, None, (), ',.0f', False))

    def weight(path):
        return sum(f.stat().st_size for f in path.rglob('*') if f.is_file()) if path.is_dir() else path.stat().st_size
    add('json', whole, size)
    for form, rows in ROWS.items():
        if form == 'claimreview' and bench.run('decide', case, 'verdict', chosen[0], '3/5 mostly right').returncode != 0:
            raise Broken('no verdict could be given')
        run = once(bench, 'export', case, '--format', form, '-o', out)
        if run.code != 0 or COUNTED not in run.err:
            raise Broken(f'export as {form}: {run.err[-300:]}')
        told = counts(run.err.split(': ', 2)[-1])
        for what, key in rows.items():
            expect(form, what, told.get(what), there[key])
        add(form, run, weight(out))
        shutil.rmtree(out) if out.is_dir() else out.unlink()
    copy = bench.folder / 'copied.stemma'
    run = once(bench, 'export', case, '--format', 'case', '-o', copy)
    expect('case', 'documents', counts(run.err.split(': ', 2)[-1])['documents'], DOCUMENTS)
    add('case (linked anew)', run, weight(copy))
    copy.unlink()
    run = once(bench, 'report', case, '--html', out, '--claim', ','.join(chosen))
    page = out.read_text(encoding='utf-8')
    for one in chosen:
        if one not in page:
            raise Broken(f'the dossier of {one} does not name it')
    add('dossier of three claims', run, weight(out))
    return figures
