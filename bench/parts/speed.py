"""What bench/speed measures. Each function gives figures; a run that gives the wrong number of answers fails."""
import json
import os
import re
import subprocess

from .case import EXAMPLE
from .copies import articles
from .figures import Figure
from .program import PAGE_SETS, ROOT, Absent, Broken
from .timing import median, once, several

WORD = re.compile(r'\w+')
PEERS_WORDS = (('spaCy lg', 10014), ('UDPipe 1', 1101), ('Stanza', 878), ('spaCy trf', 684))


def texts(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(line)['text'] for line in f]


def expect(what, got, wanted):
    if got != wanted:
        raise Broken(f'{what}: {got} instead of {wanted}')


def stage_seconds(run):
    """{stage: seconds} that `read --timings` prints as the last line on stderr."""
    for line in reversed(run.err.splitlines()):
        if line.startswith('{"timings":'):
            return json.loads(line)['timings']
    raise Broken('read --timings printed no timings')


def start_up(bench):
    walls = [1000 * r.wall for r in several(bench, 20, '--version')]
    return [Figure('start-up', 'stemma --version, least of 20, ms', min(walls), 50, (), '.1f', False, f'to {max(walls):.1f}')]


def reading_pages(bench):
    files = {}
    for name in PAGE_SETS:
        try:
            files[name] = list(bench.pages(name).values())
        except Absent:
            continue
    if not files:
        raise Absent(f'{bench.shared}/data holds no page set')
    pages = [p for f in files.values() for p in f]
    mb = sum(p.stat().st_size for p in pages) / 1e6
    section = f'pages: HTML to attributions ({len(pages)} pages, {mb:.1f} MB)'

    one = several(bench, bench.args.runs, 'read', '--threads', '1', '--timings', *pages, one_core=True)
    got = texts(one[-1].out)
    expect('lines for pages', len(got), len(pages))
    words = sum(len(WORD.findall(t)) for t in got)
    out = []

    def rate(measure, amount, seconds, target=None, form=',.0f'):
        value, spread = median([amount / s for s in seconds], form)
        out.append(Figure(section, measure, value, target, (), form, True, spread))
    alone = [r.cpu for r in one]
    rate('pages/s, one core', len(pages), alone, 150)
    rate('MB of HTML/s, one core', mb, alone, form=',.1f')
    rate('words of text/s, one core', words, alone)
    cores = len(os.sched_getaffinity(0))
    rate(f'pages/s, {cores} cores', len(pages), [r.wall for r in several(bench, bench.args.runs, 'read', *pages)])

    stages = [stage_seconds(r) for r in one]
    for stage in stages[0]:
        value, spread = median([1000 * s[stage] / len(pages) for s in stages], '.3f')
        out.append(Figure(section, f'{stage}, ms a page', value, form='.3f', higher=False, spread=spread))
    rate('ingest alone, pages/s', len(pages), [s['ingest'] for s in stages], 300)
    rate('ingest alone, MB of HTML/s', mb, [s['ingest'] for s in stages], form=',.1f')
    largest = max(files, key=lambda n: sum(p.stat().st_size for p in files[n]))
    value, spread = median([r.peak_mb for r in several(bench, bench.args.runs, 'read', *files[largest])], '.0f')
    out.append(Figure(section, f'peak memory on {largest}, {cores} threads, MiB', value, form='.0f', higher=False, spread=spread))
    return out


def reading_text(bench):
    source, count, words = bench.folder / 'speed.jsonl', 0, 0
    with open(source, 'w', encoding='utf-8') as out:
        for half in ('train', 'dev'):
            with open(bench.data('polnear', f'{half}.jsonl'), encoding='utf-8') as f:
                for a in map(json.loads, f):
                    count, words = count + 1, words + len(WORD.findall(a['text']))
                    out.write(json.dumps({'id': a['id'], 'text': a['text'], 'published': a['date'], 'title': a['title']}) + '\n')
    section = f'plain text: text to attributions ({count} articles, {words:,} words)'
    taken = several(bench, bench.args.runs, 'read', '--threads', '1', '--timings', '--from', 'jsonl', source, one_core=True)
    expect('lines for articles', len(texts(taken[-1].out)), count)
    value, spread = median([words / r.cpu for r in taken], ',.0f')
    out = [Figure(section, 'words/s, one core', value, 30000, PEERS_WORDS, ',.0f', True, spread)]
    stages = [stage_seconds(r) for r in taken]
    value, spread = median([words / s['lang'] for s in stages], ',.0f')
    out.append(Figure(section, 'the language reader alone, words/s', value, 60000, (*raced(bench, source, words), *PEERS_WORDS), ',.0f', True, spread))
    value, spread = median([words / s['claims'] for s in stages], ',.0f')
    out.append(Figure(section, 'the attribution reader alone, words/s', value, form=',.0f', spread=spread))
    value, spread = median([words / s['values'] for s in stages], ',.0f')
    out.append(Figure(section, 'times, places and figures, given the analysis, words/s', value, 1000000, form=',.0f', spread=spread))
    for stage in ('lang', 'claims', 'values', 'events'):
        value, spread = median([1e6 * s[stage] / words for s in stages], '.2f')
        out.append(Figure(section, f'{stage}, ms for 1,000 words', value, form='.2f', higher=False, spread=spread))
    return out


def raced(bench, source, words):
    """spaCy's small pipeline on the same articles in the same run, where --spacy names a Python that has it."""
    if not bench.args.spacy:
        return ()
    done = subprocess.run([bench.args.spacy, ROOT / 'bench' / 'peers' / 'spacy_pipeline.py', '--seconds', source], capture_output=True, text=True)
    if done.returncode != 0:
        raise Broken(f'spacy_pipeline.py failed: {done.stderr.strip()[-300:]}')
    return (('spaCy sm 3.8, in this run', words / float(done.stdout)),)


def encoder_cost(bench):
    """The model alone, by set of instructions: bench/nn_cost.cpp."""
    tool = bench.program.parent / 'nn_cost'
    if not tool.exists():
        raise Absent(f'{tool} is not built (setup/build release --target nn_cost)')
    done = subprocess.run([tool, ROOT / 'models' / 'encoder.model'], capture_output=True, text=True)
    if done.returncode != 0:
        raise Broken(f'nn_cost failed: {done.stderr.strip()[-300:]}')
    cost = json.loads(done.stdout)
    section = 'the encoder with all its heads, one core'
    out = [Figure(section, 'checking the file and loading it, ms', cost['open_ms'] + cost['load_ms'], 100, (), '.1f', False)]
    for name, target in (('avx512', 60000), ('avx2', 30000), ('plain', None), ('floating', None)):
        if name in cost:
            out.append(Figure(section, f'tokens/s, {name}', 1e6 / cost[name]['all'], target, (), ',.0f'))
    return out


def whole_case(bench):
    if not EXAMPLE.exists():
        raise Absent(f'{EXAMPLE} is not there')
    with open(EXAMPLE / 'gold.json', encoding='utf-8') as f:
        documents = len(json.load(f)['documents'])
    case = bench.folder / 'speed.stemma'
    section = f'example case ({documents} documents)'

    def clear():
        for f in bench.folder.glob('speed.stemma*'):
            f.unlink()
    out = []

    def add(measure, values, target=None, form='.2f'):
        value, spread = median(values, form)
        out.append(Figure(section, measure, value, target, (), form, False, spread))
    add('add, s', [r.wall for r in several(bench, bench.args.runs, 'add', case, EXAMPLE / 'articles', before=clear)], 10)
    reports = several(bench, bench.args.runs, 'report', case)
    add('report (open, link, print), s', [r.wall for r in reports])
    add('peak memory of report, MiB', [r.peak_mb for r in reports], 100, '.0f')
    exports = several(bench, bench.args.runs, 'export', case, '--format', 'json')
    with open(exports[-1].out, encoding='utf-8') as f:
        expect('documents of the export', len(json.load(f)['documents']), documents)
    add('export (open, link, write), s', [r.wall for r in exports])
    return out


def larger_case(bench):
    source, case = articles(bench), bench.folder / 'larger.stemma'
    added = once(bench, 'add', case, source)
    taken = several(bench, bench.args.runs, 'export', case, '--format', 'json')
    with open(taken[-1].out, encoding='utf-8') as f:
        export = json.load(f)
    words = sum(len(WORD.findall(d['text'])) for d in export['documents'])
    section = f'larger case ({len(export["documents"]):,} articles, {words:,} words, {len(export["attributions"]):,} attributions)'
    value, spread = median([r.wall for r in taken], '.2f')
    return [
        Figure(section, 'add, s (one run)', added.wall, form='.2f', higher=False),
        Figure(section, 'export (open, link, write), s', value, form='.2f', higher=False, spread=spread),
        Figure(section, 'words linked/s, from the export', words / value, form=',.0f'),
        Figure(section, 'peak memory of export, MiB', median([r.peak_mb for r in taken], '.0f')[0], form='.0f', higher=False),
    ]
