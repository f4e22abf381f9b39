"""HTML parsers against each other on the same pages, confined against unconfined, and crafted inputs that must cost no more than their size."""
import json
import os
import shutil
import subprocess

from . import crafted
from .figures import Figure
from .program import PAGE_SETS, ROOT, Absent, Broken
from .speed import stage_seconds
from .timing import median, once

SMALL, FACTOR = 300_000, 10
LIMIT = 60  # processor seconds for one input


def output_of(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Broken(f'{command[0]} failed: {done.stderr.strip()[-300:]}')
    return json.loads(done.stdout)


def racer(bench, name):
    tool = bench.program.parent / name
    if not tool.exists():
        raise Absent(f'{tool} is not built (setup/install --test; setup/build release --target {name})')
    return tool


def all_pages(bench):
    files = []
    for name in PAGE_SETS:
        try:
            files += bench.pages(name).values()
        except Absent:
            continue
    if not files:
        raise Absent(f'{bench.shared}/data holds no page set')
    return files


def html_tree(bench):
    """MB/s of tree building alone, one core, every parser in this run; the parsers of bench/html_tree.cpp take turns."""
    tool, files = racer(bench, 'html_tree'), all_pages(bench)
    one_core = ['taskset', '-c', str(min(os.sched_getaffinity(0)))]
    rates = output_of([*one_core, tool, *files])
    nodes = rates.pop('nodes')
    parse5 = ROOT / 'tests' / 'html5' / 'node_modules' / 'parse5'
    if shutil.which('node') and parse5.exists():
        rates |= output_of(['node', ROOT / 'tests' / 'html5' / 'speed.mjs', *files])
    ours, spread = median(rates.pop('ours'), ',.0f')
    section = f'HTML tree alone ({len(files)} pages, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB, {nodes:,} nodes)'
    peers = tuple(sorted(((n, median(r, '.0f')[0]) for n, r in rates.items()), key=lambda p: -p[1]))
    return [Figure(section, 'MB of HTML/s, one core, this run', ours, 100, peers, ',.0f', True, spread)]


def confinement(bench):
    """What parsing in processes without rights costs: bench/confine_cost.cpp reads all pages with and without them, in turns."""
    tool, files = racer(bench, 'confine_cost'), all_pages(bench)
    out = []
    for threads, clock, what in ((1, 'cpu', 'processor time, one thread'), (len(os.sched_getaffinity(0)), 'wall', 'wall clock, all cores')):
        rounds = output_of([tool, bench.program, str(threads), *files])
        lost = [100 * (c[clock] / i[clock] - 1) for c, i in zip(rounds['confined'], rounds['inside'])]
        value, spread = median(lost, '.1f')
        out.append(Figure(f'confinement ({rounds["documents"]} pages, to attributions)', f'more {what}, %', value, 10, form='.1f', higher=False, spread=spread))
    return out


def linear(bench):
    """10 times the input, how many times the processor time? By `stemma read --timings`, so that start-up is left out; the least of three runs, or
    one that takes a second."""
    rows = []
    for name, suffix, make in crafted.SHAPES:
        seconds = []
        for size in (SMALL, SMALL * FACTOR):
            path = bench.folder / f'crafted{suffix}'
            path.write_bytes(make(size))
            seconds.append(least(bench, path))
        # Below two milliseconds the clock decides, not the program.
        rows.append([large / max(small, 0.002) for small, large in zip(*seconds)] + [seconds[1][1], name])
    section = f'crafted inputs ({len(rows)} shapes of {SMALL / 1e6:.1f} and {SMALL * FACTOR / 1e6:.1f} MB)'
    out = []
    for k, what in ((0, 'ingest'), (1, 'all stages')):
        rows.sort(key=lambda r: -r[k])
        out.append(Figure(section, f'{what}: time at 10 times the size, greatest ({rows[0][3]})', rows[0][k], 12, form='.1f', higher=False,
                          spread='then ' + ', '.join(f'{r[3]} {r[k]:.1f}' for r in rows[1:4])))
    slowest = max(rows, key=lambda r: r[2])
    return out + [Figure(section, f'slowest at {SMALL * FACTOR / 1e6:.0f} MB ({slowest[3]}), s', slowest[2], form='.2f', higher=False)]


TEXT_SMALL = 30_000     # characters: 5,000 words


def linear_texts(bench):
    """The same for the attribution reader, on texts: every shape is shown. Time of the claims stage; with all stages, in the spread."""
    section = f'crafted texts ({TEXT_SMALL:,} and {TEXT_SMALL * FACTOR:,} characters): time at 10 times the size'
    out, path = [], bench.folder / 'crafted.jsonl'
    for name, make in crafted.TEXTS:
        runs = []
        for size in (TEXT_SMALL, TEXT_SMALL * FACTOR):
            path.write_text(json.dumps({'id': name, 'text': make(size)}) + '\n', encoding='utf-8')
            runs.append(least(bench, '--from', 'jsonl', path, stage='claims'))
        # A millisecond is the least that can be told from chance here.
        claims, every = (large / max(small, 0.001) for small, large in zip(*runs))
        out.append(Figure(section, f'claims: {name}', claims, 12, form='.1f', higher=False,
                          spread=f'all stages {every:.1f}; {runs[1][0]:.3f} of {runs[1][1]:.2f} s'))
    return out


def least(bench, *what, stage='ingest'):
    """Least seconds in one stage and in all stages."""
    best = (LIMIT, LIMIT)
    for _ in range(3):
        try:
            stages = stage_seconds(once(bench, 'read', '--threads', '1', '--timings', *what, one_core=True, cpu_limit=LIMIT))
        except Broken:                             # given up: count it as the limit, which is a failure at any ratio
            return best
        best = tuple(map(min, best, (stages[stage], sum(stages.values()))))
        if best[1] > 1:
            break
    return best
